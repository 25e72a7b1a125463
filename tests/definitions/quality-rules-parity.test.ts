import { afterAll, beforeAll, expect, test } from 'vitest';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { BASES } from '#lib/metrics/question.ts';
import { readLog, recount } from '#lib/recount/recount.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { engineOf } from '../corrections/as-it-counts.ts';
import { Chance } from '../parity/chance.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { survivorsInMemory, survivorsInWarehouse } from '../warehouse/surviving-facts.ts';
import { ruledFloor } from './ruled-floor.ts';

/** When everything is received, by the engine of the tests of corrections too. */
const RECEIVED_AT = Date.UTC(2026, 2, 31);
const FRESH = Date.now() % 2 ** 31;
const COUNTED = METRICS.filter(({ live, id }) => live && id !== 'estimated_wait').map(({ id }) => id);

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

test.for([1, 2, FRESH])(
  '[DQ25] under rules live, history and second count are those of the log that the rules make: seed %i',
  { timeout: 60_000 },
  async (seed) => {
    const { lines, clean, asOfMs, counts } = ruledFloor(seed, 60, RECEIVED_AT);
    for (const count of Object.values(counts)) expect(count, `seed ${seed}`).toBeGreaterThan(2);
    const engine = engineOf(lines);
    const inferred = engine
      .infer({ nowMs: asOfMs, serverMs: RECEIVED_AT, speed: 1 }, RECEIVED_AT)
      .map((event) => JSON.stringify(event));
    const isCorrection = (line: string): boolean => line.includes('"t":"correction"');
    expect(inferred.filter(isCorrection)).toHaveLength(counts.exclude + counts.repair);
    engineOf(inferred, engine);
    const all = [...lines, ...inferred];
    const made = [...clean, ...inferred.filter((line) => !isCorrection(line))];

    const chance = new Chance(seed + 9);
    const warehouse = await spaces.fresh();
    const writer = await BatchWriter.open(warehouse, { recentKeys: 20, filterKeys: 100_000 });
    const mixed = chance.shuffled(all);
    const half = chance.whole(1, mixed.length - 1);
    for (const [i, part] of [mixed.slice(0, half), mixed.slice(half)].entries())
      await writer.write(writer.read([{ shard: '_', id: String(i), receivedAt: RECEIVED_AT, lines: part }]));
    expect(await survivorsInWarehouse(warehouse), `seed ${seed}`).toEqual(survivorsInMemory(made));

    const expected = engineOf(made);
    const log = readLog(all.map((line, i) => ({ line, receivedAt: i })));
    for (const basis of BASES) {
      const question = { metrics: COUNTED, by: [], window: '60m', basis, filter: {} } as const;
      const [live] = engine.answer(question, asOfMs, asOfMs).rows;
      expect(live, `seed ${seed}, ${basis}`).toEqual(expected.answer(question, asOfMs, asOfMs).rows[0]);
      const second = recount(log, { fromMs: asOfMs - HOUR_MS, toMs: asOfMs, asOfMs, basis });
      for (const id of COUNTED) {
        const [one, other] = [live![id] as number | null, second[id]!];
        const where = `seed ${seed}, ${basis}: ${id}`;
        if (one === null || other === null) expect(one, where).toBe(other);
        // The order of two divisions may differ in the last bit.
        else expect(Math.abs(one - other), where).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(other)));
      }
    }
  },
);
