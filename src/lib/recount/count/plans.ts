import {
  beganIn,
  decimal,
  lastsAt,
  momentOf,
  msIn,
  share,
  told,
  total,
  wholly,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

const QUARTER_HOUR_MS = 900_000;
const HOUR_MS = 3_600_000;
const HANDLING = ['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'];

/** What was planned, beside what came; agents' time by what they did; what the personnel office says (domain 1.1, 1.4). */
export function countPlans(
  things: Things,
  serves: readonly Thing[],
  period: RecountPeriod,
  queues: readonly (string | null)[] | null,
): Numbers {
  const { metric, visit, span, handle, schedule } = things;
  const moment = momentOf(period);
  const forecasts = (name: string, longestMs: number): Thing[] =>
    metric.filter((thing) => thing.d.metric === name && thing.to! - thing.from <= longestMs && wholly(thing, period));
  const offered = visit.filter((thing) => beganIn(thing, period));
  const expected = forecasts('forecast.offered', HOUR_MS);
  const forecast = total(expected, ({ d }) => decimal(d.value));
  const times = forecasts('forecast.aht', HOUR_MS);
  const required = metric.filter((thing) => thing.d.metric === 'staff.required' && lastsAt(thing, moment));
  const staff = required.length === 0 ? null : total(required, ({ d }) => decimal(d.value));
  const serving = servingAt(serves, queues, moment);
  const timeIn = (...states: string[]): number =>
    total(
      span.filter(({ d }) => states.includes(d.state as string)),
      (thing) => msIn(thing, period),
    );
  const staffedMs = total(span, (thing) => msIn(thing, period));
  const handled = handle.filter(
    (thing) =>
      (thing.d.role ?? 'primary') === 'primary' && thing.to !== null && thing.to >= period.fromMs && thing.to < moment,
  ).length;
  const paidMs = total(
    schedule.filter((thing) => beganIn(thing, period)),
    ({ d }) => d.paidMs as number,
  );
  return {
    forecast_offered: expected.length === 0 ? null : forecast,
    forecast_aht: share(
      total(times, ({ d }) => decimal(d.value)),
      times.length,
    ),
    forecast_deviation: share(offered.length - forecast, forecast),
    forecast_error: weightedError(offered, forecasts('forecast.offered', QUARTER_HOUR_MS)),
    staff_required: staff,
    staffing_gap: staff === null ? null : serving.length - staff,
    not_ready_time: timeIn('NOT_READY') / 1_000,
    not_ready_share: share(timeIn('NOT_READY'), staffedMs),
    ready_time: timeIn('READY') / 1_000,
    ready_share: share(timeIn('READY'), staffedMs),
    talk_share: share(timeIn('TALKING'), staffedMs),
    hold_share: share(timeIn('HOLD'), staffedMs),
    acw_share: share(timeIn('ACW'), staffedMs),
    offline_work_share: share(timeIn('OFFLINE_WORK'), staffedMs),
    ready_per_contact: handled === 0 ? null : timeIn('READY') / handled / 1_000,
    utilisation_paid: share(timeIn('READY', ...HANDLING), paidMs),
    employee_satisfaction: meanTold(metric, 'employee.satisfaction', period),
    employee_attrition: meanTold(metric, 'employee.attrition', period),
  };
}

/** Stays of agents who are ready or at work and list one of the queues, whatever queue their event names; null: any. */
export function servingAt(
  stays: readonly Thing[],
  queues: readonly (string | null)[] | null,
  moment: number,
): readonly Thing[] {
  return stays.filter((stay) => {
    const listed = (stay.d.queues ?? []) as string[];
    const isListed = queues === null ? listed.length > 0 : listed.some((queue) => queues.includes(queue));
    const { state } = stay.d;
    return isListed && (state === 'READY' || HANDLING.includes(state as string)) && lastsAt(stay, moment);
  });
}

const meanTold = (metrics: readonly Thing[], name: string, period: RecountPeriod): number | null => {
  const { sum, n } = told(metrics, name, period);
  return share(sum, n);
};

/** |came - forecast| over what came, both by the quarter hour, over those that have a forecast. */
function weightedError(offered: readonly Thing[], forecasts: readonly Thing[]): number | null {
  const quarterHour = ({ from }: Thing): number => Math.floor(from / QUARTER_HOUR_MS);
  const known = new Map<number, number>();
  for (const forecast of forecasts) {
    known.set(quarterHour(forecast), (known.get(quarterHour(forecast)) ?? 0) + decimal(forecast.d.value));
  }
  let [error, came] = [0, 0];
  for (const [slot, forecast] of known) {
    const actual = offered.filter((visit) => quarterHour(visit) === slot).length;
    error += Math.abs(actual - forecast);
    came += actual;
  }
  return share(error, came);
}
