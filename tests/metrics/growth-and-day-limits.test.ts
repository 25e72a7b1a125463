import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueOf, yearBeforeKey } from '#lib/metrics/formula.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import type { Grain } from '#lib/metrics/question.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { yearBefore } from '#lib/time/year-before.ts';
import { zoneOf } from '#lib/time/zone.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

async function history(events: readonly [t: string, at: number, d: object][]): Promise<Warehouse> {
  const warehouse = await spaces.fresh();
  const writer = await BatchWriter.open(warehouse, { recentKeys: 50, filterKeys: 1_000 });
  const lines = events.map(([t, at, d], i) => JSON.stringify({ v: 1, t, p: 'crm', e: 1, n: i + 1, at, d }));
  await writer.write(writer.read([{ shard: '_', id: '1', receivedAt: Date.UTC(2028, 11, 1), lines }]));
  return warehouse;
}

const sale = (at: number, amount: number, d: object = {}): [string, number, object] => [
  'outcome.recorded',
  at,
  { kind: 'sale', stage: 'booked', amount, ccy: 'CNY', ...d },
];

async function grown(
  warehouse: Warehouse,
  metric: string,
  grain: Grain,
  fromMs: number,
  toMs: number,
  more: object = {},
) {
  const question = { metrics: [metric], by: [], grain, fromMs, toMs, zone: 'UTC', basis: 'entry', filter: {} } as const;
  const { rows } = await runReport(warehouse, { ...question, ...more }, Date.UTC(2028, 11, 1));
  return rows.map((row) => row[metric]);
}

const berlin = zoneOf('Europe/Berlin');
const local = (text: string): number => Date.parse(text);

test('[MT79] a year before is the same date and time on the clock of the zone', () => {
  const before = (text: string, dayStartMs = 0) => new Date(yearBefore(local(text), berlin, dayStartMs)).toISOString();
  // Summer time began on other days: 26 March is winter in 2026, summer in 2023.
  expect(before('2024-03-26T12:00+01:00')).toBe('2023-03-26T10:00:00.000Z');
  expect(before('2026-03-29T03:00+02:00')).toBe('2025-03-29T02:00:00.000Z');
  expect(before('2029-02-28T23:45+01:00')).toBe('2028-02-28T22:45:00.000Z');
});

test('[MT79] all of 29 February is the start of 1 March a year before, by the business day', () => {
  const before = (text: string, dayStartMs = 0) => yearBefore(local(text), berlin, dayStartMs);
  const march = local('2027-03-01T00:00+01:00');
  for (const text of ['2028-02-29T00:00+01:00', '2028-02-29T23:45+01:00', '2028-03-01T00:00+01:00'])
    expect(before(text)).toBe(march);
  const six = 6 * HOUR_MS;
  for (const text of ['2028-02-29T06:00+01:00', '2028-03-01T05:45+01:00', '2028-03-01T06:00+01:00'])
    expect(before(text, six)).toBe(march + six);
});

test('[MT79] growth is a share of what was there before; over nothing there is none', () => {
  const { formula } = metricById('sales_growth')!;
  const row = (now: number, then: number, currencies = 1) =>
    new Map([
      ['sales_money', now],
      ['sales_currencies', 1],
      [yearBeforeKey('sales_money'), then],
      [yearBeforeKey('sales_currencies'), currencies],
    ]);
  expect(valueOf(formula, row(150, 100))).toBe(0.5);
  expect(valueOf(formula, row(0, 100))).toBe(-1);
  expect(valueOf(formula, row(150, 0))).toBeNull();
  expect(valueOf(formula, row(150, 100, 2))).toBeNull();
  expect(valueOf(formula, new Map([['sales_money', 5]]))).toBeNull();
});

test('[MT79] every interval of a report compares with its own of the year before, by dimension', async () => {
  const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 12);
  const warehouse = await history([
    sale(day(2025, 11, 3), 100, { city: 'changsha' }),
    sale(day(2026, 11, 3), 250, { city: 'changsha' }),
    sale(day(2026, 11, 4), 30, { city: 'wuhan' }),
    sale(day(2025, 12, 1), 999),
  ]);
  const [from, to] = [Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1)];
  expect(await grown(warehouse, 'sales_growth', 'month', from, to)).toEqual([1.8]);
  expect(await grown(warehouse, 'sales_booked_growth', 'total', from, to)).toEqual([1]);
  const days = await grown(warehouse, 'sales_growth', 'day', Date.UTC(2026, 10, 2), Date.UTC(2026, 10, 5));
  expect(days).toEqual([null, 1.5, null]);
  expect(await grown(warehouse, 'sales_growth', 'month', from, to, { by: ['city'] })).toEqual([1.5, null]);
  expect(await grown(warehouse, 'sales_growth', 'total', from, to, { filter: { city: ['changsha'] } })).toEqual([1.5]);
});

test('[MT79] a period that still runs compares with the same part of it a year before', async () => {
  const warehouse = await history([
    sale(Date.UTC(2025, 10, 3, 9), 100),
    sale(Date.UTC(2025, 10, 3, 11), 400),
    sale(Date.UTC(2026, 10, 3, 9), 300),
  ]);
  const [from, to] = [Date.UTC(2026, 10, 3), Date.UTC(2026, 10, 4)];
  expect(await grown(warehouse, 'sales_growth', 'day', from, to, { asOfMs: Date.UTC(2026, 10, 3, 10) })).toEqual([2]);
  expect(await grown(warehouse, 'sales_growth', 'day', from, to)).toEqual([-0.4]);
});

test('[MT79] 29 February compares with nothing, 1 March with 1 March, 28 February of the year after with two days', async () => {
  const on = (year: number, month: number, date: number, amount: number) =>
    sale(Date.UTC(year, month - 1, date, 12), amount);
  const warehouse = await history([
    ...[on(2027, 2, 28, 100), on(2027, 3, 1, 100)],
    ...[on(2028, 2, 28, 200), on(2028, 2, 29, 200), on(2028, 3, 1, 300)],
  ]);
  const leap = await grown(warehouse, 'sales_growth', 'day', Date.UTC(2028, 1, 28), Date.UTC(2028, 2, 2));
  expect(leap).toEqual([1, null, 2]);
  expect(await grown(warehouse, 'sales_growth', 'month', Date.UTC(2028, 1, 1), Date.UTC(2028, 2, 1))).toEqual([3]);
});

test('[MT77] on one local day a record of a campaign is dialled as often as its settings allow; the rest are breaches', async () => {
  const dial = (at: number, d: object = {}): [string, number, object] => [
    'dial.attempt',
    at,
    { site: 'cs', campaign: 'rem', record: 'r1', dialedAt: at - 1_000, result: 'no_answer', ...d },
  ];
  // Midnight of the site is 16:00 UTC.
  const midnight = Date.UTC(2026, 10, 3, 16);
  const zone = { kind: 'site', id: 'cs', validFrom: 0, attrs: { tz: 'Asia/Shanghai' } };
  const warehouse = await history([
    ['dim.upsert', 0, zone],
    ...[-4, -3, -2, -1].map((hour) => dial(midnight + hour * HOUR_MS)),
    dial(midnight - HOUR_MS, { result: 'do_not_call' }),
    dial(midnight - HOUR_MS + 1, { record: undefined }),
    dial(midnight - HOUR_MS + 2, { campaign: 'other' }),
    // Known after midnight, dialled before.
    dial(midnight + 500),
    ...[1, 2, 3].map((hour) => dial(midnight + hour * HOUR_MS)),
  ]);
  const metric = 'daily_attempt_breaches';
  const byHour = await grown(warehouse, metric, '1h', midnight - 2 * HOUR_MS, midnight + 4 * HOUR_MS);
  expect(byHour).toEqual([0, 1, 1, 0, 0, 0]);
  const limited = { kind: 'campaign', id: 'rem', site: 'cs', validFrom: 0, attrs: { attemptsPerDay: 1 } };
  const strict = await history([
    ['dim.upsert', 0, zone],
    ['dim.upsert', 0, limited],
    ...[1, 2, 3].map((hour) => dial(midnight + hour * HOUR_MS)),
  ]);
  expect(await grown(strict, metric, 'total', midnight, midnight + 4 * HOUR_MS)).toEqual([2]);
});
