import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLLED_UP_AGGREGATES } from '#lib/metrics/aggregates.ts';
import { FACT_KIND_NAMES, FACT_KINDS } from '#lib/metrics/fact-kinds.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { factColumns, factTable } from '#lib/warehouse/fact-table.ts';
import { ROLLED_UP_KINDS, rollupAggregates, rollupColumns, rollupTable } from '#lib/warehouse/rollup-table.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from './spaces.ts';

let spaces: Spaces;
let warehouse: Warehouse;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
  warehouse = await spaces.fresh();
}, 60_000);
afterAll(() => spaces.close());

const columnsOf = (table: string): Promise<{ name: string; type: string }[]> =>
  warehouse.query(
    'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table: String} ORDER BY position',
    { table },
  );

for (const kind of FACT_KIND_NAMES) {
  test(`[WH3] the columns of ${factTable(kind)} and of its roll-up are those of the fact kinds, the dimensions and the aggregates`, async () => {
    expect(await columnsOf(factTable(kind))).toEqual(factColumns(kind));
    expect(await columnsOf(rollupTable(kind))).toEqual(ROLLED_UP_KINDS.includes(kind) ? rollupColumns(kind) : []);
    for (const dimension of DIMENSIONS) expect(factColumns(kind).map(({ name }) => name)).toContain(dimension);
    expect(factColumns(kind).length).toBe(13 + DIMENSIONS.length + Object.keys(FACT_KINDS[kind].columns).length);
  });
}

test('[WH8] every additive aggregate of visits, legs and agents without a threshold is a column of one roll-up', () => {
  const columns = FACT_KIND_NAMES.flatMap(rollupAggregates);
  const left = Object.keys(ROLLED_UP_AGGREGATES).filter((name) => !columns.includes(name as never));
  // Gauges of a moment, and what depends on the settings of reading.
  expect(left.filter((name) => !name.startsWith('now_') && !name.startsWith('waiting'))).toEqual([
    'answered_in_time',
    'abandoned_in_time',
    'abandoned_short',
    'level_abandoned_met',
    'level_short_left_out',
    'level_in_time_left_out',
    'level_all_left_out',
    'level_waiting',
  ]);
  expect(new Set(columns).size).toBe(columns.length);
});

test('[WH5] instants far outside any calendar are stored and read back', async () => {
  const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 10 });
  const extremes = [Number.MIN_SAFE_INTEGER, -1, 0, 4_102_444_800_001, Number.MAX_SAFE_INTEGER];
  const lines = extremes.map((enqueuedAt, i) =>
    JSON.stringify({
      v: 1,
      t: 'queue.entered',
      p: 'a',
      e: 1,
      n: i + 1,
      at: Math.max(0, enqueuedAt),
      d: { visit: `v${i}`, enqueuedAt },
    }),
  );
  await writer.write(writer.read([{ shard: '_', id: '1', receivedAt: 1, lines }]));
  const rows = await warehouse.query<{ from_at: number }>(
    'SELECT from_at FROM fact_visit FINAL WHERE gone = 0 ORDER BY from_at',
  );
  expect(rows.map(({ from_at }) => from_at)).toEqual(extremes);
  expect(await warehouse.query('SELECT count() AS events FROM event_raw FINAL')).toEqual([{ events: extremes.length }]);
});
