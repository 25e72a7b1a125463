import { aggregate, type AggregateName } from '../metrics/aggregates.ts';
import type { AggregateValue } from '../metrics/formula.ts';
import type { WaitHistogram } from '../metrics/histogram.ts';
import { scanGroups, scanSql, type BoundSql, type ScanGroup, type WithinSlots } from '../metrics/period-sql.ts';
import { compareDimensionValues } from '../metrics/rows.ts';
import { thresholdSql } from '../metrics/sql.ts';
import { SLOT_MS } from '../time/interval.ts';
import { dirtySlots } from '../warehouse/rollup-reading.ts';
import { SPAN_IN_ROLLUP_SQL } from '../warehouse/rollup-sql.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Counting } from './counting.ts';
import { apartByRollUp, isRolledUp, rollupSql } from './rollup-scan.ts';

/** The aggregates of one interval and one combination of values: groups of the calendar, then dimensions in the order of `by`. */
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
  const { aggregates, by, basis, period, calendar } = counting;
  const columns = [...(calendar?.by ?? []).map((_, c) => `c${c}`), ...by.map((_, d) => `d${d}`)];
  const cells = new Map<string, CountedCell>();
  const scans = scanGroups(aggregates, basis);
  // What no roll-up holds must not keep the rest of its scan from being read there.
  const groups = counting.rollUps && !calendar ? scans.flatMap(apartByRollUp) : scans;
  await Promise.all(
    groups.map(async (group) => {
      const statements = await statementsOf(warehouse, group, counting);
      const answers = await Promise.all(
        statements.map(({ sql, parameters }) => warehouse.query<SqlRow>(sql, parameters)),
      );
      for (const row of answers.flat()) {
        const dims = columns.map((column) => row[column] as string | null);
        const { values } = cellOf(cells, row.interval_at as number, dims);
        for (const name of group.names) {
          values.set(name, together(name, values.get(name) ?? null, aggregateValue(row[name] ?? null)));
        }
      }
    }),
  );
  if (columns.length === 0) for (const start of period.startsMs) cellOf(cells, start, []);
  return sorted(cells);
}

/** The statements that together count a scan: roll-ups where they are up to date, facts elsewhere. */
async function statementsOf(warehouse: Warehouse, group: ScanGroup, counting: Counting): Promise<BoundSql[]> {
  const { by, filter, period, thresholds, rollUps, calendar } = counting;
  const fromFacts = (within?: WithinSlots): BoundSql[] => {
    const statement = scanSql(group, period, by, filter, thresholdSql(thresholds), within, calendar);
    return statement ? [statement] : [];
  };
  // The roll-ups know no calendar.
  if (!rollUps || calendar || !isRolledUp(group, counting)) return fromFacts();
  const fromMs = period.startsMs[0]!;
  const dirty = await dirtySlots(warehouse, group.kind, fromMs, period.toMs);
  if (dirty.length * 2 * SLOT_MS >= period.toMs - fromMs) return fromFacts();
  const rolled = rollupSql(group, counting, dirty);
  if (group.scan === 'clip') return [rolled, ...fromFacts({ slots: dirty, or: `NOT ${SPAN_IN_ROLLUP_SQL}` })];
  return dirty.length === 0 ? [rolled] : [rolled, ...fromFacts({ slots: dirty })];
}

/** Two parts of one number, counted over different facts. */
export function together(name: AggregateName, a: AggregateValue, b: AggregateValue): AggregateValue {
  if (a === null || b === null) return a ?? b;
  if (typeof a === 'number' && typeof b === 'number') {
    const { take } = aggregate(name);
    return typeof take === 'object' && ('max' in take || 'maxTime' in take) ? Math.max(a, b) : a + b;
  }
  const sum = new Map(a as WaitHistogram);
  for (const [bound, count] of b as WaitHistogram) sum.set(bound, (sum.get(bound) ?? 0) + count);
  return sum;
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
