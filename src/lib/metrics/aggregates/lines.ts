import { both, type Aggregate, type Condition } from '../aggregate.ts';

const IN: Condition = { dimension: 'direction', in: ['in'] };
const OUT: Condition = { dimension: 'direction', in: ['out'] };
const now = (column: string, where?: Condition): Aggregate => ({
  fact: 'line',
  when: 'latest',
  take: { sum: column },
  where,
});
const peak = (where: Condition): Aggregate => ({ fact: 'line', when: 'end', take: { max: 'in_use' }, where });

/** What switches say of groups of lines and of network links. */
export const LINE_AGGREGATES = {
  now_lines_in_use: now('in_use'),
  now_lines_in_use_in: now('in_use', IN),
  now_lines_in_use_out: now('in_use', OUT),
  now_line_capacity: now('capacity'),
  // Occupancy is of the groups that tell both.
  now_lines_busy: now('in_use', { column: 'capacity', above: 0 }),
  now_lines_there: now('capacity', { column: 'in_use', absent: false }),
  now_links_up: { fact: 'line', when: 'latest', take: { distinct: 'link' }, where: { column: 'up', equals: 1 } },
  now_links_told: {
    fact: 'line',
    when: 'latest',
    take: 'count',
    where: both({ column: 'up', absent: false }, { column: 'link', absent: false }),
  },
  lines_peak_in: peak(IN),
  lines_peak_out: peak(OUT),
  lines_blocked: { fact: 'line', when: 'growth', take: { growth: true } },
} as const satisfies Record<string, Aggregate>;
