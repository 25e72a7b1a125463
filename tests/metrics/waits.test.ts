import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWaitBound, WAIT_BOUNDS_SECONDS, boundOf, waitQuantile, type WaitHistogram } from '#lib/metrics/histogram.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

test('[MT8] the bounds are every second to a minute, then 2 % more in whole seconds to 8 h, with those of the trade', () => {
  expect(WAIT_BOUNDS_SECONDS.slice(0, 61)).toEqual(Array.from({ length: 61 }, (_, second) => second));
  expect(WAIT_BOUNDS_SECONDS.slice(61, 64)).toEqual([62, 64, 66]);
  expect(WAIT_BOUNDS_SECONDS.at(-1)).toBe(28_800);
  for (const second of [5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 240, 300, 600])
    expect(isWaitBound(second * 1_000)).toBe(true);
  for (const ms of [61_000, 20_500, -1_000, 28_801_000]) expect(isWaitBound(ms)).toBe(false);
  WAIT_BOUNDS_SECONDS.slice(62).forEach((bound, i) => {
    const before = WAIT_BOUNDS_SECONDS[i + 61]!;
    expect(bound).toBeGreaterThan(before);
    expect(bound).toBeLessThanOrEqual(Math.ceil(before * 1.02));
  });
});

test('[MT8] a wait counts in the first bound that is not below it; below 0 in the first, above 8 h in the last', () => {
  expect(
    [-7_000, 0, 1, 1_000, 1_001, 60_000, 60_001, 62_000, 62_001, 28_800_000, 99_999_999].map((ms) =>
      boundOf(ms, 'wait'),
    ),
  ).toEqual([0, 0, 1, 1, 2, 60, 62, 62, 64, 28_800, 28_800]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 28_800_000 }), (waitMs) => {
      expect(boundOf(waitMs, 'wait')).toBe(WAIT_BOUNDS_SECONDS.find((bound) => bound * 1_000 >= waitMs));
    }),
  );
});

test('[MT9] a percentile is the nearest rank ceil(p x n), the upper bound of its bucket; null over nothing', () => {
  const of = (waits: number[]): WaitHistogram => {
    const histogram: WaitHistogram = new Map();
    for (const wait of waits) histogram.set(boundOf(wait, 'wait'), (histogram.get(boundOf(wait, 'wait')) ?? 0) + 1);
    return histogram;
  };
  expect(waitQuantile(of([]), 0.5)).toBeNull();
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 40 }),
      fc.constantFrom(0.5, 0.9, 1),
      (waits, share) => {
        const ranked = [...waits].sort((a, b) => a - b);
        expect(waitQuantile(of(waits), share)).toBe(boundOf(ranked[Math.ceil(share * waits.length) - 1]!, 'wait'));
      },
    ),
  );
});

test('[MT9] wait_p50 and wait_p90 are of the answered only, in seconds; wait_max is of all who left', () => {
  const floor = new SmallFloor()
    .visits(5, 'answered', 1_000)
    .visits(4, 'answered', 10_000)
    .visits(1, 'answered', 100_500)
    .visits(3, 'abandoned', 300_000);
  expect(floor.row(['wait_p50', 'wait_p90', 'wait_max'], TEN + HOUR_MS)).toEqual({
    wait_p50: 1,
    wait_p90: 10,
    wait_max: 300,
  });
  expect(new SmallFloor().visits(1, 'abandoned', 1_000).row(['wait_p50', 'wait_p90'], TEN + HOUR_MS)).toEqual({
    wait_p50: null,
    wait_p90: null,
  });
});
