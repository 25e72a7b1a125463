import {
  aggregate,
  type Aggregate,
  type AggregateName,
  type Condition,
  type Threshold,
} from '../metrics/aggregates.ts';
import { waitBound, type WaitHistogram } from '../metrics/histogram.ts';
import type { AggregateValue } from '../metrics/formula.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { slotOf } from '../time/interval.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';

/** What a row is seen with: whether it has ended at asOf, its time in the period or so far, its wait so far, the moment. */
export interface RowView {
  ended: boolean;
  timeMs: number;
  waitMs: number;
  /** End of the period, or asOf where that is earlier. */
  momentMs: number;
}

type RowTest = (row: number, view: RowView) => boolean;

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
  if (typeof take === 'object' && 'histogram' in take) return histogram(name, store.column(take.histogram), test);
  if (typeof take === 'object' && 'max' in take) {
    const column = store.column(take.max);
    return greatest(name, test, (row) => column[row]!);
  }
  if (typeof take === 'object' && 'maxTime' in take) return greatest(name, test, (_row, view) => view.timeMs);
  if (typeof take === 'object' && 'distinct' in take) return distinct(name, store.column(take.distinct), test);
  if (typeof take === 'object') {
    const column = store.column(take.sum);
    return sum(name, test, (row) => column[row] || 0);
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

/** Different values of a column; texts are numbers of their list. An absent one is none. */
function distinct(name: AggregateName, column: Float64Array, test: RowTest): Accumulator {
  const found: Set<number>[] = [];
  return {
    name,
    add(group, row, view) {
      const value = column[row]!;
      if (test(row, view) && value >= 0) (found[group] ??= new Set()).add(value);
    },
    value: (group) => found[group]?.size ?? 0,
  };
}

function histogram(name: AggregateName, column: Float64Array, test: RowTest): Accumulator {
  const found: WaitHistogram[] = [];
  return {
    name,
    add(group, row, view) {
      if (!test(row, view) || Number.isNaN(column[row]!)) return;
      const counts = (found[group] ??= new Map());
      const bound = waitBound(column[row]!);
      counts.set(bound, (counts.get(bound) ?? 0) + 1);
    },
    value: (group) => found[group] ?? new Map(),
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

function conditionTest(
  condition: Condition,
  store: FactStore,
  dimensions: DimensionTable,
  thresholds: Thresholds,
  soFar: boolean,
): RowTest {
  if ('all' in condition) {
    const tests = condition.all.map((part) => conditionTest(part, store, dimensions, thresholds, soFar));
    if (tests.length === 1) return tests[0]!;
    return (row, view) => {
      for (const test of tests) if (!test(row, view)) return false;
      return true;
    };
  }
  if ('not' in condition) {
    const test = conditionTest(condition.not, store, dimensions, thresholds, soFar);
    return (row, view) => !test(row, view);
  }
  if ('ended' in condition) return (_row, view) => view.ended === condition.ended;
  if ('dimension' in condition) {
    const dims = store.column('dims');
    const { dimension } = condition;
    return (row) => condition.in.includes(dimensions.combinations[dims[row]!]![dimension] ?? '');
  }
  const column = store.column(condition.column);
  if ('text' in condition) {
    const allowed = condition.text.map((text) => store.textIndex(text));
    return (row) => allowed.includes(column[row]!);
  }
  if ('equals' in condition) return (row) => column[row] === condition.equals;
  if ('absent' in condition) return (row) => isAbsent(column[row]!) === condition.absent;
  if ('beforeMoment' in condition) return (row, view) => column[row]! < view.momentMs;
  if ('is' in condition) {
    const [only, ...others] = condition.is.map((word) => store.wordIndex(condition.column, word));
    if (others.length === 0) return (row) => column[row] === only;
    const allowed = new Set([only, ...others]);
    return (row) => allowed.has(column[row]!);
  }
  if ('below' in condition) return (row) => column[row]! < condition.below;
  if ('above' in condition) return (row) => column[row]! > condition.above;
  const threshold: Threshold = 'atMost' in condition ? condition.atMost : condition.over;
  const from = store.column('from');
  const dims = store.column('dims');
  const limit = (row: number): number => {
    const { site = null, queue = null } = dimensions.combinations[dims[row]!]!;
    return thresholds.at(threshold, site, queue, slotOf(from[row]!));
  };
  const wait = (row: number, view: RowView): number => (soFar ? view.waitMs : column[row]!);
  return 'atMost' in condition
    ? (row, view) => wait(row, view) <= limit(row)
    : (row, view) => wait(row, view) > limit(row);
}

/** A column holds NaN for an absent number and -1 for an absent word or text; an absent instant is NaN too. */
const isAbsent = (value: number): boolean => Number.isNaN(value) || value === -1;
