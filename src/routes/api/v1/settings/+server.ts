import { QuestionParameters } from '#lib/metrics/question-parameters.ts';
import { answerQuestion, FRESH } from '../answer.ts';
import { readVersion } from './read-version.ts';
import type { RequestHandler } from './$types';

/** Everything that was said of one site, queue, calendar or shift: who, when, from when on, what. */
export const GET: RequestHandler = async ({ url, locals: { product } }) => {
  const read = new QuestionParameters(url.searchParams, ['kind', 'id', 'site'], []);
  const [kind, id, site] = [read.text('kind'), read.text('id'), read.text('site')];
  if (kind === null) read.fault('kind', 'It is required: site, queue, calendar or shift.');
  if (id === null) read.fault('id', 'It is required.');
  return answerQuestion(read.result({ kind: kind ?? '', id: id ?? '', site }), async (name) =>
    Response.json({ versions: await product.definitions(name) }, { headers: FRESH }),
  );
};

/** Publishes a version. One that would judge closed quarter hours otherwise is 409, unless `restate` says why. */
export const POST: RequestHandler = async ({ request, locals: { product, identity } }) =>
  answerQuestion(await readVersion(request, product.clock.now()), async ({ version, restate }) => {
    await product.setDimension(version, identity!, restate);
    return Response.json({ version }, { status: 201, headers: FRESH });
  });
