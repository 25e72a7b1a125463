import type { Aggregate, Condition } from './aggregate.ts';
import { AGENT_AGGREGATES } from './aggregates/agents.ts';
import { AGENT_TIME_AGGREGATES } from './aggregates/agent-time.ts';
import { CONTACT_AGGREGATES } from './aggregates/contacts.ts';
import { LINE_AGGREGATES } from './aggregates/lines.ts';
import { PLAN_AGGREGATES } from './aggregates/plans.ts';
import { SELF_SERVICE_AGGREGATES } from './aggregates/self-service.ts';
import { LEG_AGGREGATES } from './aggregates/legs.ts';
import { LOAN_AGGREGATES } from './aggregates/loans.ts';
import { OUTBOUND_AGGREGATES } from './aggregates/outbound.ts';
import { SECOND_ORDER_AGGREGATES } from './aggregates/second-order.ts';
import { QUALITY_AGGREGATES } from './aggregates/quality.ts';
import { SALES_AGGREGATES } from './aggregates/sales.ts';
import { VISIT_AGGREGATES } from './aggregates/visits.ts';
import { WORK_AGGREGATES } from './aggregates/work.ts';

export type { Aggregate, Attribution, Condition, Threshold } from './aggregate.ts';

/** Those of which the additive ones are columns of the roll-ups; a new one needs a migration. */
export const ROLLED_UP_AGGREGATES = { ...VISIT_AGGREGATES, ...LEG_AGGREGATES, ...AGENT_AGGREGATES } as const;

/** Every number that formulas are made of, by name. */
export const AGGREGATES = {
  ...ROLLED_UP_AGGREGATES,
  ...CONTACT_AGGREGATES,
  ...SELF_SERVICE_AGGREGATES,
  ...LINE_AGGREGATES,
  ...AGENT_TIME_AGGREGATES,
  ...PLAN_AGGREGATES,
  ...OUTBOUND_AGGREGATES,
  ...QUALITY_AGGREGATES,
  ...SALES_AGGREGATES,
  ...WORK_AGGREGATES,
  ...LOAN_AGGREGATES,
  ...SECOND_ORDER_AGGREGATES,
} as const satisfies Record<string, Aggregate>;

export type AggregateName = keyof typeof AGGREGATES;

/** The aggregate of that name, in its general type. */
export const aggregate = (name: AggregateName): Aggregate => AGGREGATES[name];

/** True where it counts different values: sets do not add up. */
export const countsDistinct = (name: AggregateName): boolean => {
  const { take } = aggregate(name);
  return typeof take === 'object' && 'distinct' in take;
};

/** True where the number of a long period is made of those of its quarter hours, so that a roll-up can hold it. */
export const isAdditive = (name: AggregateName): boolean => {
  const { when } = aggregate(name);
  if (countsDistinct(name)) return false;
  return when !== 'moment' && when !== 'waiting' && when !== 'latest';
};

/** True where the condition needs a setting of reading: it is judged on what is rolled up, never stored. */
export function needsThreshold(condition: Condition | undefined): boolean {
  if (!condition) return false;
  if ('all' in condition) return condition.all.some(needsThreshold);
  if ('not' in condition) return needsThreshold(condition.not);
  return 'atMost' in condition || 'over' in condition || 'levelBy' in condition;
}
