import { WarehouseError } from '#lib/warehouse/warehouse-error.ts';
import { badParameters, problem, problemResponse, ProblemError } from '#lib/wire/problem.ts';
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
    if (error instanceof ProblemError) {
      return problemResponse(error.problem, error.problem.status === 503 ? { 'retry-after': RETRY_S } : {});
    }
    if (error instanceof WarehouseError) {
      const detail = 'The reports cannot be read at present; nothing is lost. Ask again, or see /readyz.';
      return problemResponse(problem('unavailable', detail), { 'retry-after': RETRY_S });
    }
    throw error;
  }
}

/** Numbers are of the moment: no cache keeps them. */
export const FRESH = { 'cache-control': 'no-store' } as const;
