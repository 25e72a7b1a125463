import { expect, test } from 'vitest';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { openSpaces } from './spaces.ts';

const AT = Date.UTC(2026, 2, 2, 9);

/** Quarter hours that are noted as changed after closing by the beginning of a state, received so much later. */
async function slotsNoted(lateMs: number): Promise<number[]> {
  const spaces = await openSpaces('embedded');
  try {
    const warehouse = await spaces.fresh();
    const d = { site: 'cs', agent: 'a1', state: 'READY', enteredAt: AT };
    const lines = [JSON.stringify({ v: 1, t: 'agent.state', p: 'acd', e: 1, n: 1, at: AT, d })];
    const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 100 });
    await writer.write(writer.read([{ shard: 'cs', id: '1', receivedAt: AT + lateMs, lines }]));
    const rows = await warehouse.query<{ slot_at: number }>('SELECT slot_at FROM late_fact ORDER BY slot_at');
    return rows.map(({ slot_at }) => slot_at);
  } finally {
    await spaces.close();
  }
}

test('[WH12] a state that comes late and goes on changes every quarter hour since; of history that is read in its first one', async () => {
  expect(await slotsNoted(HOUR_MS)).toEqual([AT, AT + SLOT_MS, AT + 2 * SLOT_MS]);
  expect(await slotsNoted(200 * 24 * HOUR_MS)).toEqual([AT]);
});
