import { HOUR_MS, SLOT_MS } from '../../time/interval.ts';
import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { told } from './told-figures.ts';

const lengthAtMost = (ms: number): Condition => ({ not: { column: 'length', above: ms } });
const forecast = (metric: string, take: Aggregate['take'], lengthMs: number = HOUR_MS): Aggregate => ({
  fact: 'metric',
  when: 'within',
  take,
  where: both(told(metric), lengthAtMost(lengthMs)),
});
const required = (take: Aggregate['take']): Aggregate => ({
  fact: 'metric',
  when: 'moment',
  take,
  where: told('staff.required'),
});

/**
 * What was planned. Plans for an hour or less only: the plan of a day is not added to that of its intervals; by the
 * quarter hour, those for a quarter hour or less.
 */
export const PLAN_AGGREGATES = {
  forecast_offered: forecast('forecast.offered', { sum: 'value' }),
  forecasts_offered: forecast('forecast.offered', 'count'),
  forecast_aht: forecast('forecast.aht', { sum: 'value' }),
  forecasts_aht: forecast('forecast.aht', 'count'),
  forecast_by_slot: forecast('forecast.offered', { slots: { sum: 'value' } }, SLOT_MS),
  forecasts_by_slot: forecast('forecast.offered', { slots: 'count' }, SLOT_MS),
  offered_by_slot: { fact: 'visit', when: 'entry', take: { slots: 'count' } },
  staff_required: required({ sum: 'value' }),
  staff_required_told: required('count'),
} as const satisfies Record<string, Aggregate>;
