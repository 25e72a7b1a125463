import type { Aggregate } from '../aggregate.ts';
import { HANDLING_STATES } from './agents.ts';
import { figure, figures } from './told-figures.ts';

const stateTime = (state: string): Aggregate => ({
  fact: 'span',
  when: 'clip',
  take: 'time',
  where: { column: 'state', is: [state] },
});

const byAgent = (...states: string[]): Aggregate => ({
  fact: 'span',
  when: 'clip',
  take: { byAgent: 'time' },
  where: { column: 'state', is: states },
});

/** Agents' time by state, their paid time, and what the personnel office says of them. */
export const AGENT_TIME_AGGREGATES = {
  time_talking: stateTime('TALKING'),
  time_hold: stateTime('HOLD'),
  time_acw: stateTime('ACW'),
  time_not_ready: stateTime('NOT_READY'),
  time_offline_work: stateTime('OFFLINE_WORK'),
  handling_by_agent: byAgent(...HANDLING_STATES),
  ready_by_agent: byAgent('READY'),
  time_paid: { fact: 'schedule', when: 'entry', take: { sum: 'paid' } },
  employee_satisfaction: figure('employee.satisfaction'),
  employee_satisfaction_told: figures('employee.satisfaction'),
  employee_attrition: figure('employee.attrition'),
  employee_attrition_told: figures('employee.attrition'),
} as const satisfies Record<string, Aggregate>;
