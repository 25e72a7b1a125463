import { expect, test } from 'vitest';
import { AGENT_STATES } from '#lib/events/enumerations.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

test('[MT14] state time is clipped at the borders of the period and at asOf', () => {
  const floor = new SmallFloor();
  floor.state('a1', 'READY', TEN - HOUR_MS);
  floor.state('a1', 'TALKING', TEN + 10 * MINUTE_MS, { state: 'READY', enteredAt: TEN - HOUR_MS });
  floor.send('producer.heartbeat', TEN + 50 * MINUTE_MS, {});
  const ask = (asOf: number) => floor.row(['staffed_time', 'occupancy', 'utilisation'], asOf, { window: '15m' });
  expect(ask(TEN + 15 * MINUTE_MS)).toEqual({ staffed_time: 900, occupancy: 1 / 3, utilisation: 1 / 3 });
  expect(ask(TEN + 10 * MINUTE_MS)).toEqual({ staffed_time: 900, occupancy: 0, utilisation: 0 });
  expect(ask(TEN + HOUR_MS)).toEqual({ staffed_time: 900, occupancy: 1, utilisation: 1 });
});

test('[MT14] occupancy is handling over handling and ready, utilisation handling over staffed; ringing and reserved are in neither', () => {
  const floor = new SmallFloor();
  const minutes: [state: string, minutes: number][] = [
    ['READY', 4],
    ['RESERVED', 1],
    ['RINGING', 1],
    ['TALKING', 5],
    ['HOLD', 1],
    ['ACW', 2],
    ['PREVIEW', 1],
    ['DIALING', 3],
    ['NOT_READY', 2],
    ['OFFLINE_WORK', 4],
    ['LOGGED_OUT', 6],
  ];
  expect(minutes.map(([state]) => state).sort()).toEqual([...AGENT_STATES].sort());
  let enteredAt = TEN;
  let prev: { state: string; enteredAt: number } | undefined;
  for (const [state, length] of minutes) {
    floor.state('a1', state, enteredAt, prev);
    prev = { state, enteredAt };
    enteredAt += length * MINUTE_MS;
  }
  expect(floor.row(['occupancy', 'utilisation', 'staffed_time'], enteredAt, { window: '60m' })).toEqual({
    occupancy: 12 / 16,
    utilisation: 12 / 24,
    staffed_time: 24 * 60,
  });
});

test('[MT15] each agent stands in exactly the state of the moment; logged out is no staff; TALKING is told by direction', () => {
  const floor = new SmallFloor();
  AGENT_STATES.forEach((state, i) =>
    floor.state(`a${i}`, state, TEN + i, undefined, { direction: i % 2 ? 'out' : 'in' }),
  );
  floor.state('talks', 'TALKING', TEN, undefined, { direction: 'in' });
  floor.state('left', 'LOGGED_OUT', TEN + 2_000, { state: 'READY', enteredAt: TEN });
  const states = AGENT_STATES.filter((state) => state !== 'LOGGED_OUT').map((state) => `agents_${state.toLowerCase()}`);
  const row = floor.row([...states, 'agents_staffed', 'agents_talking_in', 'agents_talking_out'], TEN + 5_000, {
    window: 'now',
  });
  expect(states.map((state) => row[state])).toEqual(states.map((state) => (state === 'agents_talking' ? 2 : 1)));
  expect(row).toMatchObject({ agents_staffed: 11, agents_talking_in: 2, agents_talking_out: 0 });
  expect(floor.value('agents_ready', TEN + 2_000, { window: 'now' })).toBe(2);
  expect(floor.value('state_longest', TEN + 5_000, { window: 'now' })).toBe(5);
});

test('[MT15] offers, legs and wraps change no count of agents', () => {
  const floor = new SmallFloor().state('a1', 'READY', TEN);
  floor.send('leg.connected', TEN + 1, { leg: 'l1', agent: 'a1', connectedAt: TEN + 1 });
  floor.send('offer.ended', TEN + 1, { leg: 'l2', agent: 'a2', offeredAt: TEN, ringMs: 1, result: 'accepted' });
  expect(floor.row(['agents_ready', 'agents_talking', 'agents_staffed'], TEN + 5_000)).toEqual({
    agents_ready: 1,
    agents_talking: 0,
    agents_staffed: 1,
  });
});

test('[MT15] a span has the dimensions of the event that opened it, also when its end was told first', () => {
  const told = (order: readonly number[]) => {
    const floor = new SmallFloor();
    const events = [
      () => floor.state('a1', 'READY', TEN, undefined, { site: 'cs', team: 't1', queue: 'svc' }),
      () => floor.state('a1', 'ACW', TEN + MINUTE_MS, { state: 'READY', enteredAt: TEN }, { site: 'cs', team: 't2' }),
    ];
    for (const i of order) events[i]!();
    return floor.rows(['staffed_time'], TEN + 3 * MINUTE_MS, { by: ['team'] });
  };
  const expected = [
    { team: 't1', staffed_time: 60 },
    { team: 't2', staffed_time: 120 },
  ];
  expect([told([0, 1]), told([1, 0])]).toEqual([expected, expected]);
});
