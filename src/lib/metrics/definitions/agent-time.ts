import type { AggregateName } from '../aggregates.ts';
import { mean, ratio, sum, type Definition } from '../definition.ts';
import { DIMENSIONS } from '../dimensions.ts';
import { occupancySpread } from '../occupancy-spread.ts';
import type { MetricTarget } from '../settings.ts';

const time = (code: string, of: AggregateName): Definition => ({
  code,
  unit: 'seconds',
  better: 'neither',
  attribution: 'C',
  formula: { kind: 'sum', of: sum(of) },
  source: 'Domain 1.4',
});
/** A share of staffed time; by state or reason it would be a share of itself. */
const shareOfStaffed = (code: string, of: AggregateName, target?: MetricTarget): Definition => ({
  code,
  unit: 'ratio',
  better: target ? 'lower' : 'neither',
  attribution: 'C',
  formula: ratio(sum(of), sum('time_staffed')),
  ...(target ? { target } : {}),
  source: 'Domain 1.4',
  dimensions: DIMENSIONS,
});
/** A share that somebody else counts; several of a period stand by their mean. */
const toldShare = (better: Definition['better'], of: AggregateName, n: AggregateName): Definition => ({
  code: 'A14',
  unit: 'ratio',
  better,
  attribution: 'P',
  formula: {
    kind: 'computed',
    of: [of, n],
    value: (sum) => (sum(n) === 0 ? null : sum(of) / sum(n) / 1_000_000),
    n,
  },
  source: 'Domain 1.4, told by metric.set',
});

/** Agents' time by what they did in it, and what the personnel office says (domain 1.4). */
export const AGENT_TIME = {
  // By agent there is nothing to compare.
  occupancy_spread: {
    code: 'A13',
    unit: 'points',
    better: 'lower',
    attribution: 'C',
    formula: {
      kind: 'computed',
      of: ['handling_by_agent', 'ready_by_agent'],
      value: (_sum, _slots, agents) => occupancySpread(agents('handling_by_agent'), agents('ready_by_agent')),
    },
    target: { target: 15 },
    source: 'Domain 1.4; nearest rank, over agents',
    dimensions: DIMENSIONS.filter((name) => name !== 'agent'),
  },
  not_ready_time: time('A11', 'time_not_ready'),
  not_ready_share: shareOfStaffed('A11', 'time_not_ready', { target: 0.15, breach: 0.25 }),
  ready_time: time('A09', 'time_ready'),
  ready_share: shareOfStaffed('A04', 'time_ready'),
  talk_share: shareOfStaffed('A04', 'time_talking'),
  hold_share: shareOfStaffed('A04', 'time_hold'),
  acw_share: shareOfStaffed('A04', 'time_acw'),
  offline_work_share: shareOfStaffed('A11', 'time_offline_work'),
  ready_per_contact: mean('A09', 'neither', sum('time_ready'), sum('handled'), 'C'),
  // A shift is paid as a whole: while it lasts, its hours and those worked are not of the same time.
  utilisation_paid: {
    code: 'A05',
    unit: 'ratio',
    better: 'higher',
    attribution: 'C',
    formula: ratio(sum('time_handling', 'time_ready'), sum('time_paid')),
    source: 'COPC; paid time of the shifts that began in the period',
    live: false,
    dimensions: ['site', 'team', 'agent', 'country'],
  },
  employee_satisfaction: toldShare('higher', 'employee_satisfaction', 'employee_satisfaction_told'),
  employee_attrition: toldShare('lower', 'employee_attrition', 'employee_attrition_told'),
} as const satisfies Record<string, Definition>;
