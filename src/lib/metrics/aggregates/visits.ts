import { both, type Aggregate, type Condition } from '../aggregate.ts';

const outcome = (...outcomes: string[]): Condition => ({ column: 'outcome', is: outcomes });
const visits = (where?: Condition): Aggregate => ({ fact: 'visit', when: 'basis', take: 'count', where });
const waits = (where: Condition): Aggregate => ({ fact: 'visit', when: 'basis', take: { sum: 'wait' }, where });

const ANSWERED = outcome('answered');
const ABANDONED = outcome('abandoned');
const WITHIN_THRESHOLD: Condition = { column: 'wait', atMost: 'slThresholdMs' };
const WITHIN_SHORT: Condition = { column: 'wait', atMost: 'shortAbandonMs' };

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
  waiting: { fact: 'visit', when: 'moment', take: 'count' },
  waiting_longest: { fact: 'visit', when: 'moment', take: { maxTime: true } },
} as const satisfies Record<string, Aggregate>;
