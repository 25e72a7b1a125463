import type { AggregateName } from '../aggregates.ts';
import { count, gauge, ratio, sum, type Definition } from '../definition.ts';

const inUse = (of: AggregateName): Definition => ({
  code: 'P06',
  unit: 'count',
  better: 'neither',
  attribution: 'S',
  formula: gauge(of),
  source: 'Contract 2, line.status',
});
const peak = (of: AggregateName): Definition => ({
  code: 'P06',
  unit: 'count',
  better: 'neither',
  attribution: 'X',
  formula: { kind: 'max', of },
  source: 'Contract 2: greatest sample of any one group of lines',
});

/** Lines and links (domain 1.1, 1.10). */
export const LINES = {
  lines_in_use: inUse('now_lines_in_use'),
  lines_in_use_in: inUse('now_lines_in_use_in'),
  lines_in_use_out: inUse('now_lines_in_use_out'),
  line_capacity: inUse('now_line_capacity'),
  line_occupancy: {
    code: 'P06',
    unit: 'ratio',
    better: 'lower',
    attribution: 'S',
    formula: ratio(sum('now_lines_busy'), sum('now_lines_there')),
    target: { target: 0.8, breach: 0.95 },
    source: 'Domain 1.10; groups that tell use and capacity',
  },
  links_up: {
    code: 'P06',
    unit: 'count',
    better: 'higher',
    attribution: 'S',
    formula: {
      kind: 'derived',
      now: ['now_links_up', 'now_links_told'],
      lastHour: [],
      value: (sum) => (sum('now_links_told') === 0 ? null : sum('now_links_up')),
    },
    target: { target: 2, breach: 1 },
    source: 'Domain 1.10, case 001',
    dimensions: ['site', 'direction', 'country'],
  },
  lines_peak_in: peak('lines_peak_in'),
  lines_peak_out: peak('lines_peak_out'),
  lines_blocked: {
    code: 'I17',
    unit: 'count',
    better: 'lower',
    attribution: 'X',
    formula: count('lines_blocked'),
    source: 'Domain 1.1: growth of the counter of the switch',
  },
} as const satisfies Record<string, Definition>;
