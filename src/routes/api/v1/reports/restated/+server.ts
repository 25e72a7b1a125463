import { parseRestatedQuestion } from '#lib/reports/parse-restated-question.ts';
import { answerQuestion, FRESH } from '../../answer.ts';
import type { RequestHandler } from './$types';

/** Closed intervals that changed after closing: the old values, the new ones, and the events that did it. */
export const GET: RequestHandler = async ({ url, locals: { product, identity } }) => {
  const surroundings = { defaultZone: product.defaultZone, versions: await product.dimensions() };
  return answerQuestion(parseRestatedQuestion(url.searchParams, surroundings), async (question) =>
    Response.json(await product.restated(question, identity!), { headers: FRESH }),
  );
};
