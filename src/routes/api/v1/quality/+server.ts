import { parseQualityQuestion } from '#lib/reports/parse-quality-question.ts';
import { answerQuestion, FRESH } from '../answer.ts';
import type { RequestHandler } from './$types';

/** Events that cannot have been as they say, by day, producer, site and kind. */
export const GET: RequestHandler = async ({ url, locals: { product, identity } }) => {
  const surroundings = { defaultZone: product.defaultZone, versions: await product.dimensions() };
  return answerQuestion(parseQualityQuestion(url.searchParams, surroundings), async (question) =>
    Response.json(await product.quality(question, identity!), { headers: FRESH }),
  );
};
