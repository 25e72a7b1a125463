import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluate } from '#lib/engine/evaluate.ts';
import type { Engine } from '#lib/engine/engine.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import { aggregatesOf } from '#lib/metrics/formula.ts';
import { BASES, type Filter, type Grain, type ReportQuestion, type Row } from '#lib/metrics/question.ts';
import { compareDimensionValues, shownValues } from '#lib/metrics/rows.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { foldedEngine, writeFloor } from './floors.ts';
import { randomFloor } from './random-floor.ts';

/** Those that both the engine and the history can count. */
const METRICS_IN_REPORTS = METRICS.filter(({ inReports, live }) => inReports && live);
/** A seed that is tried in every case, and one that nobody has tried, in a third of them. */
const SEEDS = [21, Date.now() % 2 ** 31];

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

interface Case {
  grain: Grain;
  zone: string;
  from: string;
  to: string;
  by: Dimension[];
  filter?: Filter;
  /** Start of the business day, ms after midnight. */
  dayStartMs?: number;
  /** What the interval column must say, where it is worth saying. */
  starts?: string[];
}

/** The floors lie around 2026-03-29, the night in which clocks go forward in Berlin. */
const CASES: Case[] = [
  { grain: '15m', zone: 'Europe/Berlin', from: '2026-03-29T00:00:00Z', to: '2026-03-29T02:30:00Z', by: ['queue'] },
  { grain: '15m', zone: 'Asia/Kathmandu', from: '2026-03-28T20:15:00Z', to: '2026-03-30T20:15:00Z', by: [] },
  { grain: '30m', zone: 'Asia/Kathmandu', from: '2026-03-29T20:30:00Z', to: '2026-03-30T10:00:00Z', by: ['site'] },
  {
    grain: '1h',
    zone: 'Europe/Berlin',
    from: '2026-03-28T23:00:00Z',
    to: '2026-03-29T22:00:00Z',
    by: [],
    starts: ['2026-03-29T00:00:00+01:00', '2026-03-29T01:00:00+01:00', '2026-03-29T03:00:00+02:00'],
  },
  {
    grain: 'day',
    zone: 'Europe/Berlin',
    from: '2026-03-27T23:00:00Z',
    to: '2026-03-31T22:00:00Z',
    by: ['site', 'media'],
  },
  {
    grain: 'day',
    zone: 'Asia/Shanghai',
    from: '2026-03-27T22:30:00Z',
    to: '2026-03-31T22:30:00Z',
    by: [],
    filter: { site: ['shanghai'] },
    dayStartMs: 6.5 * HOUR_MS,
    starts: [
      '2026-03-28T06:30:00+08:00',
      '2026-03-29T06:30:00+08:00',
      '2026-03-30T06:30:00+08:00',
      '2026-03-31T06:30:00+08:00',
    ],
  },
  {
    grain: 'week',
    zone: '-03:30',
    from: '2026-03-25T12:15:00Z',
    to: '2026-04-08T00:00:00Z',
    by: ['queue', 'direction'],
  },
  { grain: 'month', zone: 'America/St_Johns', from: '2026-03-10T00:00:00Z', to: '2026-04-20T00:00:00Z', by: ['team'] },
  { grain: 'quarter', zone: 'UTC', from: '2026-01-01T00:00:00Z', to: '2026-07-01T00:00:00Z', by: [] },
  { grain: 'year', zone: 'UTC', from: '2025-06-01T00:00:00Z', to: '2027-01-01T00:00:00Z', by: ['fn'] },
  {
    grain: 'total',
    zone: 'UTC',
    from: '2026-03-29T00:00:00Z',
    to: '2026-03-30T12:00:00Z',
    by: ['segment'],
    filter: { queue: ['svc', 'col'] },
  },
];

test.for(SEEDS)(
  '[WH52] each interval of a report says what the engine counts over it alone: seed %i',
  { timeout: 120_000 },
  async (seed) => {
    const floor = randomFloor(seed, 80);
    const warehouse = await spaces.fresh();
    await writeFloor(warehouse, floor);
    const engine = foldedEngine(floor);
    // As seen in the midst of the floor, and long after it.
    for (const [i, given] of CASES.entries()) {
      const asOfMs = i % 2 === 0 ? floor.asOfMs : floor.asOfMs + 40 * 24 * HOUR_MS;
      await demand(engine, warehouse, given, asOfMs, BASES[(i + seed) % 2]!, seed);
    }
  },
);

async function demand(
  engine: Engine,
  warehouse: Warehouse,
  given: Case,
  asOfMs: number,
  basis: 'entry' | 'event',
  seed: number,
) {
  const { grain, zone, by, filter = {} } = given;
  const [fromMs, toMs] = [Date.parse(given.from), Date.parse(given.to)];
  const metrics = METRICS_IN_REPORTS.map(({ id }) => id);
  const question: ReportQuestion = { metrics, by, grain, fromMs, toMs, zone, basis, filter };
  const { rows } = await runReport(warehouse, question, asOfMs);
  const where = `seed ${seed}, ${JSON.stringify(question.grain)} ${zone} ${given.from} ${basis}`;
  const starts = [...new Set(rows.map(({ interval }) => interval))];
  if (given.starts) expect(starts.slice(0, given.starts.length), where).toEqual(given.starts);
  if (by.length === 0) expect(rows.length, where).toBeGreaterThan(0);
  const begins = rows.map(({ interval }) =>
    grain === 'total' ? fromMs : Math.max(fromMs, Date.parse(String(interval))),
  );
  let compared = 0;
  for (let start = fromMs, end; start < toMs; start = end) {
    end = endOf(given, start, toMs);
    const own = rows.filter((_, i) => begins[i] === start);
    const counted = engineRows(engine, question, start, end, asOfMs);
    // Whether anybody was heard then is told by a rule of its own: where nobody was, all is null.
    const shown = own.some((row) => metrics.some((id) => row[id] !== null))
      ? counted
      : counted.map((row) => silent(row, metrics));
    expect(
      own.map(({ interval: _, ...row }) => row),
      `${where} ${new Date(start).toISOString()}`,
    ).toEqual(shown);
    compared += own.length;
  }
  expect(compared).toBe(rows.length);
}

/** Where the interval that begins there ends: by the clock on the wall, quarter hour by quarter hour. */
function endOf({ grain, zone, dayStartMs = 0 }: Case, startMs: number, toMs: number): number {
  const step = 900_000;
  const key = (instantMs: number): string => LABELS[grain](instantMs - dayStartMs, zone);
  let end = startMs + step;
  while (end < toMs && key(end) === key(startMs)) end += step;
  return Math.min(end, toMs);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-29 03:15`, by the clock on the wall. */
function local(instantMs: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(zone, format);
  }
  return format.format(instantMs);
}

const monday = (instantMs: number, zone: string): string => {
  const day = Date.parse(`${local(instantMs, zone).slice(0, 10)}T00:00:00Z`) / 86_400_000;
  return String(Math.floor((day + 3) / 7));
};

/** A text that is the same for all instants of one interval, by the clock on the wall. */
const LABELS: Record<Grain, (instantMs: number, zone: string) => string> = {
  '15m': (instantMs) => String(instantMs),
  '30m': (instantMs, zone) =>
    local(instantMs, zone).slice(0, 14) + (Number(local(instantMs, zone).slice(14)) < 30 ? 'a' : 'b'),
  '1h': (instantMs, zone) => local(instantMs, zone).slice(0, 13),
  day: (instantMs, zone) => local(instantMs, zone).slice(0, 10),
  week: monday,
  month: (instantMs, zone) => local(instantMs, zone).slice(0, 7),
  quarter: (instantMs, zone) =>
    local(instantMs, zone).slice(0, 5) + Math.ceil(Number(local(instantMs, zone).slice(5, 7)) / 3),
  year: (instantMs, zone) => local(instantMs, zone).slice(0, 4),
  total: () => '',
};

function engineRows(
  engine: Engine,
  { by, filter, basis }: ReportQuestion,
  fromMs: number,
  toMs: number,
  asOfMs: number,
): Row[] {
  const aggregates = METRICS_IN_REPORTS.flatMap(({ formula }) => aggregatesOf(formula));
  const period = { fromMs, toMs, asOfMs };
  // What is still to come holds nothing, not even who is there now.
  if (fromMs >= asOfMs && by.length > 0) return [];
  const thresholds = engine.register.dimensions().thresholds();
  const groups = [
    ...evaluate(engine.facts, {
      aggregates,
      by: by as readonly Dimension[],
      filter,
      basis,
      period,
      thresholds,
    }).values(),
  ];
  if (by.length === 0 && groups.length === 0) groups.push({ dims: [], values: new Map() });
  groups.sort((a, b) => {
    const differing = a.dims.findIndex((value, i) => value !== b.dims[i]);
    return differing < 0 ? 0 : compareDimensionValues(a.dims[differing]!, b.dims[differing]!);
  });
  return groups.map(({ dims, values }) => ({
    ...Object.fromEntries(by.map((dimension, i) => [dimension, dims[i]!])),
    ...shownValues(METRICS_IN_REPORTS, values, true),
  }));
}

const silent = (row: Row, metrics: readonly string[]): Row => ({
  ...row,
  ...Object.fromEntries(metrics.map((id) => [id, null])),
});
