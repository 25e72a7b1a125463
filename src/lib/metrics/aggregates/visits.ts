import type { ServiceLevelFormula } from '../settings.ts';
import { both, type Aggregate, type Condition } from '../aggregate.ts';

const outcome = (...outcomes: string[]): Condition => ({ column: 'outcome', is: outcomes });
const visits = (where?: Condition): Aggregate => ({ fact: 'visit', when: 'basis', take: 'count', where });
const waits = (where: Condition): Aggregate => ({ fact: 'visit', when: 'basis', take: { sum: 'wait' }, where });

const ANSWERED = outcome('answered');
const ABANDONED = outcome('abandoned');
const WITHIN_THRESHOLD: Condition = { column: 'wait', atMost: 'slThresholdMs' };
const WITHIN_SHORT: Condition = { column: 'wait', atMost: 'shortAbandonMs' };

/**
 * What the formulas of the service level make of those who abandoned or still wait, each for the visits of the queues that
 * count by it: no setting but the default leaves only `level_short_left_out` other than 0.
 */
const levelBy = (...formulas: ServiceLevelFormula[]): Condition => ({ levelBy: formulas });

/** Visits of queues. */
export const VISIT_AGGREGATES = {
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
  level_abandoned_met: visits(both(ABANDONED, WITHIN_THRESHOLD, levelBy('pos'))),
  level_short_left_out: visits(both(ABANDONED, WITHIN_SHORT, levelBy('short'))),
  level_in_time_left_out: visits(both(ABANDONED, WITHIN_THRESHOLD, levelBy('ign'))),
  level_all_left_out: visits(both(ABANDONED, levelBy('ans'))),
  level_waiting: {
    fact: 'visit',
    when: 'waiting',
    take: 'count',
    where: both({ column: 'wait', over: 'slThresholdMs' }, levelBy('short', 'neg', 'ign', 'pos')),
  },
  waiting: { fact: 'visit', when: 'moment', take: 'count' },
  waiting_longest: { fact: 'visit', when: 'moment', take: { maxTime: true } },
} as const satisfies Record<string, Aggregate>;
