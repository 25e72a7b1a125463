import type { Definition } from '../definition.ts';
import { weightedError } from '../forecast-error.ts';
import type { SumReader } from '../formula.ts';

const staffRequired = (sum: SumReader): number | null =>
  sum('staff_required_told') === 0 ? null : sum('staff_required') / 1_000_000;

const OF_QUEUES = ['site', 'queue'] as const;

/** What was planned, beside what came (domain 1.1, 1.4). */
export const PLANS = {
  forecast_offered: {
    code: 'I15',
    unit: 'number',
    better: 'neither',
    attribution: 'P',
    formula: { kind: 'value', of: 'forecast_offered', known: 'forecasts_offered' },
    source: 'Contract 2, metric.set forecast.offered',
  },
  // A forecast tells seconds, a time is kept in ms: a thousand millionths of a second.
  forecast_aht: {
    code: 'I15',
    unit: 'seconds',
    better: 'neither',
    attribution: 'P',
    formula: {
      kind: 'computed',
      of: ['forecast_aht', 'forecasts_aht'],
      value: (sum) => (sum('forecasts_aht') === 0 ? null : sum('forecast_aht') / sum('forecasts_aht') / 1_000),
      n: 'forecasts_aht',
    },
    source: 'Contract 2, metric.set forecast.aht in seconds',
  },
  forecast_deviation: {
    code: 'I15',
    unit: 'ratio',
    better: 'neither',
    attribution: 'E',
    formula: {
      kind: 'computed',
      of: ['offered', 'forecast_offered'],
      value: (sum) => {
        const forecast = sum('forecast_offered') / 1_000_000;
        return forecast === 0 ? null : (sum('offered') - forecast) / forecast;
      },
    },
    source: 'Domain 1.1: totals of the period',
  },
  forecast_error: {
    code: 'I15',
    unit: 'ratio',
    better: 'lower',
    attribution: 'E',
    formula: {
      kind: 'computed',
      of: ['offered_by_slot', 'forecast_by_slot', 'forecasts_by_slot'],
      value: (_sum, slots) =>
        weightedError(slots('offered_by_slot'), slots('forecast_by_slot'), slots('forecasts_by_slot')),
    },
    target: { target: 0.1, breach: 0.2 },
    source: 'Domain 1.1: WAPE by the quarter hour',
  },
  staff_required: {
    code: 'A10',
    unit: 'number',
    better: 'neither',
    attribution: 'S',
    formula: { kind: 'derived', now: ['staff_required', 'staff_required_told'], lastHour: [], value: staffRequired },
    source: 'Contract 2, metric.set staff.required',
    dimensions: OF_QUEUES,
  },
  staffing_gap: {
    code: 'A10',
    unit: 'number',
    better: 'higher',
    attribution: 'S',
    formula: {
      kind: 'derived',
      now: ['now_active_for_queue', 'staff_required', 'staff_required_told'],
      lastHour: [],
      value: (sum) => {
        const required = staffRequired(sum);
        return required === null ? null : sum('now_active_for_queue') - required;
      },
    },
    target: { target: 0, breach: -1 },
    source: 'Domain 1.4: agents ready or handling who serve the queue, less those required',
    dimensions: OF_QUEUES,
  },
} as const satisfies Record<string, Definition>;
