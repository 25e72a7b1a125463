import type { CallingRule } from './calling-rules.ts';
import type { FactKind } from './fact-kinds.ts';
import type { HistogramScale } from './histogram.ts';
import type { ServiceLevelFormula } from './settings.ts';

/** A setting of the visit's queue, in force at the start of the 15-min interval in which it entered. */
export type Threshold = 'slThresholdMs' | 'shortAbandonMs';

/**
 * A condition on the columns of a fact, as data: evaluated in memory and rendered to SQL from here. A column without a
 * value fulfils none but `absent`.
 */
export type Condition =
  /** One of these words (`enum`). */
  | { column: string; is: readonly string[] }
  /** One of these texts (`text`). */
  | { column: string; text: readonly string[] }
  /** Exactly this number (`flag`: 1 or 0). */
  | { column: string; equals: number }
  | { column: string; below: number }
  | { column: string; above: number }
  | { column: string; absent: boolean }
  | { column: string; atMost: Threshold }
  | { column: string; over: Threshold }
  /** The visit's queue counts its service level by one of these formulas (in force as thresholds are). */
  | { levelBy: readonly ServiceLevelFormula[] }
  /** An instant before the moment: the end of the period, or asOf where that is earlier. */
  | { column: string; beforeMoment: true }
  /** An attempt that breaks this rule of dialling, by the settings in force when it was dialled. */
  | { column: string; calling: CallingRule }
  /** The dimension has one of these values. */
  | { dimension: 'media' | 'direction' | 'fn'; in: readonly string[] }
  /** It has ended as seen at asOf. */
  | { ended: boolean }
  /** Spans: the span of the same agent that begins at its end fulfils this. */
  | { next: Condition }
  | { not: Condition }
  | { all: readonly Condition[] };

/**
 * When a fact counts in a period [F, T) seen at asOf. What lies at or after asOf has not happened yet: a visit or span
 * that ends there is still open.
 *  - `entry`: it began in the period.
 *  - `basis`: it began in the period (basis entry), or it ended in the period (basis event).
 *  - `end`: it ended in the period.
 *  - `due`: its column `due` lies in the period.
 *  - `within`: it began and ended in the period, both ends inclusive; of numbers that others count for a period.
 *  - `waiting`: it is open at asOf, and began in the period (entry); or is open at asOf with F < asOf <= T (event).
 *    The column `wait` is then its wait so far.
 *  - `clip`: by the time of it that lies in the period.
 *  - `moment`: it is open at the end of the period, or at asOf if that is earlier.
 *  - `latest`: it is the newest of its series before that moment, and not too old to stand for it (FACT_KINDS).
 *  - `growth`: it is a sample in the period, and counts by how far the counter of its series grew since the one before it
 *    (FACT_KINDS); a counter below its last reading began anew at 0.
 *  - `issues`, `first_offer`, `planned`, `logins`, `attempts`, `replies`: see PASS_COLUMNS; they count where they began,
 *    planned ones by their segments, log-ins at the first moment of the shift at which the agent was ready.
 */
export type Attribution =
  | 'entry'
  | 'basis'
  | 'end'
  | 'due'
  | 'within'
  | 'waiting'
  | 'clip'
  | 'moment'
  | 'latest'
  | 'growth'
  | 'issues'
  | 'first_offer'
  | 'planned'
  | 'logins'
  | 'attempts'
  | 'replies';

/**
 * One number over the surviving facts of a kind, or one per quarter hour (`slots`). All but `distinct` are additive; `max`
 * in the sense of max.
 */
export interface Aggregate {
  fact: FactKind;
  when: Attribution;
  /**
   * `count`: facts; `time`: ms of it in the period (clip) or so far (moment, waiting); `length`: its whole ms; `growth`: of a counter (growth).
   * `distinct`: different values of a column or dimension, or of `ix`, which only the history keeps. `slots`: facts, or the
   * sum of a column, by the quarter hour in which they began. `byAgent`: ms of it in the period, agent by agent. `histogram`: by the bounds of its scale (wait).
   */
  take:
    | 'count'
    | 'time'
    | 'length'
    | { sum: string }
    | { max: string }
    | { maxTime: true }
    | { histogram: string; scale?: HistogramScale }
    | { distinct: string }
    | { growth: true }
    | { slots: 'count' | { sum: string } }
    | { byAgent: 'time' };
  where?: Condition;
  /** The fact counts once in each of the queues that it lists, instead of in its own. */
  perListedQueue?: boolean;
}

/** All of these hold. */
export const both = (...all: Condition[]): Condition => ({ all });
