import { expect, test } from 'vitest';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { openSpaces } from './spaces.ts';

const AT = Date.UTC(2026, 2, 2, 9);

interface Told {
  t: string;
  at: number;
  receivedAt: number;
  d: object;
}

/** Quarter hours that are noted as changed after closing by events that come one after the other. */
async function slotsNoted(told: readonly Told[]): Promise<number[]> {
  const spaces = await openSpaces('embedded');
  try {
    const warehouse = await spaces.fresh();
    const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 100 });
    for (const [i, { t, at, receivedAt, d }] of told.entries()) {
      const line = JSON.stringify({ v: 1, t, p: 'acd', e: 1, n: i + 1, at, d: { site: 'cs', ...d } });
      await writer.write(writer.read([{ shard: 'cs', id: String(i), receivedAt, lines: [line] }]));
    }
    const rows = await warehouse.query<{ slot_at: number }>('SELECT DISTINCT slot_at FROM late_fact ORDER BY slot_at');
    return rows.map(({ slot_at }) => slot_at);
  } finally {
    await spaces.close();
  }
}

const ready = (receivedAt: number): Told => ({
  t: 'agent.state',
  at: AT,
  receivedAt,
  d: { agent: 'a1', state: 'READY', enteredAt: AT },
});

test('[WH12] a state that comes late and goes on changes every quarter hour since; of history that is read in its first one', async () => {
  expect(await slotsNoted([ready(AT + HOUR_MS)])).toEqual([AT, AT + SLOT_MS, AT + 2 * SLOT_MS]);
  expect(await slotsNoted([ready(AT + 200 * 24 * HOUR_MS)])).toEqual([AT]);
});

test('[WH12] a log-out that was forgotten over a weekend and is corrected changes every quarter hour until it was told', async () => {
  const monday = AT + 71 * HOUR_MS;
  const out = (enteredAt: number) => ({
    agent: 'a1',
    state: 'LOGGED_OUT',
    enteredAt,
    prev: { state: 'READY', enteredAt: AT },
  });
  const slots = await slotsNoted([
    ready(AT),
    { t: 'agent.state', at: monday, receivedAt: monday, d: out(monday) },
    {
      t: 'correction',
      at: monday + HOUR_MS,
      receivedAt: monday + HOUR_MS,
      d: {
        target: { p: 'acd', e: 1, n: 2 },
        op: 'replace',
        data: { site: 'cs', ...out(AT + 9 * HOUR_MS) },
        reason: 'left',
        by: 'anna',
      },
    },
  ]);
  const wrong = Array.from({ length: 62 * 4 }, (_, i) => AT + 9 * HOUR_MS + i * SLOT_MS);
  expect(slots.filter((slot) => slot >= AT + 9 * HOUR_MS)).toEqual(wrong);
});
