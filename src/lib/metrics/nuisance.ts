import type { SumReader } from './formula.ts';

/** Share of live-answered calls that a dialer may lose where the rule applies (FTC TSR; Ofcom to 2017). */
export const NUISANCE_LIMIT = 0.03;

/**
 * How many more calls may be lost before the limit is passed: floor(0.03 x passed / 0.97) - lost. Below 0 once it is.
 * Null where no call was answered live.
 */
export function nuisanceHeadroom(sums: SumReader): number | null {
  const [passed, lost] = [sums('attempts_passed'), sums('attempts_nuisance')];
  if (passed + lost === 0) return null;
  return Math.floor((passed * NUISANCE_LIMIT * 100) / (100 - NUISANCE_LIMIT * 100)) - lost;
}
