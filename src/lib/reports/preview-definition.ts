import { aggregate } from '../metrics/aggregates.ts';
import { bandOf } from '../boards/band.ts';
import { asIfSince } from '../metrics/definition-change.ts';
import { Dimensions } from '../metrics/dimension-register.ts';
import { METRICS, metricById, type Metric } from '../metrics/dictionary.ts';
import { aggregatesOf, type AggregateValue } from '../metrics/formula.ts';
import { filterSql } from '../metrics/period-sql.ts';
import type { Filter, Row } from '../metrics/question.ts';
import { shownValues } from '../metrics/rows.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import { endedSql, thresholdSql } from '../metrics/sql.ts';
import { effectiveTarget } from '../metrics/targets.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { businessDayStart, DAY_MS, HOUR_MS, intervalStart, intervalStarts } from '../time/interval.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { countPeriod, together } from './count-period.ts';

export interface PreviewQuestion {
  /** A site's or a queue's version that is not published. */
  version: DimensionVersion;
  /** What the caller may see. */
  filter: Filter;
  defaultZone: string;
}

/** The numbers of a queue under one rule. */
export interface PreviewSide {
  /** By metric; null = no data. */
  values: Row;
  /** Days on which a metric met its target, of those on which it had a value. Only metrics with a target. */
  met: Readonly<Record<string, { days: number; of: number }>>;
}

export interface PreviewRow {
  site: string | null;
  /** Null: visits of no queue. */
  queue: string | null;
  /** Visits that ended. */
  visits: number;
  /** Those of them that the new rule counts as in time, as a short abandon, or by a formula, and the old one does not, or the other way round. */
  otherwise: number;
  before: PreviewSide;
  after: PreviewSide;
}

/** A past period under the rule as published and under a new one, queue by queue. Nothing was written. */
export interface DefinitionPreview {
  /** `month`: the last calendar month; `days`: the 28 days that end with the newest data. Null: there is no data. */
  period: { kind: 'month' | 'days'; fromMs: number; toMs: number; zone: string } | null;
  metrics: readonly string[];
  rows: readonly PreviewRow[];
  /** All of them together; null where there is at most one row. */
  total: Omit<PreviewRow, 'site' | 'queue'> | null;
}

const DAYS = 28;
/** Metrics with a daily target that a site or queue may set. */
const WITH_TARGETS = ['service_level', 'answer_rate', 'abandon_rate', 'asa'];

/** Metrics of visits that T, S or the formula decides, and those whose targets count days. */
const PREVIEWED: readonly Metric[] = METRICS.filter(
  ({ id, formula, inReports }) =>
    inReports &&
    (WITH_TARGETS.includes(id) ||
      aggregatesOf(formula).some((name) => {
        const { fact, where } = aggregate(name);
        return fact === 'visit' && /"atMost"|"levelBy"/.test(JSON.stringify(where ?? {}));
      })),
);

/**
 * Counts a past period of the queues that a version bears on twice: as published, and as if the version had held all
 * through it. Throws WarehouseError.
 */
export async function previewDefinition(
  warehouse: Warehouse,
  { version, filter, defaultZone }: PreviewQuestion,
  nowMs: number,
): Promise<DefinitionPreview> {
  const metrics = PREVIEWED.map(({ id }) => id);
  const site = version.kind === 'site' ? version.id : version.site;
  const within = narrowed(filter, { site, queue: version.kind === 'queue' ? version.id : null });
  const known = await dimensionVersions(warehouse);
  const period = within && (await previewedPeriod(warehouse, within, new Dimensions(known), site, defaultZone, nowMs));
  if (!within || !period) return { period: null, metrics, rows: [], total: null };
  const after = asIfSince(known, version, period.fromMs);
  const [before, now, judged] = await Promise.all([
    sideOf(warehouse, within, new Dimensions(known), site, period, nowMs),
    sideOf(warehouse, within, new Dimensions(after), site, period, nowMs),
    judgedOtherwise(
      warehouse,
      within,
      [new Dimensions(known).thresholds(), new Dimensions(after).thresholds()],
      period,
      nowMs,
    ),
  ]);
  const none = { visits: 0, otherwise: 0 };
  const rows = [...before.queues].map(([key, { site: of, queue, side }]): PreviewRow => {
    const { visits, otherwise } = judged.get(key) ?? none;
    return { site: of, queue, visits, otherwise, before: side, after: now.queues.get(key)!.side };
  });
  const sum = (name: 'visits' | 'otherwise'): number => rows.reduce((total, row) => total + row[name], 0);
  const total =
    rows.length > 1 ? { visits: sum('visits'), otherwise: sum('otherwise'), before: before.all, after: now.all } : null;
  return { period, metrics, rows, total };
}

type Period = NonNullable<DefinitionPreview['period']>;

/** The filter within a site and a queue; null where the caller sees nothing of them. */
function narrowed(filter: Filter, wanted: { site: string | null; queue: string | null }): Filter | null {
  let within = filter;
  for (const [dimension, value] of Object.entries(wanted) as ['site' | 'queue', string | null][]) {
    if (value === null) continue;
    if (within[dimension] && !within[dimension].includes(value)) return null;
    within = { ...within, [dimension]: [value] };
  }
  return within;
}

async function previewedPeriod(
  warehouse: Warehouse,
  filter: Filter,
  dimensions: Dimensions,
  site: string | null,
  defaultZone: string,
  nowMs: number,
): Promise<Period | null> {
  const { zone, dayStartMs } = dimensions.calendar(site, nowMs, defaultZone);
  const toMs = intervalStart('month', nowMs, zone, dayStartMs);
  const fromMs = intervalStart('month', toMs - 1, zone, dayStartMs);
  const { conditions, parameters } = filterSql(filter);
  const where = ['gone = 0', `from_at < ${nowMs}`, ...conditions].join(' AND ');
  const [row] = await warehouse.query<{ newest: number; inMonth: number }>(
    `SELECT ifNull(maxOrNull(from_at), -1) AS newest, countIf(from_at >= ${fromMs} AND from_at < ${toMs}) AS inMonth
    FROM fact_visit FINAL WHERE ${where}`,
    parameters,
  );
  if (row!.inMonth > 0) return { kind: 'month', fromMs, toMs, zone: zone.name };
  if (row!.newest < 0) return null;
  const lastDay = businessDayStart(row!.newest, zone, dayStartMs);
  // Noon to noon: days on which the clocks change are not 24 hours long.
  const noon = lastDay + 12 * HOUR_MS;
  return {
    kind: 'days',
    fromMs: businessDayStart(noon - (DAYS - 1) * DAY_MS, zone, dayStartMs),
    toMs: businessDayStart(noon + DAY_MS, zone, dayStartMs),
    zone: zone.name,
  };
}

interface Side {
  queues: Map<string, { site: string | null; queue: string | null; side: PreviewSide }>;
  all: PreviewSide;
}

async function sideOf(
  warehouse: Warehouse,
  filter: Filter,
  dimensions: Dimensions,
  site: string | null,
  { fromMs, toMs, zone }: Period,
  nowMs: number,
): Promise<Side> {
  const calendar = dimensions.calendar(site, nowMs, zone);
  const days = intervalStarts('day', fromMs, toMs, calendar.zone, calendar.dayStartMs);
  const cells = await countPeriod(warehouse, {
    aggregates: PREVIEWED.flatMap(({ formula }) => aggregatesOf(formula)),
    by: ['site', 'queue'],
    filter,
    basis: 'entry',
    period: { startsMs: days.map((start) => Math.max(start, fromMs)), toMs, asOfMs: nowMs },
    thresholds: dimensions.thresholds(),
    rollUps: true,
  });
  const queues = new Map<string, { site: string | null; queue: string | null; days: Values[] }>();
  const byDay = new Map<number, Values>();
  for (const { intervalMs, dims, values } of cells) {
    const [of = null, queue = null] = dims;
    const key = JSON.stringify(dims);
    const known = queues.get(key) ?? { site: of, queue, days: [] };
    queues.set(key, known);
    known.days.push(values);
    byDay.set(intervalMs, added([byDay.get(intervalMs) ?? new Map(), values]));
  }
  const target = (queue: string | null, id: string) => {
    const newest = (kind: string, of: string | null, named: string | null) =>
      named === null ? undefined : dimensions.at(kind, of, named, Number.MAX_SAFE_INTEGER)?.attrs.targets?.[id];
    const metric = metricById(id)!;
    return effectiveTarget(newest('queue', site, queue) ?? newest('site', null, site), metric.target);
  };
  const sideFrom = (queue: string | null, values: readonly Values[]): PreviewSide => ({
    values: shownValues(PREVIEWED, added(values), true),
    met: Object.fromEntries(
      WITH_TARGETS.flatMap((id) => {
        const aim = target(queue, id);
        const metric = metricById(id)!;
        if (aim === null) return [];
        const shown = values.flatMap((row) => shownValues([metric], row, true)[id] ?? []) as number[];
        const days = shown.filter((value) => bandOf(value, aim, metric.better) === 'calm').length;
        return [[id, { days, of: shown.length }]];
      }),
    ),
  });
  return {
    queues: new Map(
      [...queues].map(([key, { site: of, queue, days: own }]) => [
        key,
        { site: of, queue, side: sideFrom(queue, own) },
      ]),
    ),
    all: sideFrom(null, [...byDay.values()]),
  };
}

type Values = Map<string, AggregateValue>;

/** Sums of days: visits lie in one day each. */
function added(days: readonly Values[]): Values {
  const sum: Values = new Map();
  for (const values of days) {
    for (const [name, value] of values) {
      sum.set(name, together(name as Parameters<typeof together>[0], sum.get(name) ?? null, value));
    }
  }
  return sum;
}

async function judgedOtherwise(
  warehouse: Warehouse,
  filter: Filter,
  [before, after]: readonly [Thresholds, Thresholds],
  { fromMs, toMs }: Period,
  nowMs: number,
): Promise<Map<string, { visits: number; otherwise: number }>> {
  const { conditions, parameters } = filterSql(filter);
  const [old, now] = [thresholdSql(before), thresholdSql(after)];
  const moved = (name: 'slThresholdMs' | 'shortAbandonMs'): string =>
    `ifNull((wait_ms <= ${old(name)}) != (wait_ms <= ${now(name)}), 0)`;
  const reformed = `${old('serviceLevelFormula')} != ${now('serviceLevelFormula')}`;
  const otherwise =
    `(ifNull(outcome IN ('answered', 'abandoned'), 0) AND ${moved('slThresholdMs')}) ` +
    `OR (ifNull(outcome = 'abandoned', 0) AND (${moved('shortAbandonMs')} OR ${reformed}))`;
  const where = ['gone = 0', `from_at >= ${fromMs}`, `from_at < ${toMs}`, endedSql(String(nowMs)), ...conditions];
  const rows = await warehouse.query<{ of: string | null; queue: string | null; visits: number; otherwise: number }>(
    `SELECT nullIf(toString(site), '') AS of, queue, toInt64(count()) AS visits, toInt64(countIf(${otherwise})) AS otherwise
    FROM fact_visit FINAL WHERE ${where.join(' AND ')} GROUP BY of, queue`,
    parameters,
  );
  return new Map(rows.map(({ of, queue, ...counts }) => [JSON.stringify([of, queue]), counts]));
}
