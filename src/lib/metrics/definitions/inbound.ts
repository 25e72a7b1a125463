import type { AggregateName } from '../aggregates.ts';
import { CONTRACT, count, gauge, mean, ratio, sum, type Definition } from '../definition.ts';
import { estimatedWait } from '../estimated-wait.ts';
import type { Sum } from '../formula.ts';

const TRADE = 'Cisco, Genesys Cloud, 4PS';

const visitCount = (code: string, better: Definition['better'], of: AggregateName): Definition => ({
  code,
  unit: 'count',
  better,
  attribution: 'E',
  formula: count(of),
  source: CONTRACT,
});
const serviceLevel = (over: Sum, by: Sum, source = TRADE): Definition => ({
  code: 'I09',
  unit: 'ratio',
  better: 'higher',
  attribution: 'E',
  formula: ratio(over, by),
  target: { target: 0.8, breach: 0.7, marks: [0.9] },
  small: 'wilson',
  source,
});
/** Each visit by the formula that its queue has set: of queues with one formula this is that formula's number. */
const SERVICE_LEVEL_IN_FORCE = serviceLevel(sum('answered_in_time', 'level_abandoned_met'), {
  plus: ['answered', 'abandoned', 'level_waiting'],
  minus: ['level_short_left_out', 'level_in_time_left_out', 'level_all_left_out'],
});

/** Volume, waits, service level and outcome of queue visits (domain 1.1, 1.3). */
export const INBOUND = {
  offered: visitCount('I01', 'neither', 'offered'),
  answered: visitCount('I02', 'higher', 'answered'),
  abandoned: visitCount('I04', 'lower', 'abandoned'),
  short_abandoned: visitCount('I05', 'neither', 'abandoned_short'),
  flow_out: visitCount('I08', 'lower', 'flow_out'),
  timed_out: visitCount('I08', 'lower', 'timed_out'),
  callbacks_chosen: visitCount('I08', 'neither', 'callback'),
  system_errors: visitCount('I08', 'lower', 'system_error'),
  lost: visitCount('I08', 'lower', 'lost'),
  answer_rate: {
    code: 'I06',
    unit: 'ratio',
    better: 'higher',
    attribution: 'E',
    formula: ratio(sum('answered'), sum('visits')),
    small: 'wilson',
    target: { target: 0.85, breach: 0.8 },
    source: CONTRACT,
  },
  abandon_rate: {
    code: 'I07',
    unit: 'ratio',
    better: 'lower',
    attribution: 'E',
    formula: ratio(sum('abandoned'), sum('visits')),
    small: 'wilson',
    target: { target: 0.05, breach: 0.08 },
    source: CONTRACT,
  },
  flow_out_rate: {
    code: 'I08',
    unit: 'ratio',
    better: 'lower',
    attribution: 'E',
    formula: ratio(sum('flow_out', 'timed_out'), sum('visits')),
    target: { target: 0.02, breach: 0.05 },
    source: CONTRACT,
  },
  service_level: SERVICE_LEVEL_IN_FORCE,
  service_level_neg: serviceLevel(sum('answered_in_time'), sum('answered', 'abandoned', 'waiting_too_long')),
  service_level_ign: serviceLevel(sum('answered_in_time'), {
    plus: ['answered', 'abandoned', 'waiting_too_long'],
    minus: ['abandoned_in_time'],
  }),
  service_level_pos: serviceLevel(
    sum('answered_in_time', 'abandoned_in_time'),
    sum('answered', 'abandoned', 'waiting_too_long'),
  ),
  service_level_ans: serviceLevel(sum('answered_in_time'), sum('answered')),
  service_level_short: serviceLevel(sum('answered_in_time'), {
    plus: ['answered', 'abandoned', 'waiting_too_long'],
    minus: ['abandoned_short'],
  }),
  asa: {
    ...mean('I10', 'lower', sum('answered_wait'), sum('answered'), 'E'),
    target: { target: 20, breach: 30 },
  },
  wait_p50: {
    code: 'I10',
    unit: 'seconds',
    better: 'lower',
    attribution: 'E',
    formula: { kind: 'quantile', of: 'answered_waits', share: 0.5 },
    source: CONTRACT,
  },
  wait_p90: {
    code: 'I10',
    unit: 'seconds',
    better: 'lower',
    attribution: 'E',
    formula: { kind: 'quantile', of: 'answered_waits', share: 0.9 },
    source: CONTRACT,
  },
  time_to_abandon: mean('I11', 'neither', sum('abandoned_wait'), sum('abandoned'), 'E'),
  wait_max: {
    code: 'I12',
    unit: 'seconds',
    better: 'lower',
    attribution: 'E',
    formula: { kind: 'max', of: 'wait_max' },
    source: 'Amazon Connect, maximum queued time',
  },
  longest_wait: {
    code: 'I12',
    unit: 'seconds',
    better: 'lower',
    attribution: 'S',
    formula: { kind: 'gauge', longest: 'waiting_longest' },
    target: { target: 60, breach: 120 },
    source: CONTRACT,
  },
  queue_depth: {
    code: 'I13',
    unit: 'count',
    better: 'lower',
    attribution: 'S',
    formula: gauge('waiting'),
    source: CONTRACT,
  },
  estimated_wait: {
    code: 'I14',
    unit: 'seconds',
    better: 'lower',
    attribution: 'S',
    formula: {
      kind: 'derived',
      now: ['waiting', 'now_active_for_queue'],
      lastHour: ['handled', 'talk', 'hold', 'acw', 'abandoned', 'visits'],
      value: estimatedWait,
    },
    source: 'Genesys Cloud, form (a)',
    report: false,
    dimensions: ['site', 'queue'],
  },
} as const satisfies Record<string, Definition>;
