import type { Aggregate, Condition } from '../aggregate.ts';

const stateTime = (state: string): Aggregate => ({
  fact: 'span',
  when: 'clip',
  take: 'time',
  where: { column: 'state', is: [state] },
});
const told = (metric: string): Condition => ({ column: 'metric', text: [metric] });
const value = (metric: string): Aggregate => ({
  fact: 'metric',
  when: 'within',
  take: { sum: 'value' },
  where: told(metric),
});
const values = (metric: string): Aggregate => ({ fact: 'metric', when: 'within', take: 'count', where: told(metric) });

/** Agents' time by state, their paid time, and what the personnel office says of them. */
export const AGENT_TIME_AGGREGATES = {
  time_talking: stateTime('TALKING'),
  time_hold: stateTime('HOLD'),
  time_acw: stateTime('ACW'),
  time_not_ready: stateTime('NOT_READY'),
  time_offline_work: stateTime('OFFLINE_WORK'),
  time_paid: { fact: 'schedule', when: 'entry', take: { sum: 'paid' } },
  employee_satisfaction: value('employee.satisfaction'),
  employee_satisfaction_told: values('employee.satisfaction'),
  employee_attrition: value('employee.attrition'),
  employee_attrition_told: values('employee.attrition'),
} as const satisfies Record<string, Aggregate>;
