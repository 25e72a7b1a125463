import type { Aggregate, Condition } from '../aggregate.ts';

/** A number that somebody else counts (`metric.set`), by its name. */
export const told = (metric: string): Condition => ({ column: 'metric', text: [metric] });

/** The sum of what was told for periods within, in millionths. */
export const figure = (metric: string): Aggregate => ({
  fact: 'metric',
  when: 'within',
  take: { sum: 'value' },
  where: told(metric),
});

/** How many numbers of that name were told. */
export const figures = (metric: string): Aggregate => ({ ...figure(metric), take: 'count' });
