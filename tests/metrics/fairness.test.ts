import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const ASOF = TEN + HOUR_MS;

/** An agent who was ready for some minutes and then talked until the end of the hour. */
function works(floor: SmallFloor, agent: string, readyMinutes: number, dims: object = {}): void {
  const talksAt = TEN + readyMinutes * MINUTE_MS;
  floor.state(agent, 'READY', TEN, undefined, dims);
  floor.state(agent, 'TALKING', talksAt, { state: 'READY', enteredAt: TEN }, dims);
}

test('[MT75] the spread of occupancy is the 90th percentile of the agents less the 10th, in points', () => {
  const floor = new SmallFloor();
  // Occupancies 0.05, 0.1 ... 0.5: the first of ten is the 10th percentile, the ninth the 90th.
  for (let i = 1; i <= 10; i += 1) works(floor, `a${i}`, 60 - 3 * i);
  const spread = (asOf: number, by: 'team'[] = []) => floor.rows(['occupancy_spread'], asOf, { window: '60m', by });
  expect(spread(ASOF)[0]!.occupancy_spread).toBeCloseTo(40, 10);
  // Who is neither ready nor handling has no occupancy.
  floor.state('idle', 'NOT_READY', TEN);
  expect(spread(ASOF)[0]!.occupancy_spread).toBeCloseTo(40, 10);
});

test('[MT75] one agent is not spread; the same id at another site is another agent', () => {
  const floor = new SmallFloor();
  works(floor, 'a1', 30, { site: 'x' });
  expect(floor.value('occupancy_spread', ASOF, { window: '60m' })).toBeNull();
  works(floor, 'a1', 15, { site: 'y' });
  expect(floor.value('occupancy_spread', ASOF, { window: '60m' })).toBeCloseTo(25, 10);
});

const shift = (floor: SmallFloor, agent: string, begin: number, before: object[] = []): SmallFloor =>
  floor.send('schedule.set', TEN - 12 * HOUR_MS, {
    agent,
    day: '2026-11-04',
    rev: 1,
    segments: [
      ...before,
      { from: begin, to: begin + 4 * HOUR_MS, activity: 'calls', allowedStates: ['READY', 'TALKING', 'ACW'] },
    ],
  });

test('[MT76] a login is late by the time from the first scheduled minute for contacts to being ready first', () => {
  const floor = new SmallFloor();
  const briefing = { from: TEN - HOUR_MS, to: TEN, activity: 'briefing', allowedStates: ['OFFLINE_WORK'] };
  shift(floor, 'on-the-dot', TEN).state('on-the-dot', 'READY', TEN);
  shift(floor, 'after-briefing', TEN, [briefing]).state('after-briefing', 'READY', TEN + 5 * MINUTE_MS);
  shift(floor, 'late', TEN).state('late', 'READY', TEN + 10 * MINUTE_MS);
  // Ready before the shift, then taken by a call over its beginning, then ready again.
  shift(floor, 'early', TEN)
    .state('early', 'READY', TEN - 10 * MINUTE_MS)
    .state('early', 'TALKING', TEN - MINUTE_MS, { state: 'READY', enteredAt: TEN - 10 * MINUTE_MS })
    .state('early', 'READY', TEN + 20 * MINUTE_MS, { state: 'TALKING', enteredAt: TEN - MINUTE_MS });
  shift(floor, 'never', TEN).state('never', 'NOT_READY', TEN);
  floor.state('unplanned', 'READY', TEN + MINUTE_MS);
  const asked = ['login_delay_avg', 'login_on_time_rate'];
  expect(floor.row(asked, ASOF)).toEqual({ login_delay_avg: (0 + 300 + 600 + 0) / 4, login_on_time_rate: 0.75 });
  // Each counts when it was ready first: before that there is no number of it.
  expect(floor.row(asked, TEN + 8 * MINUTE_MS)).toEqual({ login_delay_avg: 100, login_on_time_rate: 1 });
  expect(floor.row(asked, TEN)).toEqual({ login_delay_avg: null, login_on_time_rate: null });
});

test('[MT76] who was ready more than an hour before is not there for that', () => {
  const floor = new SmallFloor();
  shift(floor, 'a1', TEN)
    .state('a1', 'READY', TEN - 2 * HOUR_MS)
    .state('a1', 'NOT_READY', TEN - HOUR_MS, { state: 'READY', enteredAt: TEN - 2 * HOUR_MS })
    .state('a1', 'READY', TEN + 15 * MINUTE_MS, { state: 'NOT_READY', enteredAt: TEN - HOUR_MS });
  expect(floor.value('login_delay_avg', ASOF)).toBe(900);
});
