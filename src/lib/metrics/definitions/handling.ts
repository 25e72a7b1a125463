import type { AggregateName } from '../aggregates.ts';
import { CONTRACT, count, mean, ratio, sum, type Definition } from '../definition.ts';
import type { MetricTarget } from '../settings.ts';

const legShare = (
  code: string,
  better: Definition['better'],
  target: MetricTarget | undefined,
  ...of: AggregateName[]
): Definition => ({
  code,
  unit: 'ratio',
  better,
  attribution: 'X',
  formula: ratio(sum(...of), sum('legs_ended')),
  ...(target ? { target } : {}),
  source: CONTRACT,
});
const legCount = (code: string, of: AggregateName): Definition => ({
  code,
  unit: 'count',
  better: 'neither',
  attribution: 'X',
  formula: count(of),
  source: CONTRACT,
});
/** What agents do with contacts (domain 1.2). */
export const HANDLING = {
  handled: {
    code: 'I03',
    unit: 'count',
    better: 'higher',
    attribution: 'W',
    formula: count('handled'),
    source: CONTRACT,
  },
  aht: mean('H01', 'neither', sum('talk', 'hold', 'acw'), sum('handled'), 'W'),
  talk_avg: mean('H02', 'neither', sum('talk'), sum('handled'), 'W'),
  acw_avg: { ...mean('H04', 'lower', sum('acw'), sum('handled'), 'W'), target: { target: 60, breach: 90 } },
  hold_avg: mean('H03', 'lower', sum('legs_hold_time'), sum('legs_held'), 'X'),
  hold_rate: legShare('H03', 'lower', { target: 0.25, breach: 0.35 }, 'legs_held'),
  hold_max: {
    code: 'H03',
    unit: 'seconds',
    better: 'lower',
    attribution: 'X',
    formula: { kind: 'max', of: 'legs_longest_hold' },
    source: CONTRACT,
  },
  transfer_rate: legShare(
    'H05',
    'lower',
    { target: 0.1, breach: 0.15 },
    'transfers_blind',
    'transfers_consult',
    'transfers_queue',
    'transfers_external',
  ),
  transfers_blind: legCount('H05', 'transfers_blind'),
  transfers_consult: legCount('H05', 'transfers_consult'),
  transfers_queue: legCount('H05', 'transfers_queue'),
  transfers_external: legCount('H05', 'transfers_external'),
  conferences: legCount('H06', 'conferences'),
  consults: legCount('H06', 'consults'),
  rona_rate: {
    code: 'H07',
    unit: 'ratio',
    better: 'lower',
    attribution: 'X',
    formula: ratio(sum('offers_missed'), sum('offers_made')),
    target: { target: 0.02, breach: 0.05 },
    source: CONTRACT,
  },
  short_calls: legShare('H09', 'lower', { target: 0.02, breach: 0.05 }, 'legs_short'),
  agent_first_rate: legShare('H10', 'neither', undefined, 'legs_ended_by_agent'),
} as const satisfies Record<string, Definition>;
