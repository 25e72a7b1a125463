import { expect, test } from 'vitest';
import { NUISANCE_LIMIT, nuisanceHeadroom } from '#lib/metrics/nuisance.ts';

const headroom = (passed: number, lost: number): number | null =>
  nuisanceHeadroom((name) => (name === 'attempts_passed' ? passed : lost));

test('[MT97] room for dropped calls is what may still be lost without passing the limit, exactly, and not one call more', () => {
  expect(headroom(97, 0)).toBe(3);
  expect(headroom(96, 0)).toBe(2);
  expect(headroom(97, 5)).toBe(-2);
  expect(headroom(0, 0)).toBeNull();
  for (let passed = 1; passed <= 2_000; passed += 1) {
    const room = headroom(passed, 0)!;
    // In whole numbers, so that no rounding judges itself.
    expect(room * 100).toBeLessThanOrEqual((passed + room) * 3);
    expect((room + 1) * 100).toBeGreaterThan((passed + room + 1) * 3);
  }
  expect(NUISANCE_LIMIT).toBe(0.03);
});
