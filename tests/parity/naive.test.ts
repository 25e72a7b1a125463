import { expect, test } from 'vitest';
import { BASES, type WindowName } from '#lib/metrics/question.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { foldedEngine } from './floors.ts';
import { countedByHand } from './naive.ts';
import { randomFloor } from './random-floor.ts';

const SEEDS = [31, 32, 33, 34, 59_125_288, ...[0, 1].map((i) => (Date.now() + i * 7_919) % 2 ** 31)];
const WINDOWS: [WindowName, number][] = [
  ['5m', 5 * MINUTE_MS],
  ['30m', 30 * MINUTE_MS],
  ['60m', HOUR_MS],
];

test.for(SEEDS)('[MT4] the numbers are those that plain loops over the facts count: seed %i', (seed) => {
  const floor = randomFloor(seed, 40);
  const engine = foldedEngine(floor);
  for (const [window, lengthMs] of WINDOWS) {
    for (const basis of BASES) {
      const expected = countedByHand(floor.lines, floor.asOfMs - lengthMs, floor.asOfMs, basis);
      const metrics = Object.keys(expected);
      const { rows } = engine.answer({ metrics, by: [], window, basis, filter: {} }, floor.asOfMs, floor.asOfMs);
      for (const id of metrics) {
        const [value, byHand] = [rows[0]![id] as number | null, expected[id]!];
        const where = `seed ${seed} ${window} ${basis}: ${id}`;
        if (byHand === null || value === null) expect(value, where).toBe(byHand);
        // The order of two divisions may differ in the last bit.
        else expect(value, where).toBeCloseTo(byHand, 9);
      }
      expect(expected.offered! + expected.handled!, 'something happened').toBeGreaterThan(0);
    }
  }
});
