import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { EVENT_FINDINGS } from '#lib/metrics/impossibilities.ts';
import { DEEDS } from '#lib/metrics/quality-rules.ts';
import { badParameters, problemResponse } from '#lib/wire/problem.ts';
import { answerQuestion, FRESH } from '../../answer.ts';
import type { RequestHandler } from './$types';

const Body = Compile(
  Type.Object({
    producer: Type.String({ minLength: 1 }),
    finding: Type.Union(EVENT_FINDINGS.map((finding) => Type.Literal(finding))),
    deed: Type.Union(DEEDS.map((deed) => Type.Literal(deed))),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
);

/** Takes back what a rule changed so far: its events count as they stand again. Body: producer, finding, deed, reason. */
export const POST: RequestHandler = async ({ request, locals: { product, identity } }) => {
  const body: unknown = await request.json().catch(() => null);
  if (!Body.Check(body)) {
    const reason =
      'A JSON object is required: producer, finding and deed as /api/v1/quality/rules gives them, and reason.';
    return problemResponse(badParameters([{ field: 'body', reason }]));
  }
  const { reason, ...rule } = body;
  return answerQuestion({ ok: true, question: rule }, async (asked) =>
    Response.json({ takenBack: await product.takeBackRule(asked, reason, identity!) }, { headers: FRESH }),
  );
};
