import type { AggregateName } from '../aggregates.ts';
import { count, gauge, mean, ratio, sum, type Definition } from '../definition.ts';
import type { MetricTarget } from '../settings.ts';

const ofPasses = (
  code: string,
  of: AggregateName,
  better: Definition['better'],
  target: MetricTarget | undefined,
): Definition => ({
  code,
  unit: 'ratio',
  better,
  attribution: 'X',
  formula: ratio(sum(of), sum('ivr_passes')),
  ...(target ? { target } : {}),
  source: 'Domain 1.5, by the end of the pass',
});

const firstResponse = (share: number): Definition => ({
  code: 'V06',
  unit: 'seconds',
  better: 'lower',
  attribution: 'R',
  formula: { kind: 'quantile', of: 'first_response_times', share },
  source: 'Domain 1.5',
});

/** Self-service and the written media (domain 1.5). */
export const SELF_SERVICE = {
  ivr_entries: {
    code: 'V01',
    unit: 'count',
    better: 'neither',
    attribution: 'X',
    formula: count('ivr_passes'),
    source: 'Domain 1.5, by the end of the pass',
  },
  ivr_time_avg: mean('V01', 'neither', sum('ivr_time'), sum('ivr_passes_with_time'), 'X'),
  ivr_containment: ofPasses('V02', 'ivr_contained', 'higher', { target: 0.3, breach: 0.2 }),
  ivr_abandon_rate: ofPasses('V04', 'ivr_abandoned', 'lower', { target: 0.05, breach: 0.1 }),
  ivr_failure_rate: ofPasses('V04', 'ivr_failed', 'lower', { target: 0.01, breach: 0.03 }),
  self_service_share: {
    code: 'V03',
    unit: 'ratio',
    better: 'higher',
    attribution: 'X',
    formula: ratio(sum('ivr_contained'), sum('ivr_contained', 'offered')),
    source: 'Domain 1.5, form (a), case 004',
  },
  ivr_port_use: {
    code: 'V03',
    unit: 'ratio',
    better: 'neither',
    attribution: 'X',
    formula: {
      kind: 'computed',
      of: ['ivr_port_time', 'ivr_port_seconds_there'],
      // ms over millionths of a second.
      value: (sum) => {
        const thereMs = sum('ivr_port_seconds_there') / 1_000;
        return thereMs === 0 ? null : sum('ivr_port_time') / thereMs;
      },
    },
    source: 'Domain 1.5, form (b); the seconds there as told by metric.set ivr.port_seconds',
  },
  function_coverage: {
    code: 'V05',
    unit: 'ratio',
    better: 'higher',
    attribution: 'P',
    formula: ratio(sum('functions_digital'), sum('functions_hotline')),
    target: { target: 0.9 },
    source: 'Domain 1.5, case of a card centre; told by metric.set functions.digital, functions.hotline',
    live: false,
  },
  digital_share: {
    code: 'V05',
    unit: 'ratio',
    better: 'higher',
    attribution: 'W',
    formula: ratio(sum('handled_digital'), sum('handled_by_medium')),
    source: 'Domain 1.5, channel mix',
  },
  first_response_p50: firstResponse(0.5),
  first_response_p90: { ...firstResponse(0.9), target: { target: 60, breach: 120 } },
  first_response_avg: mean('V06', 'lower', sum('first_response_time'), sum('first_responses'), 'R'),
  reply_avg: {
    ...mean('V07', 'lower', sum('reply_gap'), sum('replies'), 'R'),
    target: { target: 60, breach: 120 },
    source: 'Domain 1.5; from the first message not replied to yet, of the 24 hours before',
  },
  concurrency: {
    code: 'V08',
    unit: 'number',
    better: 'neither',
    attribution: 'X',
    formula: ratio(sum('attended_talk', 'attended_hold'), sum('attended_focus')),
    source: 'Domain 1.5: session time over the time that agents gave to the sessions',
  },
  session_focus_avg: mean('V08', 'neither', sum('attended_focus'), sum('attended_sessions'), 'X'),
  concurrency_now: {
    code: 'V08',
    unit: 'number',
    better: 'neither',
    attribution: 'S',
    formula: {
      kind: 'derived',
      now: ['now_sessions', 'now_session_agents'],
      lastHour: [],
      value: (sum) => (sum('now_session_agents') === 0 ? null : sum('now_sessions') / sum('now_session_agents')),
    },
    target: { target: 2.5, breach: 3 },
    source: 'Domain 1.5: open sessions over agents with one',
    dimensions: ['site', 'queue', 'media', 'team', 'country'],
  },
  backlog: {
    code: 'V09',
    unit: 'count',
    better: 'lower',
    attribution: 'S',
    formula: gauge('backlog'),
    source: 'Domain 1.5',
  },
  backlog_oldest: {
    code: 'V09',
    unit: 'seconds',
    better: 'lower',
    attribution: 'S',
    formula: { kind: 'gauge', longest: 'backlog_longest' },
    source: 'Domain 1.5',
  },
} as const satisfies Record<string, Definition>;
