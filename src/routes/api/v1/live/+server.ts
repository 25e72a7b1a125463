import { liveBody } from '#lib/metrics/live-body.ts';
import { parseLiveQuestion } from '#lib/metrics/parse-live-question.ts';
import { answerQuestion, FRESH } from '../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, locals: { product, identity } }) =>
  answerQuestion(parseLiveQuestion(url.searchParams), async (question) => {
    const answer = await product.live(question, identity!);
    return Response.json(liveBody(answer, product.clock.now()), { headers: FRESH });
  });
