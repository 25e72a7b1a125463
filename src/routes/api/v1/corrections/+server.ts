import { QuestionParameters } from '#lib/metrics/question-parameters.ts';
import { readPeriod } from '#lib/reports/parse-period.ts';
import { answerQuestion, FRESH } from '../answer.ts';
import type { RequestHandler } from './$types';

/** The corrections received in a period, and how each stands: in force, superseded, taken back, without effect and why. */
export const GET: RequestHandler = async ({ url, locals: { product, identity } }) => {
  const read = new QuestionParameters(url.searchParams, ['from', 'to', 'tz'], ['site']);
  const filter = read.filter(['site']);
  const surroundings = { defaultZone: product.defaultZone, versions: await product.dimensions() };
  const period = readPeriod(read, url.searchParams, surroundings, filter);
  return answerQuestion(read.result({ filter, period }), async (question) => {
    const { fromMs, toMs } = question.period!;
    const rows = await product.corrections(question.filter, fromMs!, toMs!, identity!);
    return Response.json({ rows, generatedAt: product.clock.now() }, { headers: FRESH });
  });
};
