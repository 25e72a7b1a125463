import type { Condition } from '../metrics/aggregates.ts';
import { calendarValue, type CalendarGroup } from '../metrics/calendar-groups.ts';
import { printCallingWindow } from '../metrics/calling-rules.ts';
import type { Dimensions } from '../metrics/dimension-register.ts';
import type { CountedPeriod, Scan } from '../metrics/period-sql.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { SLOT_MS, slotOf } from '../time/interval.ts';
import type { ShownFact } from './contacts-answer.ts';
import type { WhyCondition } from './why-answer.ts';

const valueOf = (fact: ShownFact, column: string): string | number | null => {
  const value = fact.columns[column] ?? fact.dims[column];
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join(', ') : value;
};

/** That the fact counts in the period, by the instant that its pass looks at. */
export function periodCondition(
  fact: ShownFact,
  scan: Scan,
  { startsMs, toMs, asOfMs }: CountedPeriod,
  holds: boolean,
): WhyCondition {
  const due = fact.columns['due'];
  const at: Partial<Record<Scan, number | null>> = { end: fact.toMs, due: typeof due === 'number' ? due : null };
  const value = scan in at ? (at[scan] ?? null) : fact.fromMs;
  const wanted = [startsMs[0]!, Math.min(toMs, asOfMs)];
  return { code: 'period', column: null, wanted, value, not: false, holds, scan };
}

/** That the fact has one of the values that the question asks for. */
export function filterCondition(
  fact: ShownFact,
  dimension: string,
  wanted: readonly string[],
  perListedQueue: boolean,
): WhyCondition {
  const queues = fact.columns['queues'];
  const listed = perListedQueue && dimension === 'queue' && typeof queues === 'object' ? queues : null;
  const value = listed ? listed.join(', ') : dimension === 'site' ? fact.site : (fact.dims[dimension] ?? null);
  const holds = listed ? listed.some((queue) => wanted.includes(queue)) : value !== null && wanted.includes(value);
  return { code: 'filter', column: dimension, wanted, value, not: false, holds };
}

/** That the quarter hour in which the fact counts, or one of those that a span touches, is what the question asks for. */
export function calendarCondition(
  fact: ShownFact,
  group: CalendarGroup,
  wanted: readonly string[],
  scan: Scan,
  { startsMs, toMs, asOfMs }: CountedPeriod,
  known: Dimensions,
  defaultZone: string,
): WhyCondition {
  const due = fact.columns['due'];
  const atMs = scan === 'end' || scan === 'growth' ? fact.toMs : scan === 'due' ? due : fact.fromMs;
  const fromMs = typeof atMs === 'number' ? atMs : fact.fromMs;
  const [first, last] =
    scan === 'clip'
      ? [Math.max(fact.fromMs, startsMs[0]!), Math.min(fact.toMs ?? asOfMs, toMs, asOfMs)]
      : [fromMs, fromMs + 1];
  const values = new Set<string | null>();
  for (let slotMs = slotOf(first); slotMs < last; slotMs += SLOT_MS)
    values.add(calendarValue(group, known, fact.site, slotMs, defaultZone));
  const told = [...values].filter((value) => value !== null);
  const holds = told.some((value) => wanted.includes(value));
  return { code: 'filter', column: group, wanted, value: told.join(', ') || null, not: false, holds };
}

/** A condition of an aggregate with the fact's own value. `holds` was judged by the statement that counts. */
export function shownCondition(
  fact: ShownFact,
  condition: Condition,
  holds: boolean,
  thresholds: Thresholds,
  not = false,
): WhyCondition {
  const base = { not, holds, wanted: [] as readonly (string | number)[], column: null, value: null };
  if ('not' in condition) return shownCondition(fact, condition.not, holds, thresholds, !not);
  if ('all' in condition) return { ...base, code: 'is' };
  if ('next' in condition) return { ...base, code: 'followed' };
  if ('ended' in condition) return { ...base, code: 'ended', not: not !== !condition.ended, value: fact.toMs };
  if ('dimension' in condition) {
    const { dimension } = condition;
    return { ...base, code: 'is', column: dimension, wanted: condition.in, value: fact.dims[dimension] ?? null };
  }
  if ('levelBy' in condition) {
    const { site, dims, fromMs } = fact;
    const formula = thresholds.at('serviceLevelFormula', site, dims['queue'] ?? null, slotOf(fromMs));
    return { ...base, code: 'level_by', wanted: condition.levelBy, value: formula };
  }
  const { column } = condition;
  const own = { ...base, column, value: valueOf(fact, column) };
  if ('is' in condition) return { ...own, code: 'is', wanted: condition.is };
  if ('text' in condition) return { ...own, code: 'is', wanted: condition.text };
  if ('equals' in condition) return { ...own, code: 'is_number', wanted: [condition.equals] };
  if ('below' in condition) return { ...own, code: 'below', wanted: [condition.below] };
  if ('above' in condition) return { ...own, code: 'above', wanted: [condition.above] };
  if ('absent' in condition) return { ...own, code: 'has', not: not !== condition.absent };
  if ('calling' in condition) {
    const dialer = { ...fact.dims, site: fact.site };
    const dialed = fact.columns['dialed'];
    const atMs = typeof dialed === 'number' ? dialed : fact.fromMs;
    if (condition.calling === 'too_often')
      return { ...own, code: 'above', wanted: [thresholds.calling.dayLimit(dialer, atMs)] };
    return { ...own, code: 'outside', wanted: [printCallingWindow(thresholds.calling.window(dialer, atMs))] };
  }
  if ('beforeMoment' in condition) return { ...own, code: 'before_moment' };
  const name = 'atMost' in condition ? condition.atMost : condition.over;
  const step = thresholds.stepAt(fact.site, fact.dims['queue'] ?? null, slotOf(fact.fromMs));
  const sinceMs = step.fromMs === thresholds.defaults.fromMs ? null : step.fromMs;
  return {
    ...own,
    code: 'atMost' in condition ? 'at_most' : 'over',
    wanted: [step[name]],
    threshold: { name, ms: step[name], sinceMs },
  };
}
