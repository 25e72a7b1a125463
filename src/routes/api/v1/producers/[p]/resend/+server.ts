import { answerQuestion, FRESH } from '../../../answer.ts';
import type { RequestHandler } from './$types';

/** What a producer is asked to send again: the numbers that did not come, by epoch. Sent again they are no duplicates. */
export const GET: RequestHandler = async ({ params, locals: { product } }) =>
  answerQuestion({ ok: true, question: params.p }, async (p) => {
    const missing = await product.missing(p);
    return Response.json({ resend: missing.map(({ p: _, ...gap }) => gap) }, { headers: FRESH });
  });
