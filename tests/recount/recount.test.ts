import { expect, test } from 'vitest';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { BASES, type Basis, type Filter, type WindowName } from '#lib/metrics/question.ts';
import { readLog, recount, within } from '#lib/recount/recount.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { foldedEngine } from '../parity/floors.ts';
import { randomFloor } from '../parity/random-floor.ts';

const FRESH = 50;
const SEEDS = [59_125_288, ...Array.from({ length: FRESH }, (_, i) => (Date.now() + i * 7_919) % 2 ** 31)];
const WINDOWS: [WindowName, number][] = [
  ['5m', 5 * MINUTE_MS],
  ['60m', HOUR_MS],
];
const FILTERS: Filter[] = [{}, { site: ['berlin'] }, { queue: ['svc', 'col'], media: ['voice'] }];

const COUNTED = METRICS.filter(({ live }) => live).map(({ id }) => id);
const told = new Set<string>();

test.for(SEEDS)('[PR1] the live path gives what a second counter finds in the raw events: seed %i', (seed) => {
  const floor = randomFloor(seed, 60);
  const engine = foldedEngine(floor);
  const log = readLog(floor.lines.map((line, i) => ({ line, receivedAt: i })));
  const { asOfMs } = floor;
  for (const [window, lengthMs] of WINDOWS) {
    for (const filter of FILTERS) {
      const basis: Basis = BASES[(seed + FILTERS.indexOf(filter)) % 2]!;
      const [row] = engine.answer({ metrics: COUNTED, by: [], window, basis, filter }, asOfMs, asOfMs).rows;
      const second = recount(within(log, filter), { fromMs: asOfMs - lengthMs, toMs: asOfMs, asOfMs, basis });
      for (const id of COUNTED) {
        const where = `seed ${seed} ${window} ${basis} ${JSON.stringify(filter)}: ${id}`;
        const [live, again] = [row![id] as number | null, second[id]];
        expect(again, `${where} is counted twice`).not.toBeUndefined();
        if (live === null || again === null) expect(live, where).toBe(again);
        // The order of two divisions may differ in the last bit.
        else expect(Math.abs(live - again!), where).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(again!)));
        if (again) told.add(id);
      }
    }
  }
});

test('[PR1] every metric was counted by both, and was seen to say something', () => {
  expect(COUNTED.filter((id) => !told.has(id))).toEqual([]);
});
