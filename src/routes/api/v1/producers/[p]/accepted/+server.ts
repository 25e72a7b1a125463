import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { badParameters, problem, problemResponse } from '#lib/wire/problem.ts';
import { answerQuestion, FRESH } from '../../../answer.ts';
import type { RequestHandler } from './$types';

const Gap = Compile(
  Type.Object({
    e: Type.Integer(),
    from: Type.Integer(),
    to: Type.Integer(),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
);

/** Accepts a gap as lost: it is not asked for any more, and the mark on the numbers stays. Body: e, from, to, reason. */
export const POST: RequestHandler = async ({ params, request, locals: { product, identity } }) => {
  const body: unknown = await request.json().catch(() => null);
  if (!Gap.Check(body)) {
    const reason = 'A JSON object is required: e, from and to of the gap as /resend gives them, and reason, a text.';
    return problemResponse(badParameters([{ field: 'body', reason }]));
  }
  const { reason, ...gap } = body;
  return answerQuestion({ ok: true, question: gap }, async (asked) =>
    (await product.acceptGap(params.p, asked, reason, identity!))
      ? Response.json({ accepted: asked }, { headers: FRESH })
      : problemResponse(problem('not_found', `${params.p} has no such gap: /resend lists those that are open.`)),
  );
};
