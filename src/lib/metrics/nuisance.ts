import type { SumReader } from './formula.ts';

/** Of how many live-answered calls a dialer may lose how many where the rule applies (FTC TSR; Ofcom to 2017). */
const LIMIT = { lost: 3, of: 100 };

/** The same as a share. */
export const NUISANCE_LIMIT = LIMIT.lost / LIMIT.of;

/**
 * How many more calls may be lost before the limit is passed: floor(0.03 x passed / 0.97) - lost. Below 0 once it is.
 * Null where no call was answered live.
 */
export function nuisanceHeadroom(sums: SumReader): number | null {
  const [passed, lost] = [sums('attempts_passed'), sums('attempts_nuisance')];
  if (passed + lost === 0) return null;
  // In whole numbers: 97 times 0.03 is a little less than 2.91.
  return Math.floor((passed * LIMIT.lost) / (LIMIT.of - LIMIT.lost)) - lost;
}
