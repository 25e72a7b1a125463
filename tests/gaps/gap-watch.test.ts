import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GapWatch } from '#lib/engine/gap-watch.ts';
import { filledGaps, type SequenceGap } from '#lib/engine/sequence-gap.ts';

const START = Date.UTC(2026, 2, 2, 8);
const SECOND = 1_000;
const gap = (from: number, to: number, more: Partial<SequenceGap> = {}): SequenceGap => ({
  p: 'acd',
  e: 1,
  from,
  to,
  fromAt: START - SECOND,
  toAt: START,
  seenAt: START,
  ...more,
});
const numbers = (gaps: readonly SequenceGap[]): [number, number][] => gaps.map(({ from, to }) => [from, to]);

test('[GP1] a gap is asked for at once, again after 4 s, then after twice the pause, 5 min at most, 12 times in all', () => {
  const watch = new GapWatch();
  const asked: number[] = [];
  for (let second = 2; second < 7_200; second += 1) {
    const { resend } = watch.look([gap(3, 7)], START + second * SECOND);
    if (resend.length > 0) asked.push(second);
  }
  const pauses = asked.slice(1).map((second, i) => second - asked[i]!);
  expect(asked[0]).toBe(2);
  expect(pauses).toEqual([4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
});

test('[GP1] what is left of a gap goes on where the gap stood; a new one begins anew; what came is not asked for', () => {
  const watch = new GapWatch();
  const at = (seconds: number): number => START + seconds * SECOND;
  expect(numbers(watch.look([gap(3, 9)], at(2)).resend)).toEqual([[3, 9]]);
  const left = filledGaps([gap(3, 9)], 5, START);
  expect(numbers(left)).toEqual([
    [3, 4],
    [6, 9],
  ]);
  expect(watch.look([...left, gap(12, 12)], at(4)).resend).toMatchObject([{ from: 12 }]);
  expect(numbers(watch.look([...left, gap(12, 12)], at(6)).resend)).toEqual(numbers(left));
  // 12 was asked for at 4 s; the rest was asked for twice, and pauses for 8 s.
  expect(numbers(watch.look([...left, gap(12, 12)], at(8)).resend)).toEqual([[12, 12]]);
  expect(watch.look([], at(100))).toEqual({ resend: [], alarms: [] });
  expect(watch.look([gap(3, 4, { e: 2 })], at(100)).resend).toHaveLength(1);
});

test('[GP1] of very many gaps no look asks for more than 200, and every one has its turn', () => {
  const watch = new GapWatch();
  const gaps = Array.from({ length: 450 }, (_, i) => gap(3 * i + 2, 3 * i + 3));
  const asked = [2, 3, 4].map((second) => watch.look(gaps, START + second * SECOND).resend);
  expect(asked.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(new Set(asked.flat().map(({ from }) => from)).size).toBe(450);
});

test('[GP3] a gap is an alarm when it is 30 s old, once, also where a part of it came', () => {
  const watch = new GapWatch();
  const at = (seconds: number): number => START + seconds * SECOND;
  expect(watch.look([gap(3, 9)], at(29)).alarms).toEqual([]);
  expect(watch.look([gap(3, 9)], at(30)).alarms).toEqual([gap(3, 9)]);
  expect(watch.look([gap(3, 9)], at(31)).alarms).toEqual([]);
  expect(watch.look(filledGaps([gap(3, 9)], 5, START), at(32)).alarms).toEqual([]);
  expect(watch.look([gap(20, 20, { seenAt: at(10) })], at(41)).alarms).toHaveLength(1);
});

test('[GP1] whatever comes in whatever order, each missing number is asked for 12 times at most, and never once it came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 }), (arrivals) => {
      const watch = new GapWatch();
      const requests = new Map<number, number>();
      const came = new Set<number>();
      let open = [gap(1, 60)];
      const steps = [...arrivals, ...Array.from({ length: 400 }, () => null)];
      steps.forEach((n, step) => {
        if (n !== null) {
          open = filledGaps(open, n, START);
          came.add(n);
        }
        for (const { from, to } of watch.look(open, START + (step + 2) * 10 * SECOND).resend) {
          for (let m = from; m <= to; m += 1) {
            if (came.has(m)) throw new Error(`${m} came and is asked for.`);
            requests.set(m, (requests.get(m) ?? 0) + 1);
          }
        }
      });
      const missing = Array.from({ length: 60 }, (_, i) => i + 1).filter((n) => !came.has(n));
      expect(missing.filter((n) => requests.get(n) !== 12)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
