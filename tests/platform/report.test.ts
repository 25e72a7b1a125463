import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClosingQuarterHours } from '#lib/engine/closing.ts';
import type { ReportQuestion } from '#lib/metrics/question.ts';
import { parseReportQuestion } from '#lib/reports/parse-question.ts';
import { platformCells } from '#lib/reports/platform-cells.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { keepLiveAtClose } from '#lib/warehouse/live-at-close.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { FloorLog, MINUTE, SECOND, START_AT } from '../engine/floor-log.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

/** A line on its way: when it occurred and when it was received, ms after 08:00. */
interface Way {
  n: number;
  at: number;
  received: number;
  p?: string;
  site?: string;
}

const way = ({ n, at, p = 'acd', site = 'cs' }: Way): string =>
  JSON.stringify({
    v: 1,
    t: 'queue.left',
    p,
    e: START_AT - HOUR_MS,
    n,
    at: START_AT + at,
    d: { site, queue: 'svc', visit: `${p}${n}`, enqueuedAt: START_AT + at - 1_000, waitMs: 1_000, outcome: 'answered' },
  });

async function write(warehouse: Warehouse, lines: readonly { line: string; receivedAt: number }[]): Promise<void> {
  const writer = await BatchWriter.open(warehouse, { recentKeys: 100, filterKeys: 10_000 });
  const entries = lines.map(({ line, receivedAt }, i) => ({ shard: 'cs', id: String(i), receivedAt, lines: [line] }));
  await writer.write(writer.read(entries));
}

const ask = (
  warehouse: Warehouse,
  metrics: readonly string[],
  over: Partial<ReportQuestion> = {},
  asOfMs = START_AT + 3 * HOUR_MS,
) =>
  runReport(
    warehouse,
    {
      metrics,
      by: [],
      grain: '15m',
      fromMs: START_AT,
      toMs: START_AT + 2 * SLOT_MS,
      zone: 'UTC',
      basis: 'entry',
      filter: {},
      ...over,
    },
    asOfMs,
    platformCells,
  );

/** What the readings are, counted by plain loops over the lines in the order of their reception. */
function recount(ways: readonly Way[], fromMs: number, toMs: number, site?: string) {
  const own = ways.filter(
    (one) => one.at >= fromMs && one.at < toMs && (site === undefined || (one.site ?? 'cs') === site),
  );
  const lags = own.map(({ at, received }) => received - at).sort((a, b) => a - b);
  const rank = (share: number): number | null =>
    lags.length === 0 ? null : lags[Math.ceil(share * lags.length) - 1]! / 1_000;
  const overtaken = own.filter((one) =>
    ways.some((other) => (other.p ?? 'acd') === (one.p ?? 'acd') && other.n > one.n && other.received < one.received),
  );
  return {
    transport_lag_p50: rank(0.5),
    transport_lag_p99: rank(0.99),
    late_events: lags.filter((lag) => lag > 120_000).length,
    clock_ahead_events: lags.filter((lag) => lag < -5_000).length,
    out_of_order_events: overtaken.length,
  };
}

const TRANSPORT = [
  'transport_lag_p50',
  'transport_lag_p99',
  'late_events',
  'clock_ahead_events',
  'out_of_order_events',
];

test('[PM2] transport lag, late, early and disordered events are what a plain count over the lines gives, by interval and site', async () => {
  // A fixed disorder: lags of 0 to 400 s, some clocks ahead, some lines held back behind later ones.
  const ways: Way[] = Array.from({ length: 240 }, (_, i) => {
    const at = i * 7_000;
    const lag = i % 17 === 0 ? 121_000 : i % 31 === 0 ? -6_000 : i % 11 === 0 ? 9_000 : (i * 37) % 900;
    return { n: i + 1, at, received: at + lag, ...(i % 3 === 0 ? { p: 'gz-acd', site: 'gz' } : {}) };
  });
  const numbered = ways.map((one, _, all) => ({
    ...one,
    n: all.filter((other) => other.p === one.p && other.at <= one.at).length,
  }));
  const warehouse = await spaces.fresh();
  const lines = numbered.toSorted((a, b) => a.received - b.received);
  await write(
    warehouse,
    lines.map((one) => ({ line: way(one), receivedAt: START_AT + one.received })),
  );

  const { rows } = await ask(warehouse, TRANSPORT);
  expect(rows).toEqual(
    [
      { interval: '2026-03-02T08:00:00.000Z', ...recount(numbered, 0, SLOT_MS) },
      { interval: '2026-03-02T08:15:00.000Z', ...recount(numbered, SLOT_MS, 2 * SLOT_MS) },
    ].map((row) => ({ ...row, interval: expect.stringContaining(row.interval.slice(0, 16)) as unknown })),
  );
  const bySite = await ask(warehouse, ['late_events', 'offered', 'out_of_order_events'], {
    by: ['site'],
    grain: 'total',
  });
  expect(bySite.rows).toEqual(
    ['cs', 'gz'].map((site) => {
      const { late_events, out_of_order_events } = recount(numbered, 0, 2 * SLOT_MS, site);
      const offered = numbered.filter((one) => one.at >= 1_000 && (one.site ?? 'cs') === site).length;
      return { site, late_events, offered, out_of_order_events };
    }),
  );
  expect(
    Math.min(...bySite.rows.map((row) => Number(row['late_events']) * Number(row['out_of_order_events']))),
  ).toBeGreaterThan(0);
  expect((await ask(warehouse, TRANSPORT, { filter: { team: ['t1'] }, grain: 'total' })).rows).toEqual([
    Object.fromEntries(TRANSPORT.map((id) => [id, null])),
  ]);
  expect(
    (await ask(warehouse, ['late_events'], { fromMs: START_AT + HOUR_MS, toMs: START_AT + HOUR_MS + SLOT_MS })).rows,
  ).toMatchObject([{ late_events: null }]);
});

test('[PM2] completeness and missing events are those of the producers of each interval and site, and of the whole report', async () => {
  const warehouse = await spaces.fresh();
  const ways: Way[] = [
    ...[1, 2, 5].map((n) => ({ n, at: n * MINUTE, received: n * MINUTE })),
    ...[6, 7].map((n) => ({ n, at: n * MINUTE + SLOT_MS, received: n * MINUTE + SLOT_MS })),
    ...[1, 2, 4].map((n) => ({ n, at: SLOT_MS + n * MINUTE, received: SLOT_MS + n * MINUTE, p: 'gz-acd', site: 'gz' })),
  ];
  await write(
    warehouse,
    ways.map((one) => ({ line: way(one), receivedAt: START_AT + one.received })),
  );
  const metrics = ['data_completeness', 'missing_events'];
  expect((await ask(warehouse, metrics)).rows).toMatchObject([
    { data_completeness: 3 / 5, missing_events: 2 },
    { data_completeness: 5 / 6, missing_events: 1 },
  ]);
  expect((await ask(warehouse, metrics, { by: ['site'] })).rows).toMatchObject([
    { site: 'cs', data_completeness: 3 / 5, missing_events: 2 },
    { site: 'cs', data_completeness: 1, missing_events: 0 },
    { site: 'gz', data_completeness: 3 / 4, missing_events: 1 },
  ]);
  const total = await ask(warehouse, metrics, { grain: 'total' });
  expect(total.rows).toEqual([{ data_completeness: total.completeness, missing_events: 3 }]);
  expect(total.completeness).toBe(8 / 11);
});

test('[PM2] live less report and restated intervals are those of the page of proof, by interval', async () => {
  const warehouse = await spaces.fresh();
  const log = new FloorLog();
  const left = (visit: string, enqueuedAt: number, receivedAt = enqueuedAt + 5 * SECOND): void => {
    const d = { queue: 'svc', visit, enqueuedAt, waitMs: 4_000, outcome: 'answered' };
    log.send({ t: 'queue.left', at: enqueuedAt + 4_000, d }, receivedAt);
  };
  left('v0', START_AT - SLOT_MS);
  left('v1', START_AT + MINUTE);
  left('v2', START_AT + SLOT_MS + MINUTE);
  const closing = new ClosingQuarterHours(START_AT);
  const kept = closing.due(log.engine.facts, log.engine.register.dimensions(), START_AT + 2 * SLOT_MS + 2 * MINUTE);
  // The wall had said something else of the second quarter hour.
  await keepLiveAtClose(
    warehouse,
    kept.flatMap((one) =>
      one.slotAtMs < START_AT
        ? []
        : one.slotAtMs === START_AT
          ? [one]
          : [{ ...one, numbers: { ...one.numbers, offered: 7 } }],
    ),
  );
  // And into the first one something comes late.
  left('late', START_AT + 2 * MINUTE, START_AT + 2 * HOUR_MS);
  await write(warehouse, log.lines);
  const metrics = ['reconciliation_difference', 'restated_intervals', 'offered'];
  expect((await ask(warehouse, metrics)).rows).toMatchObject([
    { reconciliation_difference: 0, restated_intervals: 1, offered: 2 },
    { reconciliation_difference: 1, restated_intervals: 0, offered: 1 },
  ]);
  const total = await ask(warehouse, metrics, { by: ['site'], grain: 'total' });
  expect(total.rows).toEqual([{ site: 'cs', reconciliation_difference: 1, restated_intervals: 1, offered: 3 }]);
  expect(total.restated).toBe(1);
  // Nobody watched this one close.
  const before = await ask(warehouse, metrics, { fromMs: START_AT - SLOT_MS, toMs: START_AT });
  expect(before.rows).toMatchObject([{ reconciliation_difference: null, restated_intervals: 0 }]);
});

test('[PM3] a report names what it can answer: no reading of a moment, no other dimension, no group of the calendar', () => {
  const faults = (query: string): string => {
    const parsed = parseReportQuestion(new URLSearchParams(`from=2026-03-01&to=2026-03-02&${query}`), {
      defaultZone: 'UTC',
      versions: [],
    });
    return parsed.ok ? '' : parsed.errors.map(({ reason }) => reason).join(' ');
  };
  expect(faults('metrics=late_events,data_completeness,offered&by=site&site=cs')).toBe('');
  expect(faults('metrics=data_age')).toContain('"data_age" cannot be asked here');
  expect(faults('metrics=late_events&by=queue')).toContain('queue');
  expect(faults('metrics=late_events&by=weekday')).toContain('late_events');
});
