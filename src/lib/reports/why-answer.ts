import type { AggregateName, Threshold } from '../metrics/aggregates.ts';
import type { Reason } from '../metrics/formula-sides.ts';
import type { Scan } from '../metrics/period-sql.ts';
import type { ShownFact } from './contacts-answer.ts';

/** One condition of an aggregate, and what a fact makes of it. Values as stored: ms, millionths, words. */
export interface WhyCondition {
  /**
   * `filter`: of the question; `period`: it counts in it (`scan` says how); `is`, `is_number`, `below`, `above`, `at_most`,
   * `over`: its column against `wanted`; `has`: the column has a value, or has none; `ended`; `followed`: by a span that
   * fulfils something; `outside`: of the hours allowed; `level_by`: the formula of the service level of its queue.
   */
  code:
    | 'filter'
    | 'period'
    | 'is'
    | 'is_number'
    | 'below'
    | 'above'
    | 'at_most'
    | 'over'
    | 'has'
    | 'ended'
    | 'before_moment'
    | 'outside'
    | 'level_by'
    | 'followed';
  /** Column or dimension that is looked at. */
  column: string | null;
  wanted: readonly (string | number)[];
  /** The fact's own; null where it has none. */
  value: string | number | null;
  /** True where the condition asks for the contrary. */
  not: boolean;
  holds: boolean;
  scan?: Scan;
  /** The setting that it is compared with, and since when that is in force (null: since ever, the default). */
  threshold?: { name: Threshold; ms: number; sinceMs: number | null };
}

export type Side = 'of' | 'of_taken_off' | 'over' | 'over_taken_off';

/** Whether an aggregate of the formula counts a fact, and every condition of it. */
export interface WhyAggregate {
  name: AggregateName;
  side: Side;
  counted: boolean;
  /** What it puts in, as stored; null where it does not count. */
  share: number | null;
  conditions: readonly WhyCondition[];
}

export interface WhyFact extends ShownFact {
  reason: Reason | 'not_counted';
  aggregates: readonly WhyAggregate[];
}

/** Why a contact is, or is not, in a number. */
export interface WhyAnswer {
  ix: string;
  /** `no_such_contact`: nothing is known of it; `no_fact_of_the_kind`: it has none of the facts that the metric counts. */
  verdict: Reason | 'not_counted' | 'no_such_contact' | 'no_fact_of_the_kind';
  facts: readonly WhyFact[];
  asOfMs: number;
  fromMs: number;
  toMs: number;
}
