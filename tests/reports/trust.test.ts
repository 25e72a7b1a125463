import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportQuestion } from '#lib/metrics/question.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS, MINUTE_MS, SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

/** 2026-11-04 10:00 UTC. */
const TEN = Date.UTC(2026, 10, 4, 10);

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

interface Told {
  t?: string;
  at: number;
  receivedAt?: number;
  n: number;
  p?: string;
  e?: number;
  d?: object;
}

async function write(warehouse: Warehouse, events: Told[]): Promise<void> {
  const writer = await BatchWriter.open(warehouse, { recentKeys: 10, filterKeys: 10_000 });
  const entries = events.map(
    ({ t = 'queue.left', at, receivedAt = at + 50, n, p = 'acd', e = TEN - 24 * HOUR_MS, d = {} }) => ({
      shard: '_',
      id: String(n),
      receivedAt,
      lines: [
        JSON.stringify({
          v: 1,
          t,
          p,
          e,
          n,
          at,
          d: { visit: `${p}${n}`, enqueuedAt: at, waitMs: 0, outcome: 'answered', ...d },
        }),
      ],
    }),
  );
  await writer.write(writer.read(entries));
}

const beat = (at: number, n: number, over: Partial<Told> = {}): Told => ({
  t: 'producer.heartbeat',
  at,
  n,
  ...over,
  d: { visit: null, ...over.d },
});

const ask = (warehouse: Warehouse, over: Partial<ReportQuestion> = {}, asOfMs = TEN + 2 * HOUR_MS) =>
  runReport(
    warehouse,
    {
      metrics: ['offered', 'asa'],
      by: [],
      grain: '15m',
      fromMs: TEN,
      toMs: TEN + HOUR_MS,
      zone: 'UTC',
      basis: 'entry',
      filter: {},
      ...over,
    },
    asOfMs,
  );

const offered = async (answer: ReturnType<typeof ask>): Promise<unknown[]> =>
  (await answer).rows.map((row) => row.offered);

test('[WH53] an interval in which no producer of the scope was heard has no numbers, one between two events has 0', async () => {
  const warehouse = await spaces.fresh();
  await write(warehouse, [
    { at: TEN + 1, n: 1 },
    { at: TEN + 2 * SLOT_MS, n: 2 },
    beat(TEN - HOUR_MS, 1, { p: 'floorlight-engine.cs' }),
    beat(TEN + HOUR_MS, 2, { p: 'floorlight-engine.cs' }),
  ]);
  expect(await offered(ask(warehouse))).toEqual([1, 0, 1, null]);
  const { columns, rows } = await ask(warehouse, { grain: 'total' });
  expect([columns, rows]).toEqual([['offered', 'asa'], [{ offered: 2, asa: 0 }]]);
});

test('[WH53] a producer stands behind the sites that it was heard at in the day before, also with heartbeats that name none', async () => {
  const warehouse = await spaces.fresh();
  await write(warehouse, [
    { at: TEN - 3 * HOUR_MS, n: 1, d: { site: 'cs' } },
    beat(TEN + SLOT_MS, 2),
    { at: TEN - 30 * HOUR_MS, n: 1, p: 'other', d: { site: 'gz' } },
    beat(TEN + HOUR_MS, 2, { p: 'other' }),
  ]);
  expect(await offered(ask(warehouse, { filter: { site: ['cs'] } }))).toEqual([0, 0, null, null]);
  expect(await offered(ask(warehouse, { filter: { site: ['gz'] } }))).toEqual([null, null, null, null]);
  expect(await offered(ask(warehouse, { filter: { site: ['nowhere'] } }))).toEqual([null, null, null, null]);
});

test('[WH54] what lies at or after asOf has not happened, and intervals to come have no numbers', async () => {
  const warehouse = await spaces.fresh();
  const at = TEN + SLOT_MS + MINUTE_MS;
  await write(warehouse, [
    { at: TEN, n: 1, d: { waitMs: 20 * MINUTE_MS } },
    { at, n: 2 },
    { at: TEN + 3 * SLOT_MS, n: 3 },
  ]);
  const metrics = ['offered', 'answered', 'queue_depth'];
  const rows = async (asOfMs: number) =>
    (await ask(warehouse, { metrics }, asOfMs)).rows.map((row) => metrics.map((id) => row[id]));
  expect(await rows(at)).toEqual([
    [1, 0, 1],
    [0, 0, 1],
    [null, null, null],
    [null, null, null],
  ]);
  expect(await rows(at + 1)).toEqual([
    [1, 0, 1],
    [1, 1, 1],
    [null, null, null],
    [null, null, null],
  ]);
  expect(await rows(TEN + 2 * HOUR_MS)).toEqual([
    [1, 1, 1],
    [1, 1, 0],
    [0, 0, 0],
    [1, 1, 0],
  ]);
});

test('[WH55] a period is provisional until 120 s after its end, and while a visit of it or an agent in it is open', async () => {
  const warehouse = await spaces.fresh();
  await write(warehouse, [
    { at: TEN, n: 1 },
    { t: 'queue.entered', at: TEN + SLOT_MS, n: 2 },
    { t: 'agent.state', at: TEN - HOUR_MS, n: 3, d: { agent: 'a1', state: 'READY', enteredAt: TEN - HOUR_MS } },
  ]);
  const provisional = async (over: Partial<ReportQuestion>, asOfMs?: number) =>
    (await ask(warehouse, over, asOfMs)).provisional;
  const first = { toMs: TEN + SLOT_MS };
  expect(await provisional(first, TEN + SLOT_MS + 119_999)).toBe(true);
  expect(await provisional(first, TEN + SLOT_MS + 120_000)).toBe(false);
  expect(await provisional({})).toBe(true);
  expect(await provisional({ ...first, metrics: ['occupancy'] })).toBe(true);
  expect(await provisional({ metrics: ['aht'] })).toBe(false);
});

test('[WH56] completeness is what came over what should have come, of the producers of the scope and period', async () => {
  const warehouse = await spaces.fresh();
  await write(warehouse, [
    { at: TEN + 1, n: 1 },
    { at: TEN + 2, n: 2 },
    // 3 and 4 are missing between two events of the period.
    { at: TEN + 3, n: 5 },
    { at: TEN + 5 * HOUR_MS, n: 6 },
    { at: TEN + 9 * HOUR_MS, n: 9 },
  ]);
  expect((await ask(warehouse)).completeness).toBe(3 / 5);
  expect(
    (await ask(warehouse, { fromMs: TEN + 5 * HOUR_MS, toMs: TEN + 6 * HOUR_MS }, TEN + 10 * HOUR_MS)).completeness,
  ).toBe(1 / 3);
  expect((await ask(warehouse, { fromMs: TEN - HOUR_MS, toMs: TEN })).completeness).toBeNull();
  await write(warehouse, [
    { at: TEN + 3, n: 3, p: 'acd' },
    { at: TEN + 3, n: 4 },
  ]);
  expect((await ask(warehouse)).completeness).toBe(1);
});

test('[WH57] restated are the closed intervals of the period and scope for which an event came later; back-fill is not', async () => {
  const warehouse = await spaces.fresh();
  const end = TEN + SLOT_MS;
  await write(warehouse, [
    { at: TEN - HOUR_MS, n: 1, d: { site: 'cs' } },
    { at: TEN, n: 2, receivedAt: end + 120_000, d: { site: 'cs' } },
    // What an epoch never heard live brings days later is back-fill.
    { at: TEN + 1, n: 1, p: 'archive', e: 5, receivedAt: TEN + 50 * HOUR_MS, d: { site: 'cs' } },
  ]);
  const restated = async (over: Partial<ReportQuestion> = {}) => (await ask(warehouse, over)).restated;
  expect(await restated()).toBe(0);
  await write(warehouse, [
    { at: TEN + 2, n: 3, receivedAt: end + 120_001, d: { site: 'cs' } },
    { at: TEN + 3, n: 4, receivedAt: end + 300_000, d: { site: 'cs' } },
    { at: end, n: 5, receivedAt: end + HOUR_MS, d: { site: 'cs' } },
  ]);
  expect(await restated()).toBe(2);
  expect(await restated({ filter: { site: ['gz'] } })).toBe(0);
  expect(await restated({ fromMs: TEN + SLOT_MS })).toBe(1);
});
