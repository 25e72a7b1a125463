import type { FactKind } from './fact-kinds.ts';

/** A setting of the visit's queue, in force at the start of the 15-min interval in which it entered. */
export type Threshold = 'slThresholdMs' | 'shortAbandonMs';

/** A condition on the columns of a fact, as data: evaluated in memory and rendered to SQL from here. */
export type Condition =
  | { column: string; is: readonly string[] }
  | { column: string; below: number }
  | { column: string; above: number }
  | { column: string; atMost: Threshold }
  | { column: string; over: Threshold }
  | { all: readonly Condition[] };

/**
 * When a fact counts in a period [F, T) seen at asOf. What lies at or after asOf has not happened yet: a visit or span
 * that ends there is still open.
 *  - `entry`: it began in the period.
 *  - `basis`: it began in the period (basis entry), or it ended in the period (basis event).
 *  - `end`: it ended in the period.
 *  - `waiting`: it is open at asOf, and began in the period (entry); or is open at asOf with F < asOf <= T (event).
 *    The column `wait` is then its wait so far.
 *  - `clip`: by the time of it that lies in the period.
 *  - `moment`: it is open at the end of the period, or at asOf if that is earlier.
 */
export type Attribution = 'entry' | 'basis' | 'end' | 'waiting' | 'clip' | 'moment';

/** One additive number over the surviving facts of a kind; `max` is additive in the sense of max. */
export interface Aggregate {
  fact: FactKind;
  when: Attribution;
  /** `count`: facts; `time`: ms of it in the period (clip) or so far (moment, waiting). */
  take: 'count' | 'time' | { sum: string } | { max: string } | { maxTime: true } | { histogram: string };
  where?: Condition;
  /** The fact counts once in each of the queues that it lists, instead of in its own. */
  perListedQueue?: boolean;
}

const HANDLING_STATES = ['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'] as const;

const outcome = (...outcomes: string[]): Condition => ({ column: 'outcome', is: outcomes });
const state = (...states: string[]): Condition => ({ column: 'state', is: states });
const primary: Condition = { column: 'role', is: ['primary'] };
const both = (...all: Condition[]): Condition => ({ all });

const visits = (where?: Condition): Aggregate => ({ fact: 'visit', when: 'basis', take: 'count', where });
const waits = (where: Condition): Aggregate => ({ fact: 'visit', when: 'basis', take: { sum: 'wait' }, where });
const handles = (column: string): Aggregate => ({ fact: 'handle', when: 'end', take: { sum: column }, where: primary });
const legs = (...where: Condition[]): Aggregate => ({ fact: 'leg', when: 'end', take: 'count', where: both(...where) });
const offers = (where?: Condition): Aggregate => ({ fact: 'offer', when: 'end', take: 'count', where });
const stateTime = (...states: string[]): Aggregate => ({
  fact: 'span',
  when: 'clip',
  take: 'time',
  where: state(...states),
});
const agentsNow = (...where: Condition[]): Aggregate => ({
  fact: 'span',
  when: 'moment',
  take: 'count',
  ...(where.length > 0 ? { where: both(...where) } : {}),
});

const ANSWERED = outcome('answered');
const ABANDONED = outcome('abandoned');
const WITHIN_THRESHOLD: Condition = { column: 'wait', atMost: 'slThresholdMs' };
const WITHIN_SHORT: Condition = { column: 'wait', atMost: 'shortAbandonMs' };

/** Every additive number of the product, by name. Formulas are made of these, and so are the columns of the roll-ups. */
export const AGGREGATES = {
  // Visits of queues.
  offered: { fact: 'visit', when: 'entry', take: 'count' },
  visits: visits(),
  answered: visits(ANSWERED),
  abandoned: visits(ABANDONED),
  flow_out: visits(outcome('flow_out')),
  timed_out: visits(outcome('timeout', 'no_agent')),
  callback: visits(outcome('callback')),
  system_error: visits(outcome('system_error')),
  lost: visits(outcome('lost')),
  answered_in_time: visits(both(ANSWERED, WITHIN_THRESHOLD)),
  abandoned_in_time: visits(both(ABANDONED, WITHIN_THRESHOLD)),
  abandoned_short: visits(both(ABANDONED, WITHIN_SHORT)),
  answered_wait: waits(ANSWERED),
  abandoned_wait: waits(ABANDONED),
  wait_max: { fact: 'visit', when: 'basis', take: { max: 'wait' } },
  answered_waits: { fact: 'visit', when: 'basis', take: { histogram: 'wait' }, where: ANSWERED },
  abandoned_waits: { fact: 'visit', when: 'basis', take: { histogram: 'wait' }, where: ABANDONED },
  waiting_too_long: { fact: 'visit', when: 'waiting', take: 'count', where: { column: 'wait', over: 'slThresholdMs' } },
  waiting: { fact: 'visit', when: 'moment', take: 'count' },
  waiting_longest: { fact: 'visit', when: 'moment', take: { maxTime: true } },
  // Legs that an agent finished handling.
  handled: { fact: 'handle', when: 'end', take: 'count', where: primary },
  talk: handles('talk'),
  hold: handles('hold'),
  acw: handles('acw'),
  // Legs by their end.
  legs_ended: legs(primary),
  legs_held: legs(primary, { column: 'hold', above: 0 }),
  legs_hold_time: {
    fact: 'leg',
    when: 'end',
    take: { sum: 'hold' },
    where: both(primary, { column: 'hold', above: 0 }),
  },
  legs_longest_hold: { fact: 'leg', when: 'end', take: { max: 'longest_hold' }, where: primary },
  legs_short: legs(primary, { column: 'talk', below: 10_000 }),
  legs_ended_by_agent: legs(primary, { column: 'ended_by', is: ['agent'] }),
  transfers_blind: legs(primary, { column: 'transfer', is: ['blind'] }),
  transfers_consult: legs(primary, { column: 'transfer', is: ['consult'] }),
  transfers_queue: legs(primary, { column: 'transfer', is: ['queue'] }),
  transfers_external: legs(primary, { column: 'transfer', is: ['external'] }),
  conferences: legs({ column: 'role', is: ['conference'] }),
  consults: legs({ column: 'role', is: ['consult'] }),
  // Offers to agents.
  offers_made: offers(),
  offers_missed: offers({ column: 'result', is: ['rona', 'rejected'] }),
  // Agents' time.
  time_staffed: { fact: 'span', when: 'clip', take: 'time' },
  time_handling: stateTime(...HANDLING_STATES),
  time_ready: stateTime('READY'),
  // Agents at a moment.
  now_ready: agentsNow(state('READY')),
  now_reserved: agentsNow(state('RESERVED')),
  now_ringing: agentsNow(state('RINGING')),
  now_preview: agentsNow(state('PREVIEW')),
  now_dialing: agentsNow(state('DIALING')),
  now_talking: agentsNow(state('TALKING')),
  now_talking_in: agentsNow(state('TALKING'), { column: 'span_direction', is: ['in'] }),
  now_talking_out: agentsNow(state('TALKING'), { column: 'span_direction', is: ['out'] }),
  now_hold: agentsNow(state('HOLD')),
  now_acw: agentsNow(state('ACW')),
  now_not_ready: agentsNow(state('NOT_READY')),
  now_offline_work: agentsNow(state('OFFLINE_WORK')),
  now_staffed: agentsNow(),
  now_longest_in_state: { fact: 'span', when: 'moment', take: { maxTime: true } },
  now_active_for_queue: { ...agentsNow(state('READY', ...HANDLING_STATES)), perListedQueue: true },
} as const satisfies Record<string, Aggregate>;

export type AggregateName = keyof typeof AGGREGATES;

/** The aggregate of that name, in its general type. */
export const aggregate = (name: AggregateName): Aggregate => AGGREGATES[name];

/** True where the number of a long period is made of those of its quarter hours, so that a roll-up can hold it. */
export const isAdditive = (name: AggregateName): boolean => {
  const { when } = aggregate(name);
  return when !== 'moment' && when !== 'waiting';
};

/** True where the condition needs a setting of reading: it is judged on the histogram, never stored. */
export function needsThreshold(condition: Condition | undefined): boolean {
  if (!condition) return false;
  if ('all' in condition) return condition.all.some(needsThreshold);
  return 'atMost' in condition || 'over' in condition;
}
