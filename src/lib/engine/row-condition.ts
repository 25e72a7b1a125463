import type { Condition, Threshold } from '../metrics/aggregates.ts';
import { CallingRules, type CallingHours } from '../metrics/calling-rules.ts';
import { factKind, type ColumnShape } from '../metrics/fact-kinds.ts';
import { passColumn } from '../metrics/second-order.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { slotOf } from '../time/interval.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';

/** What a row is seen with: whether it has ended at asOf, its time in the period or so far, its wait so far, the moment. */
export interface RowView {
  ended: boolean;
  timeMs: number;
  waitMs: number;
  /** How far the counter of its series grew since the sample before. */
  growth: number;
  /** End of the period, or asOf where that is earlier. */
  momentMs: number;
  /** Columns that the pass gives beside those of the row (PASS_COLUMNS). */
  given: Readonly<Record<string, number>>;
}

export type RowTest = (row: number, view: RowView) => boolean;

/** A condition on the columns of a store, in memory: the same that `conditionSql` renders. `soFar`: waits are those so far. */
export function conditionTest(
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
  if ('next' in condition) return nextTest(conditionTest(condition.next, store, dimensions, thresholds, soFar), store);
  if ('ended' in condition) return (_row, view) => view.ended === condition.ended;
  if ('dimension' in condition) {
    const dims = store.column('dims');
    const { dimension } = condition;
    return (row) => condition.in.includes(dimensions.combinations[dims[row]!]![dimension] ?? '');
  }
  if ('levelBy' in condition) {
    const [from, dims] = [store.column('from'), store.column('dims')];
    return (row) => {
      const { site = null, queue = null } = dimensions.combinations[dims[row]!]!;
      return condition.levelBy.includes(thresholds.at('serviceLevelFormula', site, queue, slotOf(from[row]!)));
    };
  }
  if (passColumn(store.kind, condition.column)) {
    const { column: given } = condition;
    if ('equals' in condition) return (_row, view) => view.given[given] === condition.equals;
    if ('below' in condition) return (_row, view) => view.given[given]! < condition.below;
    throw new Error(`${given} of a pass is asked for a number only.`);
  }
  const column = store.column(condition.column);
  if ('text' in condition) {
    const allowed = condition.text.map((text) => store.textIndex(text));
    return (row) => allowed.includes(column[row]!);
  }
  if ('equals' in condition) return (row) => column[row] === condition.equals;
  if ('absent' in condition) {
    const isAbsent = absenceIn(factKind(store.kind).columns[condition.column]);
    return (row) => isAbsent(column[row]!) === condition.absent;
  }
  if ('calling' in condition) {
    if (condition.calling !== 'outside_window')
      throw new Error(`What is ${condition.calling} is known to the history only.`);
    return outsideWindowTest(store, column, dimensions, thresholds.calling);
  }
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

/** Dialled outside of the hours allowed. They are looked up once for a quarter hour and whoever dials. */
function outsideWindowTest(
  store: FactStore,
  dialed: Float64Array,
  { combinations }: DimensionTable,
  rules: CallingRules,
): RowTest {
  const dims = store.column('dims');
  const byDialer = new Map<string, Map<number, CallingHours>>();
  const byCombination: Map<number, CallingHours>[] = [];
  const hoursBySlot = (combination: number): Map<number, CallingHours> => {
    const { site, queue, campaign } = combinations[combination]!;
    const dialer = JSON.stringify([site, queue, campaign]);
    const bySlot = byDialer.get(dialer) ?? new Map<number, CallingHours>();
    byDialer.set(dialer, bySlot);
    return bySlot;
  };
  return (row) => {
    const [combination, instantMs] = [dims[row]!, dialed[row]!];
    const bySlot = (byCombination[combination] ??= hoursBySlot(combination));
    const slot = slotOf(instantMs);
    let hours = bySlot.get(slot);
    if (!hours) bySlot.set(slot, (hours = rules.hours(combinations[combination]!, slot)));
    return CallingRules.isOutside(hours, instantMs);
  };
}

/** A column holds -1 for an absent word or text, and NaN for an absent number or instant: one that was told may be -1. */
const absenceIn = (shape: ColumnShape | undefined): ((value: number) => boolean) =>
  shape?.type === 'enum' || shape?.type === 'text' || shape?.type === 'texts' ? (value) => value === -1 : Number.isNaN;

/** Of the span of the same agent that begins where this one ends. */
function nextTest(test: RowTest, spans: FactStore): RowTest {
  const to = spans.column('to');
  return (row, view) => {
    const next = spans.nextRow(row, to[row]!);
    return next !== null && test(next, view);
  };
}
