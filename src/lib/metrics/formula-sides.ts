import { aggregate, type AggregateName, type Attribution } from './aggregates.ts';
import type { FactKind } from './fact-kinds.ts';
import type { Formula, Sum } from './formula.ts';
import { columnName } from './sql.ts';

/** What of a formula the facts stand behind: those that it is counted over, and those put over them. */
export interface Sides {
  /** The facts of the number: what is counted, or the denominator. */
  of: Sum;
  /** Numerator of a ratio, mean or value; null where there is none. */
  over: Sum | null;
  /** Whether the size of `of` is the sum of what its facts put in, or how many facts there are. */
  size: 'shares' | 'facts';
}

/** The two sides of a formula; null where it reads more than one period and so has no list of facts. */
export function sidesOf(formula: Formula): Sides | null {
  switch (formula.kind) {
    case 'platform':
      return null;
    case 'count':
    case 'sum':
      return { of: formula.of, over: null, size: 'shares' };
    case 'ratio':
      return { of: formula.by, over: formula.over, size: 'shares' };
    case 'value':
      return { of: { plus: [formula.known] }, over: { plus: [formula.of] }, size: 'shares' };
    case 'money':
      return formula.by
        ? { of: formula.by, over: { plus: [formula.of] }, size: 'shares' }
        : { of: { plus: [formula.of] }, over: null, size: 'shares' };
    case 'computed':
      return formula.n
        ? { of: { plus: [formula.n] }, over: { plus: formula.of }, size: 'shares' }
        : { of: { plus: formula.of }, over: null, size: 'facts' };
    case 'max':
    case 'quantile':
      return { of: { plus: [formula.of] }, over: null, size: 'facts' };
    case 'gauge':
      return 'of' in formula
        ? { of: { plus: [formula.of] }, over: null, size: 'shares' }
        : { of: { plus: [formula.longest] }, over: null, size: 'facts' };
    case 'derived':
    case 'growth':
      return null;
  }
}

/** The aggregates of a sum, those taken off last. */
const namesOf = (sum: Sum | null): AggregateName[] => (sum ? [...sum.plus, ...(sum.minus ?? [])] : []);

/** A sum over what facts put in; what an aggregate did not count puts in nothing. */
export const netOf = (sum: Sum, share: (name: AggregateName) => number | null): number =>
  sum.plus.reduce((net, name) => net + (share(name) ?? 0), 0) -
  (sum.minus ?? []).reduce((net, name) => net + (share(name) ?? 0), 0);

/** The aggregates of both sides: what each fact of a list is told by. */
export const listedNames = ({ of, over }: Sides): AggregateName[] => [...new Set([...namesOf(of), ...namesOf(over)])];

/** What the number that a fact puts into an aggregate is measured in: ms and millionths as they are stored. */
export type ShareUnit = 'count' | 'ms' | 'decimal';

export function shareUnit(name: AggregateName): ShareUnit {
  const { fact, take } = aggregate(name);
  if (take === 'time' || take === 'length') return 'ms';
  if (take === 'count' || 'distinct' in take || 'growth' in take) return 'count';
  if ('maxTime' in take || 'byAgent' in take) return 'ms';
  if ('slots' in take) return take.slots === 'count' ? 'count' : columnUnit(fact, take.slots.sum);
  return columnUnit(fact, 'sum' in take ? take.sum : 'max' in take ? take.max : take.histogram);
}

/** What a column of a fact is measured in, by the name that the tables give it. */
export function columnUnit(kind: FactKind, column: string): ShareUnit {
  const name = columnName(kind, column);
  return name.endsWith('_ms') ? 'ms' : name.endsWith('_millionths') ? 'decimal' : 'count';
}

/** A share as answers and pages give it: seconds, and decimals as what they are. */
export const shownShare = (name: AggregateName, share: number): number =>
  share / { count: 1, ms: 1_000, decimal: 1_000_000 }[shareUnit(name)];

/** True where the number is how many different values there are: each is one member, however many facts have it. */
export const isDistinct = (name: AggregateName): boolean => {
  const { take } = aggregate(name);
  return typeof take === 'object' && 'distinct' in take;
};

/** Why a fact stands in the list of a number. */
export type Reason =
  | 'counted'
  | 'taken_off'
  | 'numerator_and_denominator'
  | 'denominator_only'
  | 'numerator_only'
  | 'open_at_moment'
  | 'time_in_period'
  | 'newest_of_series'
  | 'counted_elsewhere';

const REASON_OF: Partial<Record<Attribution, Reason>> = {
  moment: 'open_at_moment',
  waiting: 'open_at_moment',
  clip: 'time_in_period',
  planned: 'time_in_period',
  latest: 'newest_of_series',
  within: 'counted_elsewhere',
};

/** The reason of a fact, by what it puts into each aggregate of the formula; null = nothing. */
export function reasonOf({ of, over }: Sides, share: (name: AggregateName) => number | null): Reason {
  const counts = (sum: Sum): boolean => {
    const counted = namesOf(sum).filter((name) => share(name) !== null);
    if (counted.length === 0) return false;
    return netOf(sum, share) !== 0 || counted.some((name) => aggregate(name).take !== 'count');
  };
  if (over) {
    if (!counts(of)) return 'numerator_only';
    return counts(over) ? 'numerator_and_denominator' : 'denominator_only';
  }
  const name = namesOf(of).find((each) => share(each) !== null);
  if (netOf(of, share) < 0) return 'taken_off';
  return (name && REASON_OF[aggregate(name).when]) ?? 'counted';
}
