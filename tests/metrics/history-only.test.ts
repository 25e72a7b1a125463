import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import { aggregatesOf, valueOf } from '#lib/metrics/formula.ts';
import { countPeriod } from '#lib/reports/count-period.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { TEN } from './small-floor.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

async function history(events: readonly [t: string, at: number, d: object][]): Promise<Warehouse> {
  const warehouse = await spaces.fresh();
  const writer = await BatchWriter.open(warehouse, { recentKeys: 50, filterKeys: 1_000 });
  const lines = events.map(([t, at, d], i) => JSON.stringify({ v: 1, t, p: 'acd', e: 1, n: i + 1, at, d }));
  await writer.write(writer.read([{ shard: '_', id: '1', receivedAt: TEN, lines }]));
  return warehouse;
}

async function values(warehouse: Warehouse, id: string, fromMs: number, toMs: number, by: 'queue'[] = []) {
  const { formula } = metricById(id)!;
  const cells = await countPeriod(warehouse, {
    aggregates: aggregatesOf(formula),
    by,
    filter: {},
    basis: 'entry',
    period: { startsMs: [fromMs], toMs, asOfMs: toMs },
    thresholds: new Dimensions([]).thresholds(),
  });
  return cells.map((cell) => [...cell.dims, valueOf(formula, cell.values)]);
}

test('[MT41] a contact counts once, however many queues it visits and agents handle it', async () => {
  const visit = (visit: string, ix: string | undefined, queue: string, at = TEN) =>
    ['queue.left', at, { visit, ix, queue, enqueuedAt: at, waitMs: 1_000, outcome: 'answered' }] as const;
  const wrap = (leg: string, ix: string, d: object = {}) =>
    ['wrap.ended', TEN, { leg, ix, endedAt: TEN, talkMs: 1_000, holdMs: 0, acwMs: 0, ...d }] as const;
  const warehouse = await history([
    [...visit('v1', 'a', 'svc')],
    [...visit('v2', 'a', 'col')],
    [...visit('v3', 'b', 'svc')],
    [...visit('v4', undefined, 'svc')],
    [...visit('v5', 'c', 'svc', TEN + HOUR_MS)],
    [...wrap('l1', 'a')],
    [...wrap('l2', 'a')],
    [...wrap('l3', 'b', { role: 'consult' })],
  ]);
  expect(await values(warehouse, 'contacts_offered', TEN, TEN + HOUR_MS)).toEqual([[2]]);
  expect(await values(warehouse, 'contacts_offered', TEN, TEN + HOUR_MS, ['queue'])).toEqual([
    ['col', 1],
    ['svc', 2],
  ]);
  expect(await values(warehouse, 'contacts_handled', TEN, TEN + HOUR_MS)).toEqual([[1]]);
});

test('[MT47] paid utilisation: ready and handling over the paid time of the shifts that began in the period, newest revision', async () => {
  const shift = (agent: string, from: number, rev: number, paidMs: number) =>
    [
      'schedule.set',
      TEN,
      {
        agent,
        day: String(from),
        rev,
        segments: [{ from, to: from + 8 * HOUR_MS, activity: 'work', allowedStates: [] }],
        paidMs,
      },
    ] as const;
  const state = (state: string, minutes: number, prev?: string) =>
    [
      'agent.state',
      TEN + minutes * MINUTE_MS,
      {
        agent: 'a1',
        state,
        enteredAt: TEN + minutes * MINUTE_MS,
        prev: prev ? { state: prev, enteredAt: TEN + (minutes - 60) * MINUTE_MS } : undefined,
      },
    ] as const;
  const warehouse = await history([
    [...shift('a1', TEN, 1, 9 * HOUR_MS)],
    [...shift('a1', TEN, 2, 4 * HOUR_MS)],
    [...shift('a1', TEN + 24 * HOUR_MS, 1, 8 * HOUR_MS)],
    [...state('READY', 0)],
    [...state('TALKING', 60, 'READY')],
    [...state('NOT_READY', 120, 'TALKING')],
    [...state('LOGGED_OUT', 180, 'NOT_READY')],
  ]);
  expect(await values(warehouse, 'utilisation_paid', TEN, TEN + 12 * HOUR_MS)).toEqual([[0.5]]);
});
