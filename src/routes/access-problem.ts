import type { AccessProblem } from '#lib/access/problem.ts';

/**
 * What the access room refused, or null for any other failure. By name, not by class: the running product and the built
 * pages each have their own copy of the class.
 */
export function accessProblem(failure: unknown): AccessProblem | null {
  return failure instanceof Error && failure.name === 'AccessProblem' ? (failure as AccessProblem) : null;
}
