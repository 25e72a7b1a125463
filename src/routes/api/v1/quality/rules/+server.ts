import { QuestionParameters } from '#lib/metrics/question-parameters.ts';
import { answerQuestion, FRESH } from '../../answer.ts';
import type { RequestHandler } from './$types';

/** The rules for events that cannot have been, by producer, and how many events each changed. */
export const GET: RequestHandler = async ({ url, locals: { product, identity } }) =>
  answerQuestion(new QuestionParameters(url.searchParams, [], []).result({}), async () =>
    Response.json(await product.qualityRules(identity!), { headers: FRESH }),
  );
