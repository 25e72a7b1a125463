import { aggregate, type Aggregate, type AggregateName } from '../metrics/aggregates.ts';
import { isDimension } from '../metrics/dimensions.ts';
import { boundOf, type HistogramScale, type WaitHistogram } from '../metrics/histogram.ts';
import type { AggregateValue } from '../metrics/formula.ts';
import { passColumn } from '../metrics/second-order.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { slotOf } from '../time/interval.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';
import { conditionTest, type RowTest, type RowView } from './row-condition.ts';
import { SEPARATOR } from '../metrics/separator.ts';

/** Adds rows up into one value per group. */
export interface Accumulator {
  name: AggregateName;
  add(group: number, row: number, view: RowView): void;
  value(group: number): AggregateValue;
}

/** An aggregate over the rows of a store, in memory: the same definition that `aggregateSql` renders. */
export function accumulator(
  name: AggregateName,
  store: FactStore,
  dimensions: DimensionTable,
  thresholds: Thresholds,
): Accumulator {
  const definition = aggregate(name);
  const test = rowTest(definition, store, dimensions, thresholds);
  const { take } = definition;
  if (typeof take === 'object' && 'histogram' in take)
    return histogram(name, store.column(take.histogram), take.scale ?? 'wait', test);
  if (typeof take === 'object' && 'max' in take) {
    const column = store.column(take.max);
    return greatest(name, test, (row) => column[row]!);
  }
  if (typeof take === 'object' && 'maxTime' in take) return greatest(name, test, (_row, view) => view.timeMs);
  if (typeof take === 'object' && 'distinct' in take) {
    return distinct(name, valueReader(take.distinct, store, dimensions), test);
  }
  if (typeof take === 'object' && 'slots' in take) {
    const column = take.slots === 'count' ? null : store.column(take.slots.sum);
    return bySlot(name, store.column('from'), column ? (row) => column[row] || 0 : () => 1, test);
  }
  if (typeof take === 'object' && 'byAgent' in take) return byAgent(name, store, dimensions, test);
  if (typeof take === 'object' && 'growth' in take) return sum(name, test, (_row, view) => view.growth);
  if (typeof take === 'object' && passColumn(store.kind, take.sum)) {
    const { sum: given } = take;
    return sum(name, test, (_row, view) => view.given[given]!);
  }
  if (typeof take === 'object') {
    const column = store.column(take.sum);
    return sum(name, test, (row) => column[row] || 0);
  }
  if (take === 'length') {
    const [from, to] = [store.column('from'), store.column('to')];
    return sum(name, test, (row) => to[row]! - from[row]!);
  }
  return sum(name, test, take === 'time' ? (_row, view) => view.timeMs : () => 1);
}

function sum(name: AggregateName, test: RowTest, term: (row: number, view: RowView) => number): Accumulator {
  const sums: number[] = [];
  return {
    name,
    add(group, row, view) {
      if (test(row, view)) sums[group] = (sums[group] ?? 0) + term(row, view);
    },
    value: (group) => sums[group] ?? 0,
  };
}

function greatest(name: AggregateName, test: RowTest, term: (row: number, view: RowView) => number): Accumulator {
  const found: number[] = [];
  return {
    name,
    add(group, row, view) {
      if (!test(row, view)) return;
      const value = term(row, view);
      if (!Number.isNaN(value) && !(found[group]! >= value)) found[group] = value;
    },
    value: (group) => found[group] ?? null,
  };
}

/** The values of a dimension, or of a column: texts are numbers of their list. An absent one is null. */
function valueReader(
  name: string,
  store: FactStore,
  { combinations }: DimensionTable,
): (row: number) => string | number | null {
  if (isDimension(name)) {
    const dims = store.column('dims');
    return (row) => combinations[dims[row]!]![name] ?? null;
  }
  const column = store.column(name);
  return (row) => (column[row]! >= 0 ? column[row]! : null);
}

/** Different values. */
function distinct(name: AggregateName, valueOf: (row: number) => string | number | null, test: RowTest): Accumulator {
  const found: Set<string | number>[] = [];
  return {
    name,
    add(group, row, view) {
      if (!test(row, view)) return;
      const value = valueOf(row);
      if (value !== null) (found[group] ??= new Set()).add(value);
    },
    value: (group) => found[group]?.size ?? 0,
  };
}

function histogram(name: AggregateName, column: Float64Array, scale: HistogramScale, test: RowTest): Accumulator {
  const found: WaitHistogram[] = [];
  return {
    name,
    add(group, row, view) {
      if (!test(row, view) || Number.isNaN(column[row]!)) return;
      const counts = (found[group] ??= new Map());
      const bound = boundOf(column[row]!, scale);
      counts.set(bound, (counts.get(bound) ?? 0) + 1);
    },
    value: (group) => found[group] ?? new Map(),
  };
}

/** Sums by the quarter hour in which the rows began; one that comes to 0 is left out, as sumMap does in SQL. */
function bySlot(name: AggregateName, from: Float64Array, term: (row: number) => number, test: RowTest): Accumulator {
  const found: Map<number, number>[] = [];
  return {
    name,
    add(group, row, view) {
      if (!test(row, view)) return;
      const sums = (found[group] ??= new Map());
      const slot = slotOf(from[row]!);
      const sum = (sums.get(slot) ?? 0) + term(row);
      if (sum === 0) sums.delete(slot);
      else sums.set(slot, sum);
    },
    value: (group) => found[group] ?? new Map(),
  };
}

/** Time in the period, agent by agent: ids are unique inside a site. An agent has a number while it is counted. */
function byAgent(name: AggregateName, store: FactStore, { combinations }: DimensionTable, test: RowTest): Accumulator {
  const dims = store.column('dims');
  const agents = new Map<string, number>();
  const numbers: number[] = [];
  const numberOf = (combination: number): number => {
    const { site, agent } = combinations[combination]!;
    const id = `${site ?? ''}${SEPARATOR}${agent ?? ''}`;
    const number = agents.get(id) ?? agents.size;
    agents.set(id, number);
    return number;
  };
  const found: number[][] = [];
  return {
    name,
    add(group, row, view) {
      if (!test(row, view)) return;
      const agent = (numbers[dims[row]!] ??= numberOf(dims[row]!));
      const sums = (found[group] ??= []);
      sums[agent] = (sums[agent] ?? 0) + view.timeMs;
    },
    value: (group) => {
      const sums = found[group] ?? [];
      return new Map([...agents].flatMap(([id, number]) => (sums[number] === undefined ? [] : [[id, sums[number]]])));
    },
  };
}

function rowTest(
  { when, take, where }: Aggregate,
  store: FactStore,
  dimensions: DimensionTable,
  thresholds: Thresholds,
): RowTest {
  const condition = where ? conditionTest(where, store, dimensions, thresholds, when === 'waiting') : null;
  if (when === 'waiting') return (row, view) => !view.ended && (!condition || condition(row, view));
  // What is said of a visit's end holds only when it has come; see needsEnd in metrics/sql.ts.
  if (when === 'basis' && (take !== 'count' || condition)) {
    return (row, view) => view.ended && (!condition || condition(row, view));
  }
  return condition ?? (() => true);
}
