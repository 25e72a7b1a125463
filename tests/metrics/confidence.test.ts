import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poisson, wilson } from '#lib/metrics/confidence.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

test.each([
  [0, 0, 3.7],
  [2, 0.24, 7.2],
  [9, 4.1, 17.1],
  [60, 45.8, 77.2],
])('[MT73] a count of %i stands for a mean of %f to %f', (count, low, high) => {
  const [from, to] = poisson(count);
  expect(from).toBeCloseTo(low, low < 1 ? 2 : 1);
  expect(to).toBeCloseTo(high, 1);
});

test('[MT73] the limits of a count grow with it without a jump where they are no longer summed', () => {
  const [[low500, high500], [low501, high501], [low502, high502]] = [poisson(500), poisson(501), poisson(502)];
  expect(low501 - low500).toBeCloseTo(low502 - low501, 1);
  expect(high501 - high500).toBeCloseTo(high502 - high501, 1);
});

test.each([
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [5, 10, 0.2366, 0.7634],
  [81, 100, 0.7222, 0.8749],
])('[MT73] %i of %i stands for %f to %f', (hits, n, low, high) => {
  const [from, to] = wilson(hits, n);
  expect(from).toBeCloseTo(low, 4);
  expect(to).toBeCloseTo(high, 4);
});

test('[MT73] a range holds the number that it belongs to, and is narrower over more', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.integer({ min: 1, max: 400 }), (some, n) => {
      const hits = Math.min(some, n);
      const [low, high] = wilson(hits, n);
      const [lowMore, highMore] = wilson(hits * 10, n * 10);
      const [fewest, most] = poisson(hits);
      expect(low).toBeLessThanOrEqual(hits / n);
      expect(high).toBeGreaterThanOrEqual(hits / n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(highMore - lowMore).toBeLessThan(high - low);
      expect(fewest).toBeLessThanOrEqual(hits);
      expect(most).toBeGreaterThan(hits);
    }),
    { numRuns: 200, verbose: true },
  );
});

test('[MT74] an answer gives n, and the range of each metric that carries one; over nothing there is none', () => {
  const floor = new SmallFloor();
  const wrap = (leg: string) => floor.send('wrap.ended', TEN, { leg, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0 });
  for (let i = 0; i < 1_000; i += 1) wrap(`l${i}`);
  for (const item of ['c1', 'c2'])
    floor.send('work.changed', TEN, {
      item,
      kind: 'complaint',
      rev: 1,
      status: 'new',
      createdAt: TEN,
      reason: 'attitude',
    });
  const metrics = ['complaints_attitude_per_100k', 'work_completion', 'csat_hotline', 'aht'];
  const question = { metrics, by: [], window: 'today', basis: 'entry', filter: {} } as const;
  const { rows, samples, ranges } = floor.engine.answer(question, TEN + MINUTE_MS, TEN + MINUTE_MS);
  expect(rows[0]).toMatchObject({ complaints_attitude_per_100k: 200, work_completion: 0, csat_hotline: null });
  expect(samples[0]).toEqual({ complaints_attitude_per_100k: 1_000, work_completion: 2, csat_hotline: 0, aht: 1_000 });
  expect(Object.keys(ranges[0]!)).toEqual(['complaints_attitude_per_100k', 'work_completion']);
  const [low, high] = ranges[0]!.complaints_attitude_per_100k!;
  expect(low).toBeCloseTo(24.2, 1);
  expect(high).toBeCloseTo(722.5, 1);
  expect(ranges[0]!.work_completion).toEqual([0, wilson(0, 2)[1]]);
});

test('[MT74] a range is of a ratio: of a share in parts of one, of rare events for so many', () => {
  const wrong = METRICS.filter(
    ({ small, formula, unit }) =>
      small && (formula.kind !== 'ratio' || unit !== { wilson: 'ratio', poisson: 'per_100k' }[small]),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(METRICS.filter(({ small }) => small === 'poisson').map(({ id }) => id)).toEqual([
    'complaints_attitude_per_100k',
  ]);
});
