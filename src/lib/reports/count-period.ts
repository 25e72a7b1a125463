import type { AggregateName } from '../metrics/aggregates.ts';
import type { Dimension } from '../metrics/dimensions.ts';
import type { AggregateValue } from '../metrics/formula.ts';
import { scanGroups, scanSql, type CountedPeriod } from '../metrics/period-sql.ts';
import type { Basis, Filter } from '../metrics/question.ts';
import { compareDimensionValues } from '../metrics/rows.ts';
import { thresholdSql } from '../metrics/sql.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What is counted, how it is grouped, and over which intervals. */
export interface Counting {
  aggregates: readonly AggregateName[];
  by: readonly Dimension[];
  filter: Filter;
  basis: Basis;
  period: CountedPeriod;
  thresholds: Thresholds;
}

/** The aggregates of one interval and one combination of dimension values (in the order of `by`). */
export interface CountedCell {
  intervalMs: number;
  dims: readonly (string | null)[];
  values: Map<string, AggregateValue>;
}

type SqlRow = Record<string, number | string | null | [number[], number[]]>;

/**
 * Adds the surviving facts of the warehouse up: what `evaluate` does in memory, by the same aggregates. Sorted by interval,
 * then by dimension values; only cells that have a fact, and without `by` one per interval. One interval may begin and end
 * at any ms; several begin on quarter hours. Throws WarehouseError.
 */
export async function countPeriod(warehouse: Warehouse, counting: Counting): Promise<CountedCell[]> {
  const { aggregates, by, filter, basis, period } = counting;
  const threshold = thresholdSql(counting.thresholds);
  const cells = new Map<string, CountedCell>();
  await Promise.all(
    scanGroups(aggregates, basis).map(async (group) => {
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
  if (by.length === 0) for (const start of period.startsMs) cellOf(cells, start, []);
  return sorted(cells);
}

function aggregateValue(value: SqlRow[string]): AggregateValue {
  if (!Array.isArray(value)) return value as number | null;
  const [bounds, counts] = value;
  return new Map(bounds.map((bound, i) => [bound, counts[i]!]));
}

function cellOf(cells: Map<string, CountedCell>, intervalMs: number, dims: CountedCell['dims']): CountedCell {
  const key = JSON.stringify([intervalMs, ...dims]);
  let cell = cells.get(key);
  if (!cell) cells.set(key, (cell = { intervalMs, dims, values: new Map() }));
  return cell;
}

const sorted = (cells: ReadonlyMap<string, CountedCell>): CountedCell[] =>
  [...cells.values()].sort((a, b) => {
    if (a.intervalMs !== b.intervalMs) return a.intervalMs - b.intervalMs;
    for (let d = 0; d < a.dims.length; d += 1) {
      const order = compareDimensionValues(a.dims[d]!, b.dims[d]!);
      if (order !== 0) return order;
    }
    return 0;
  });
