import { afterAll, beforeAll, expect, test } from 'vitest';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { LIVE_GROUPINGS, type Dimension } from '#lib/metrics/dimensions.ts';
import { BASES, WINDOWS, type Filter, type WindowName } from '#lib/metrics/question.ts';
import { readLog, recount } from '#lib/recount/recount.ts';
import { HOUR_MS, MINUTE_MS, SLOT_MS } from '#lib/time/interval.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { emptied } from '../warehouse/emptied.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { foldedEngine, writeFloor } from './floors.ts';
import { randomFloor, SITES } from './random-floor.ts';
import { SqlAnswers } from './sql-answer.ts';

const FRESH = 50;
const SIZE = 24;
const BASE = Date.now();
const SEEDS = Array.from({ length: FRESH }, (_, i) => (BASE + i * 104_729) % 2 ** 31);
const GROUPINGS: Dimension[][] = [[], ...LIVE_GROUPINGS.map((dimension): Dimension[] => [dimension])];
const LENGTH_MS: Partial<Record<WindowName, number>> = {
  '5m': 5 * MINUTE_MS,
  '15m': SLOT_MS,
  '30m': 2 * SLOT_MS,
  '60m': HOUR_MS,
};
const COUNTED = WINDOWS.filter((window) => window !== 'now');

let spaces: Spaces;
let warehouse: Warehouse;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
  warehouse = await spaces.fresh();
}, 60_000);
afterAll(() => spaces.close());

const told = new Set<string>();

test.for(SEEDS.map((seed, i) => [i, seed] as const))(
  '[MT1] live = SQL = second count on a floor that nobody has tried: %i, seed %i',
  { timeout: 60_000 },
  async ([i, seed]) => {
    const floor = randomFloor(seed, SIZE);
    const { asOfMs } = floor;
    // Most in one batch, which costs a third; the seeds of every day are written in several.
    await writeFloor(await emptied(warehouse), floor, i % 10 === 0 ? 2 : 1);
    const engine = foldedEngine(floor);
    const sql = await SqlAnswers.open(warehouse, SITES, asOfMs);
    // Every window, basis and grouping comes up, each beside another one from floor to floor.
    const window = COUNTED[i % COUNTED.length]!;
    const basis = BASES[Math.floor(i / COUNTED.length) % BASES.length]!;
    const by = GROUPINGS[i % GROUPINGS.length]!;
    // A window that begins at another instant at another site is counted once for each: here at one of them in turn.
    const beginsBySite = LENGTH_MS[window] === undefined;
    const filter: Filter = beginsBySite || i % 3 === 0 ? { site: [SITES[i % SITES.length]!] } : {};
    if (!sql.hasLength(window, filter)) return expect(LENGTH_MS[window]).toBeUndefined();
    const metrics = METRICS.filter(
      (metric) => metric.live && [...by, 'site' as const].every((name) => metric.dimensions.includes(name)),
    ).map(({ id }) => id);
    const question = { metrics, window, basis, filter };
    const where = `seed ${seed}, ${JSON.stringify({ window, basis, by, filter })}`;
    const live = engine.answer({ ...question, by }, asOfMs, asOfMs).rows;
    const [rows] = await sql.rows(question, [by]);
    expect(live, `${where}: live against SQL`).toEqual(rows);

    const lengthMs = LENGTH_MS[window];
    if (lengthMs === undefined) return;
    const log = readLog(floor.lines.map((line, place) => ({ line, receivedAt: place })));
    const [row] = engine.answer({ ...question, by: [], filter: {} }, asOfMs, asOfMs).rows;
    const second = recount(log, { fromMs: asOfMs - lengthMs, toMs: asOfMs, asOfMs, basis });
    for (const id of metrics) {
      const [said, again] = [row![id] as number | null, second[id]!];
      // The order of two divisions may differ in the last bit.
      if (said === null || again === null) expect(said, `${where}: ${id} against the second count`).toBe(again);
      else
        expect(Math.abs(said - again), `${where}: ${id} against the second count`).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(again)),
        );
      if (again) told.add(id);
    }
  },
);

test('[MT1] on these floors most metrics said something', () => {
  const asked = METRICS.filter(({ live }) => live);
  expect(told.size).toBeGreaterThan(asked.length * 0.6);
});
