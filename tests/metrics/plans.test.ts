import { expect, test } from 'vitest';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const told = (floor: SmallFloor, metric: string, from: number, value: number, lengthMs = SLOT_MS, d: object = {}) =>
  floor.send('metric.set', TEN - HOUR_MS, { metric, period: { from, to: from + lengthMs }, value, ...d });
const OF_PLANS = ['forecast_offered', 'forecast_aht', 'forecast_deviation', 'forecast_error'];

test('[MT48] forecasts count once their time is over; deviation is of totals, error by the quarter hour that has a forecast', () => {
  const floor = new SmallFloor();
  told(floor, 'forecast.offered', TEN, 8.5);
  told(floor, 'forecast.offered', TEN + SLOT_MS, 7.5);
  told(floor, 'forecast.offered', TEN + 2 * SLOT_MS, 99);
  told(floor, 'forecast.offered', TEN - HOUR_MS, 500, 24 * HOUR_MS);
  told(floor, 'forecast.aht', TEN, 200);
  told(floor, 'forecast.aht', TEN + SLOT_MS, 300);
  floor.visits(10, 'answered', 1_000).visits(5, 'abandoned', 1_000, { at: TEN + SLOT_MS });
  floor.visits(5, 'answered', 1_000, { at: TEN - SLOT_MS });
  expect(floor.row(OF_PLANS, TEN + 2 * SLOT_MS)).toEqual({
    forecast_offered: 16,
    forecast_aht: 250,
    forecast_deviation: 4 / 16,
    forecast_error: (1.5 + 2.5) / 15,
  });
  expect(floor.row(OF_PLANS, TEN + 2 * SLOT_MS, { window: '15m', basis: 'entry' })).toEqual({
    forecast_offered: 7.5,
    forecast_aht: 300,
    forecast_deviation: -2.5 / 7.5,
    forecast_error: 0.5,
  });
});

test('[MT48] the error weighs a forecast of nothing, and is null where nothing came', () => {
  const floor = new SmallFloor();
  told(floor, 'forecast.offered', TEN, 0);
  told(floor, 'forecast.offered', TEN + SLOT_MS, 2);
  floor.send('producer.heartbeat', TEN + SLOT_MS, {});
  expect(floor.value('forecast_error', TEN + 2 * SLOT_MS)).toBeNull();
  floor.visits(4, 'answered', 1_000);
  expect(floor.value('forecast_error', TEN + 2 * SLOT_MS)).toBe(6 / 4);
});

test('[MT49] the staffing gap is who is ready or handling for the queue, less what the plan of the moment requires', () => {
  const floor = new SmallFloor();
  const own = { site: 'cs' };
  for (const [agent, state, queues] of [
    ['a1', 'READY', ['svc', 'col']],
    ['a2', 'TALKING', ['svc']],
    ['a3', 'NOT_READY', ['svc']],
    ['a4', 'ACW', ['col']],
  ] as const)
    floor.state(agent, state, TEN, undefined, { ...own, queues });
  const plan = (queue: string, from: number, value: number) =>
    told(floor, 'staff.required', from, value, SLOT_MS, { ...own, scope: { queue } });
  plan('svc', TEN, 3.5);
  plan('svc', TEN + SLOT_MS, 1);
  plan('vip', TEN, 2);
  floor.send('producer.heartbeat', TEN + SLOT_MS, own);
  const ask = (asOf: number) =>
    floor.rows(['staff_required', 'staffing_gap'], asOf, { by: ['queue'], window: 'now', filter: { site: ['cs'] } });
  expect(ask(TEN + 60_000)).toEqual([
    { queue: 'col', staff_required: null, staffing_gap: null },
    { queue: 'svc', staff_required: 3.5, staffing_gap: -1.5 },
    { queue: 'vip', staff_required: 2, staffing_gap: -2 },
  ]);
  // The plan that ends at the moment is still the plan of it.
  expect(ask(TEN + SLOT_MS)[1]).toEqual({ queue: 'svc', staff_required: 3.5, staffing_gap: -1.5 });
  expect(ask(TEN + SLOT_MS + 1_000)[1]).toEqual({ queue: 'svc', staff_required: 1, staffing_gap: 1 });
});
