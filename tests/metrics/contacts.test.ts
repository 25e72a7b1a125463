import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const LATER = TEN + 2 * HOUR_MS;

test('[MT10] on the entry basis the rates divide by the offered, the waiting included; on the event basis by those who left', () => {
  const floor = new SmallFloor()
    .visits(6, 'answered', 1_000)
    .visits(2, 'abandoned', 3_000)
    .visits(1, 'timeout', 9_000)
    .visits(1, 'no_agent', 9_000);
  floor
    .send('queue.entered', TEN, { visit: 'w1', enqueuedAt: TEN })
    .send('queue.entered', TEN, { visit: 'w2', enqueuedAt: TEN });
  const rates = ['offered', 'answer_rate', 'abandon_rate', 'flow_out_rate', 'timed_out'];
  const asOf = TEN + MINUTE_MS;
  expect(floor.row(rates, asOf, { basis: 'entry' })).toEqual({
    offered: 12,
    answer_rate: 0.5,
    abandon_rate: 2 / 12,
    flow_out_rate: 2 / 12,
    timed_out: 2,
  });
  expect(floor.row(rates, asOf, { basis: 'event' })).toEqual({
    offered: 12,
    answer_rate: 0.6,
    abandon_rate: 0.2,
    flow_out_rate: 0.2,
    timed_out: 2,
  });
});

test('[MT10] the basis moves a visit between periods, and offered stays with its entry', () => {
  const floor = new SmallFloor().visits(1, 'abandoned', 10 * MINUTE_MS).send('producer.heartbeat', TEN, {});
  const ask = (basis: 'entry' | 'event', asOf: number) =>
    floor.row(['offered', 'abandoned'], asOf, { window: '15m', basis });
  const after = TEN + 20 * MINUTE_MS;
  expect(ask('entry', after)).toEqual({ offered: 0, abandoned: 0 });
  expect(ask('event', after)).toEqual({ offered: 0, abandoned: 1 });
  expect(ask('entry', TEN + 10 * MINUTE_MS)).toEqual({ offered: 1, abandoned: 0 });
});

test('[MT10] a visit counts once, whichever of entered and left came, and one that leaves at asOf still waits', () => {
  const floor = new SmallFloor().send('queue.entered', TEN, { visit: 'v', enqueuedAt: TEN });
  floor.send('queue.left', TEN + 5_000, { visit: 'v', enqueuedAt: TEN, waitMs: 5_000, outcome: 'answered' });
  const ask = (asOf: number) => floor.row(['offered', 'answered', 'queue_depth', 'longest_wait'], asOf);
  expect(ask(TEN + 5_000)).toEqual({ offered: 1, answered: 0, queue_depth: 1, longest_wait: 5 });
  expect(ask(TEN + 6_000)).toEqual({ offered: 1, answered: 1, queue_depth: 0, longest_wait: null });
});

test('[MT11] handled and AHT: wraps of primary legs in the period in which the wrap ended, without an agent too', () => {
  const wrap = (leg: string, endedAt: number, d: object) =>
    floor.send('wrap.ended', endedAt, { leg, endedAt, talkMs: 100_000, holdMs: 20_000, acwMs: 0, ...d });
  const floor = new SmallFloor();
  wrap('l1', TEN - MINUTE_MS, { acwMs: 2 * MINUTE_MS, agent: 'a1', role: 'primary' });
  wrap('l2', TEN + MINUTE_MS, { acwMs: 30_000 });
  wrap('l3', TEN + MINUTE_MS, { role: 'consult', talkMs: 999_000 });
  const metrics = ['handled', 'aht', 'talk_avg', 'acw_avg'];
  expect(floor.row(metrics, TEN + 5 * MINUTE_MS, { window: '5m' })).toEqual({
    handled: 2,
    aht: (240 + 150) / 2,
    talk_avg: 100,
    acw_avg: 75,
  });
  expect(floor.row(metrics, TEN, { window: '60m' })).toEqual({ handled: 0, aht: null, talk_avg: null, acw_avg: null });
});

test('[MT12] transfers, holds, short calls and agent-first hang-ups are shares of the primary legs that ended', () => {
  const floor = new SmallFloor();
  const leg = (id: string, d: object) =>
    floor.send('leg.ended', TEN, { leg: id, connectedAt: TEN - MINUTE_MS, talkMs: 10_000, ...d });
  leg('l1', { talkMs: 9_999, endedBy: 'agent' });
  leg('l2', { holdMs: 0, endedBy: 'customer', transfer: { kind: 'blind', to: 'x' } });
  leg('l3', { holdMs: 30_000, maxHoldMs: 20_000, transfer: { kind: 'external' } });
  leg('l4', { holdMs: 10_000, maxHoldMs: 10_000 });
  leg('l5', { role: 'consult', talkMs: 1, holdMs: 900_000, maxHoldMs: 900_000, endedBy: 'agent' });
  leg('l6', { role: 'conference' });
  floor.send('leg.connected', TEN, { leg: 'l7', connectedAt: TEN });
  const expected = {
    transfer_rate: 0.5,
    transfers_blind: 1,
    transfers_external: 1,
    transfers_queue: 0,
    transfers_consult: 0,
    hold_rate: 0.5,
    hold_avg: 20,
    hold_max: 20,
    short_calls: 0.25,
    agent_first_rate: 0.25,
    consults: 1,
    conferences: 1,
  };
  expect(floor.row(Object.keys(expected), LATER)).toEqual(expected);
});

test('[MT13] rona_rate: missed and rejected over all offers, also those that the caller gave up', () => {
  const floor = new SmallFloor();
  ['accepted', 'rona', 'rejected', 'caller_abandoned', 'canceled'].forEach((result, i) =>
    floor.send('offer.ended', TEN, { leg: 'l1', agent: `a${i}`, offeredAt: TEN, ringMs: 5_000, result }),
  );
  expect(floor.value('rona_rate', LATER)).toBe(0.4);
});

test('[MT21] estimated wait: (depth + 1) x AHT / active agents x (1 - abandon rate) of the last hour; null under 30 handled', () => {
  const floor = new SmallFloor();
  const own = { site: 'cs', queue: 'svc' };
  for (let i = 0; i < 29; i += 1)
    floor.send('wrap.ended', TEN, { ...own, leg: `l${i}`, endedAt: TEN, talkMs: 80_000, holdMs: 0, acwMs: 20_000 });
  floor.visits(3, 'answered', 1_000, own).visits(1, 'abandoned', 1_000, own);
  for (const visit of ['w1', 'w2']) floor.send('queue.entered', TEN, { ...own, visit, enqueuedAt: TEN });
  floor.state('a1', 'READY', TEN, undefined, { site: 'cs', queues: ['svc', 'col', 'svc'] });
  floor.state('a2', 'TALKING', TEN, undefined, { site: 'cs', queues: ['svc'] });
  floor.state('a3', 'NOT_READY', TEN, undefined, { site: 'cs', queues: ['svc'] });
  floor.state('a4', 'READY', TEN, undefined, { site: 'cs', queues: ['col'] });
  floor.send('producer.heartbeat', TEN + 39 * MINUTE_MS, {});
  const ask = () =>
    floor.rows(['estimated_wait'], TEN + 40 * MINUTE_MS, { by: ['queue'], window: 'now', filter: { queue: ['svc'] } });
  expect(ask()).toEqual([{ queue: 'svc', estimated_wait: null }]);
  floor.send('wrap.ended', TEN, { ...own, leg: 'l30', endedAt: TEN, talkMs: 80_000, holdMs: 0, acwMs: 20_000 });
  expect(ask()).toEqual([{ queue: 'svc', estimated_wait: ((3 * 100) / 2) * 0.75 }]);
});

test('[MT22] a call that waits for more than 2 h stands in no gauge, and stays offered; other media wait on', () => {
  const floor = new SmallFloor();
  floor
    .send('queue.entered', TEN, { visit: 'call', enqueuedAt: TEN })
    .send('queue.entered', TEN, { visit: 'chat', enqueuedAt: TEN, media: 'chat' });
  const ask = (asOf: number) => floor.row(['queue_depth', 'longest_wait', 'offered'], asOf);
  expect(ask(TEN + 2 * HOUR_MS)).toEqual({ queue_depth: 2, longest_wait: 7_200, offered: 2 });
  expect(ask(TEN + 2 * HOUR_MS + 1_000)).toEqual({ queue_depth: 1, longest_wait: 7_201, offered: 2 });
});
