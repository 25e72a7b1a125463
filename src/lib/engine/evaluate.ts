import type { AggregateName } from '../metrics/aggregates.ts';
import type { Dimension, DimensionValues } from '../metrics/dimensions.ts';
import type { FactKind } from '../metrics/fact-kinds.ts';
import type { AggregateValue } from '../metrics/formula.ts';
import { GAUGE_LIMIT_MS, isLimitedMedia } from '../metrics/gauge-limits.ts';
import { scanGroups, type Scan, type ScanGroup } from '../metrics/period-sql.ts';
import type { Basis, Filter } from '../metrics/question.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { accumulator, type Accumulator } from './aggregate-rows.ts';
import type { DimensionTable, Grouping } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';
import { eachLogin } from './logins.ts';
import { eachPlanned } from './planned.ts';
import { eachReply } from './replies.ts';
import type { RowView } from './row-condition.ts';
import { eachGrowth, newestOfSeries } from './series.ts';

/** The surviving facts in memory. */
export interface Facts {
  dimensions: DimensionTable;
  stores: Readonly<Record<FactKind, FactStore>>;
}

/** A period [fromMs, toMs) seen at asOf. */
export interface Period {
  fromMs: number;
  toMs: number;
  asOfMs: number;
  /** Where the start differs by site (every site has its own today): the start for a fact's dimensions, never before fromMs. */
  startFor?: (dims: DimensionValues) => number;
}

export interface Evaluation {
  aggregates: readonly AggregateName[];
  by: readonly Dimension[];
  filter: Filter;
  basis: Basis;
  period: Period;
  thresholds: Thresholds;
}

/** Values by group: the dimension values in the order of `by`, and the aggregates that have a fact in it. */
export type Groups = Map<string, { dims: readonly (string | null)[]; values: Map<string, AggregateValue> }>;

/** Adds the surviving facts up. Pure in (facts, evaluation): the same at any time and on any order of arrival. */
export function evaluate(facts: Facts, evaluation: Evaluation): Groups {
  const groups: Groups = new Map();
  for (const pass of scanGroups(evaluation.aggregates, evaluation.basis)) scan(facts, pass, evaluation, groups);
  return groups;
}

function scan(
  { dimensions, stores }: Facts,
  { kind, scan: pass, perListedQueue, names }: ScanGroup,
  { by, filter, period, thresholds }: Evaluation,
  groups: Groups,
): void {
  const store = stores[kind];
  const accumulators = names.map((name) => accumulator(name, store, dimensions, thresholds));
  const grouping = perListedQueue ? dimensions.grouping(by, without(filter, 'queue')) : dimensions.grouping(by, filter);
  const met = new Set<number>();
  const dims = store.column('dims');
  const startOf = startOfRow(period, dims, dimensions);
  const momentMs = Math.min(period.toMs, period.asOfMs);
  const view: RowView = { ended: false, timeMs: 0, waitMs: 0, momentMs, growth: 0, given: {} };
  const add = (group: number, row: number): void => {
    if (group < 0) return;
    met.add(group);
    for (const { add: count } of accumulators) count(group, row, view);
  };
  const meet = (row: number): void => {
    if (!perListedQueue) return add(grouping.group(dims[row]!), row);
    const listed = store.texts('queues', row).filter((queue) => !filter.queue || filter.queue.includes(queue));
    if (listed.length === 0) return;
    if (by.includes('queue')) for (const queue of listed) add(grouping.groupInQueue(dims[row]!, queue), row);
    else add(grouping.group(dims[row]!), row);
  };
  if (pass === 'planned') {
    const bounds = { fromMs: period.fromMs, untilMs: momentMs };
    eachPlanned(store, stores.span, dimensions, bounds, startOf, (row, { timeMs, onQueue, keptMs }) => {
      view.timeMs = timeMs;
      view.given = { on_queue: onQueue ? 1 : 0, kept: keptMs };
      meet(row);
    });
  } else if (pass === 'logins') {
    eachLogin(store, stores.span, dimensions, momentMs, startOf, (row, { lateMs }) => {
      view.given = { late: lateMs };
      meet(row);
    });
  } else if (pass === 'replies') {
    const at = store.column('from');
    eachReply(store, dimensions, period.fromMs, momentMs, (row, gapMs) => {
      if (at[row]! < startOf(row)) return;
      view.given = { gap: gapMs };
      meet(row);
    });
  } else PASSES[pass](store, period, startOf, dimensions, view, meet);
  collect(groups, grouping, met, accumulators);
}

type Pass = (
  store: FactStore,
  period: Period,
  startOf: (row: number) => number,
  dimensions: DimensionTable,
  view: RowView,
  meet: (row: number) => void,
) => void;

/** The history answers these: a live window does not hold enough of the past. */
const needsHistory: Pass = () => {
  throw new RangeError('This is counted over more of the past than the live path holds.');
};

const PASSES: Record<Exclude<Scan, 'planned' | 'logins' | 'replies'>, Pass> = {
  attempts: needsHistory,
  issues: needsHistory,
  first_offer: needsHistory,
  entry(store, period, startOf, _dimensions, view, meet) {
    const from = store.column('from');
    const to = store.column('to');
    const until = Math.min(period.toMs, period.asOfMs);
    store.places.entered.visit(period.fromMs, until, (row) => {
      const entered = from[row]!;
      if (entered >= until || entered < startOf(row)) return;
      view.ended = to[row]! < period.asOfMs;
      view.waitMs = period.asOfMs - entered;
      meet(row);
    });
  },
  end(store, period, startOf, _dimensions, view, meet) {
    const to = store.column('to');
    const until = Math.min(period.toMs, period.asOfMs);
    view.ended = true;
    store.places.ended.visit(period.fromMs, until, (row) => {
      if (to[row]! < until && to[row]! >= startOf(row)) meet(row);
    });
  },
  due(store, period, startOf, _dimensions, view, meet) {
    const due = store.column('due');
    const to = store.column('to');
    const until = Math.min(period.toMs, period.asOfMs);
    store.eachRow((row) => {
      if (!(due[row]! < until && due[row]! >= startOf(row))) return;
      view.ended = to[row]! < period.asOfMs;
      meet(row);
    });
  },
  within(store, period, startOf, _dimensions, view, meet) {
    const from = store.column('from');
    const to = store.column('to');
    const until = Math.min(period.toMs, period.asOfMs);
    view.ended = true;
    store.places.ended.visit(period.fromMs, until + 1, (row) => {
      if (to[row]! <= until && from[row]! >= startOf(row)) meet(row);
    });
  },
  waiting(store, period, _startOf, dimensions, view, meet) {
    if (!(period.fromMs < period.asOfMs && period.asOfMs <= period.toMs)) return;
    view.ended = false;
    eachOpenAt(store, dimensions, period.asOfMs, (row, soFarMs) => {
      view.waitMs = soFarMs;
      meet(row);
    });
  },
  clip(store, period, startOf, _dimensions, view, meet) {
    const from = store.column('from');
    const to = store.column('to');
    const until = Math.min(period.toMs, period.asOfMs);
    const first = period.fromMs;
    const firstSlot = store.places.touched.period(first);
    view.ended = true;
    const clip = (row: number): void => {
      const end = Number.isNaN(to[row]!) ? until : Math.min(to[row]!, until);
      view.timeMs = end - Math.max(from[row]!, startOf(row));
      if (view.timeMs > 0) meet(row);
    };
    // A row stands in every slot that it touches; it is met in the first of them inside the period.
    store.places.touched.visit(first, until, (row, slot) => {
      if (slot === Math.max(store.places.touched.period(from[row]!), firstSlot)) clip(row);
    });
    for (const row of store.places.open) clip(row);
    for (const row of store.places.long) clip(row);
  },
  moment(store, period, _startOf, dimensions, view, meet) {
    view.ended = false;
    eachOpenAt(store, dimensions, Math.min(period.toMs, period.asOfMs), (row, soFarMs) => {
      view.timeMs = soFarMs;
      meet(row);
    });
  },
  latest(store, period, _startOf, dimensions, view, meet) {
    view.ended = true;
    for (const row of newestOfSeries(store, dimensions, view.momentMs)) meet(row);
  },
  growth(store, period, startOf, dimensions, view, meet) {
    const to = store.column('to');
    view.ended = true;
    eachGrowth(store, dimensions, period.fromMs, Math.min(period.toMs, period.asOfMs), (row, growth) => {
      if (to[row]! < startOf(row)) return;
      view.growth = growth;
      meet(row);
    });
  },
};

/** Rows that are open at a moment: begun before it, and not ended before it. Ghosts are left out. */
function eachOpenAt(
  store: FactStore,
  dimensions: DimensionTable,
  moment: number,
  each: (row: number, soFarMs: number) => void,
): void {
  const from = store.column('from');
  const to = store.column('to');
  const dims = store.column('dims');
  const limitMs = GAUGE_LIMIT_MS[store.kind] ?? Number.POSITIVE_INFINITY;
  const test = (row: number): void => {
    if (!(from[row]! < moment) || to[row]! < moment) return;
    const soFarMs = moment - from[row]!;
    if (store.places.terminated.get(row)! < moment) return;
    if (soFarMs > limitMs && isLimitedMedia(dimensions.combinations[dims[row]!]!.media)) return;
    each(row, soFarMs);
  };
  for (const row of store.places.open) test(row);
  store.places.ended.visit(moment, Number.MAX_SAFE_INTEGER, test);
}

function startOfRow(
  { fromMs, startFor }: Period,
  dims: Float64Array,
  { combinations }: DimensionTable,
): (row: number) => number {
  if (!startFor) return () => fromMs;
  const known = new Map<number, number>();
  return (row) => {
    const combination = dims[row]!;
    let start = known.get(combination);
    if (start === undefined) {
      start = startFor(combinations[combination]!);
      known.set(combination, start);
    }
    return start;
  };
}

const without = (filter: Filter, dimension: Dimension): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => name !== dimension));

function collect(
  groups: Groups,
  grouping: Grouping,
  met: ReadonlySet<number>,
  accumulators: readonly Accumulator[],
): void {
  for (const group of met) {
    const dims = grouping.groups[group]!;
    const key = JSON.stringify(dims);
    const entry = groups.get(key) ?? { dims, values: new Map<string, AggregateValue>() };
    for (const { name, value } of accumulators) entry.values.set(name, value(group));
    groups.set(key, entry);
  }
}
