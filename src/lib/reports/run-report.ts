import type { AggregateName } from '../metrics/aggregates.ts';
import { metricById, type Metric } from '../metrics/dictionary.ts';
import { Dimensions } from '../metrics/dimension-register.ts';
import { aggregatesOf, type AggregateValue } from '../metrics/formula.ts';
import { scanGroups, scanSql, type CountedPeriod } from '../metrics/period-sql.ts';
import type { ReportQuestion, Row } from '../metrics/question.ts';
import { compareDimensionValues, shownValues } from '../metrics/rows.ts';
import { thresholdSql } from '../metrics/sql.ts';
import { intervalStarts } from '../time/interval.ts';
import { isoInZone, zoneOf } from '../time/zone.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import { producerSpans } from '../warehouse/producer-spans.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { inScope, periodCompleteness, restatedIntervals } from './period-trust.ts';
import type { ReportAnswer } from './report-answer.ts';
import { isSettled } from './settled.ts';

/** A row while it is put together. */
interface Cell {
  intervalMs: number;
  dims: readonly (string | null)[];
  values: Map<string, AggregateValue>;
}

type SqlRow = Record<string, number | string | null | [number[], number[]]>;

/**
 * Answers a report question: counts over the surviving facts in SQL, formulas over the counts here, by the same code as
 * the live path. What lies at or after asOf has not happened yet. Throws WarehouseError.
 */
export async function runReport(warehouse: Warehouse, question: ReportQuestion, asOfMs: number): Promise<ReportAnswer> {
  const metrics = question.metrics.map((id) => {
    const metric = metricById(id);
    if (!metric) throw new RangeError(`There is no metric ${id}.`);
    return metric;
  });
  const { by, filter, basis, grain, fromMs, toMs } = question;
  const [versions, spans] = await Promise.all([dimensionVersions(warehouse), producerSpans(warehouse)]);
  const known = new Dimensions(versions);
  const zone = zoneOf(question.zone);
  const onlySite = filter.site?.length === 1 ? filter.site[0]! : null;
  const { dayStartMs } = known.calendar(onlySite, fromMs, question.zone);
  const nominal = intervalStarts(grain, fromMs, toMs, zone, dayStartMs);
  const period: CountedPeriod = { startsMs: nominal.map((start) => Math.max(start, fromMs)), toMs, asOfMs };

  const cells = await countCells(warehouse, metrics, question, period, known);
  if (by.length === 0) fillIntervals(cells, period.startsMs);
  const producers = spans.filter((span) => inScope(span, filter));
  const covered = period.startsMs.map((start, i) => {
    const end = period.startsMs[i + 1] ?? toMs;
    return producers.some(({ firstAt, lastAt }) => firstAt < end && lastAt >= start);
  });
  const place = new Map(period.startsMs.map((start, i) => [start, i]));
  const [completeness, restated, settled] = await Promise.all([
    periodCompleteness(warehouse, producers, fromMs, toMs),
    restatedIntervals(warehouse, filter, fromMs, toMs),
    isSettled(warehouse, metrics, filter, fromMs, toMs, asOfMs),
  ]);
  return {
    columns: [...(grain === 'total' ? [] : ['interval']), ...by, ...question.metrics],
    rows: sorted(cells).map((cell): Row => {
      const i = place.get(cell.intervalMs)!;
      return {
        ...(grain === 'total' ? {} : { interval: isoInZone(nominal[i]!, zone) }),
        ...Object.fromEntries(by.map((dimension, d) => [dimension, cell.dims[d]!])),
        ...shownValues(metrics, cell.values, covered[i]!),
      };
    }),
    completeness,
    restated,
    generatedAt: asOfMs,
    basis,
    grain,
    zone: question.zone,
    asOf: asOfMs,
    simulated: producers.some(({ simulated, firstAt, lastAt }) => simulated && firstAt < toMs && lastAt >= fromMs),
    provisional: !settled,
  };
}

async function countCells(
  warehouse: Warehouse,
  metrics: readonly Metric[],
  { by, basis, filter }: ReportQuestion,
  period: CountedPeriod,
  known: Dimensions,
): Promise<Map<string, Cell>> {
  const cells = new Map<string, Cell>();
  const names = metrics.flatMap(({ formula }) => aggregatesOf(formula));
  const threshold = thresholdSql(known.thresholds());
  await Promise.all(
    scanGroups(names, basis).map(async (group) => {
      const statement = scanSql(group, period, by, filter, threshold);
      if (!statement) return;
      const rows = await warehouse.query<SqlRow>(statement.sql, statement.parameters);
      for (const row of rows) {
        const dims = by.map((_, d) => row[`d${d}`] as string | null);
        const cell = cellOf(cells, row.interval_at as number, dims);
        for (const name of group.names) cell.values.set(name, aggregateValue(row[name] ?? null));
      }
    }),
  );
  return cells;
}

function aggregateValue(value: SqlRow[string]): AggregateValue {
  if (!Array.isArray(value)) return value as number | null;
  const [bounds, counts] = value;
  return new Map(bounds.map((bound, i) => [bound, counts[i]!]));
}

function cellOf(cells: Map<string, Cell>, intervalMs: number, dims: readonly (string | null)[]): Cell {
  const key = JSON.stringify([intervalMs, ...dims]);
  let cell = cells.get(key);
  if (!cell) cells.set(key, (cell = { intervalMs, dims, values: new Map() }));
  return cell;
}

function fillIntervals(cells: Map<string, Cell>, startsMs: readonly number[]): void {
  for (const start of startsMs) cellOf(cells, start, []);
}

const sorted = (cells: ReadonlyMap<string, Cell>): Cell[] =>
  [...cells.values()].sort((a, b) => {
    if (a.intervalMs !== b.intervalMs) return a.intervalMs - b.intervalMs;
    for (let d = 0; d < a.dims.length; d += 1) {
      const order = compareDimensionValues(a.dims[d]!, b.dims[d]!);
      if (order !== 0) return order;
    }
    return 0;
  });
