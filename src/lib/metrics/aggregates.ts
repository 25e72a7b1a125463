import type { Aggregate, Condition } from './aggregate.ts';
import { AGENT_AGGREGATES } from './aggregates/agents.ts';
import { LEG_AGGREGATES } from './aggregates/legs.ts';
import { OUTBOUND_AGGREGATES } from './aggregates/outbound.ts';
import { VISIT_AGGREGATES } from './aggregates/visits.ts';

export type { Aggregate, Attribution, Condition, Threshold } from './aggregate.ts';

/** Those of which the additive ones are columns of the roll-ups; a new one needs a migration. */
export const ROLLED_UP_AGGREGATES = { ...VISIT_AGGREGATES, ...LEG_AGGREGATES, ...AGENT_AGGREGATES } as const;

/** Every number that formulas are made of, by name. */
export const AGGREGATES = {
  ...ROLLED_UP_AGGREGATES,
  ...OUTBOUND_AGGREGATES,
} as const satisfies Record<string, Aggregate>;

export type AggregateName = keyof typeof AGGREGATES;

/** The aggregate of that name, in its general type. */
export const aggregate = (name: AggregateName): Aggregate => AGGREGATES[name];

/** True where the number of a long period is made of those of its quarter hours, so that a roll-up can hold it. */
export const isAdditive = (name: AggregateName): boolean => {
  const { when, take } = aggregate(name);
  if (typeof take === 'object' && 'distinct' in take) return false;
  return when !== 'moment' && when !== 'waiting' && when !== 'latest';
};

/** True where the condition needs a setting of reading: it is judged on the histogram, never stored. */
export function needsThreshold(condition: Condition | undefined): boolean {
  if (!condition) return false;
  if ('all' in condition) return condition.all.some(needsThreshold);
  if ('not' in condition) return needsThreshold(condition.not);
  return 'atMost' in condition || 'over' in condition;
}
