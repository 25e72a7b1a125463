import type { AggregateName } from '../aggregates.ts';
import { CONTRACT, gauge, ratio, sum, type Definition } from '../definition.ts';

const agents = (of: AggregateName): Definition => ({
  code: 'A01',
  unit: 'count',
  better: 'neither',
  attribution: 'S',
  formula: gauge(of),
  source: CONTRACT,
});

/** Agents by state, and their time (domain 1.4). */
export const AGENTS = {
  agents_ready: agents('now_ready'),
  agents_reserved: agents('now_reserved'),
  agents_ringing: agents('now_ringing'),
  agents_preview: agents('now_preview'),
  agents_dialing: agents('now_dialing'),
  agents_talking: agents('now_talking'),
  agents_talking_in: agents('now_talking_in'),
  agents_talking_out: agents('now_talking_out'),
  agents_hold: agents('now_hold'),
  agents_acw: agents('now_acw'),
  agents_not_ready: agents('now_not_ready'),
  agents_offline_work: agents('now_offline_work'),
  agents_staffed: agents('now_staffed'),
  state_longest: {
    code: 'A02',
    unit: 'seconds',
    better: 'neither',
    attribution: 'S',
    formula: { kind: 'gauge', longest: 'now_longest_in_state' },
    source: CONTRACT,
  },
  staffed_time: {
    code: 'A03',
    unit: 'seconds',
    better: 'neither',
    attribution: 'C',
    formula: { kind: 'sum', of: sum('time_staffed') },
    source: CONTRACT,
  },
  occupancy: {
    code: 'A04',
    unit: 'ratio',
    better: 'neither',
    attribution: 'C',
    formula: ratio(sum('time_handling'), sum('time_handling', 'time_ready')),
    source: CONTRACT,
  },
  utilisation: {
    code: 'A05',
    unit: 'ratio',
    better: 'higher',
    attribution: 'C',
    formula: ratio(sum('time_handling'), sum('time_staffed')),
    source: CONTRACT,
  },
} as const satisfies Record<string, Definition>;
