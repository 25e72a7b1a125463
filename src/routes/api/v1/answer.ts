import { badParameters, problemOf, problemResponse } from '#lib/wire/problem.ts';
import type { ParsedQuestion } from '#lib/metrics/question-parameters.ts';

const RETRY_S = '5';

/**
 * Answers a read call: 400 that names every parameter at fault, 503 where the part that holds the numbers is down, else
 * what `ask` makes of the question.
 */
export async function answerQuestion<Question>(
  parsed: ParsedQuestion<Question>,
  ask: (question: Question) => Promise<Response>,
): Promise<Response> {
  if (!parsed.ok) return problemResponse(badParameters(parsed.errors));
  try {
    return await ask(parsed.question);
  } catch (error) {
    const carried = problemOf(error);
    if (carried === null) throw error;
    return problemResponse(carried, carried.status === 503 ? { 'retry-after': RETRY_S } : {});
  }
}

/** Numbers are of the moment: no cache keeps them. */
export const FRESH = { 'cache-control': 'no-store' } as const;
