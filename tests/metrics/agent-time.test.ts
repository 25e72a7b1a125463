import { expect, test } from 'vitest';
import { MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

test('[MT47] shares of the staffed time, the ready time for each contact handled', () => {
  const floor = new SmallFloor();
  const minutes: [state: string, minutes: number][] = [
    ['READY', 6],
    ['TALKING', 8],
    ['HOLD', 2],
    ['ACW', 4],
    ['NOT_READY', 3],
    ['OFFLINE_WORK', 1],
  ];
  let enteredAt = TEN;
  let prev: { state: string; enteredAt: number } | undefined;
  for (const [state, length] of [...minutes, ['LOGGED_OUT', 0] as const]) {
    floor.state('a1', state, enteredAt, prev, { reason: state === 'NOT_READY' ? 'lunch' : undefined });
    prev = { state, enteredAt };
    enteredAt += length * MINUTE_MS;
  }
  for (const leg of ['l1', 'l2'])
    floor.send('wrap.ended', TEN, { leg, endedAt: TEN, talkMs: 1_000, holdMs: 0, acwMs: 0 });
  const expected = {
    ready_time: 360,
    ready_share: 6 / 24,
    talk_share: 8 / 24,
    hold_share: 2 / 24,
    acw_share: 4 / 24,
    not_ready_time: 180,
    not_ready_share: 3 / 24,
    offline_work_share: 1 / 24,
    ready_per_contact: 180,
  };
  expect(floor.row(Object.keys(expected), enteredAt, { window: '60m' })).toEqual(expected);
});

test('[MT47] what the personnel office tells of a period stands by its mean; its newest revision holds', () => {
  const floor = new SmallFloor();
  const period = { from: TEN - 10 * MINUTE_MS, to: TEN };
  const tell = (metric: string, value: number, d: object = {}) =>
    floor.send('metric.set', TEN - MINUTE_MS, { metric, period, value, ...d });
  tell('employee.satisfaction', 0.8, { scope: { team: 't1' } });
  tell('employee.satisfaction', 0.5, { scope: { team: 't2' }, rev: 1 });
  tell('employee.satisfaction', 0.9, { scope: { team: 't2' }, rev: 2 });
  tell('employee.attrition', 0.02);
  const ask = (asOf: number, by: 'team'[] = []) =>
    floor.rows(['employee_satisfaction', 'employee_attrition'], asOf, { window: '15m', by });
  expect(ask(TEN)[0]!.employee_satisfaction).toBeCloseTo(0.85, 12);
  expect(ask(TEN)[0]!.employee_attrition).toBe(0.02);
  expect(ask(TEN, ['team']).map(({ employee_satisfaction: told }) => told)).toEqual([0.8, 0.9, null]);
  // Before the period is over there is no number of it.
  expect(ask(TEN - 1_000)).toEqual([{ employee_satisfaction: null, employee_attrition: null }]);
});
