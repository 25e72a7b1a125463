import { expect } from 'vitest';
import { printDifference } from '../../src/cli/prove/compare.ts';
import type { Proof } from '../../src/cli/prove/prove-floor.ts';

/** Every number is that of the truth, every loss is named, and enough was compared. */
export function expectProven({ report, live, trust }: Proof, leastNumbers: number): void {
  expect([...report.differences, ...live.differences].map(printDifference)).toEqual([]);
  expect(trust.findings).toEqual([]);
  expect(report.numbers).toBeGreaterThan(leastNumbers);
  expect(live.numbers).toBeGreaterThan(leastNumbers);
  // What lost lines would have told may be missing; nearly everything else was compared.
  expect(report.passedOver + live.passedOver).toBeLessThan((report.numbers + live.numbers) / 20);
}
