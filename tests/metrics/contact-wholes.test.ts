import { expect, test } from 'vitest';
import { ORIGINS } from '#lib/events/enumerations.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const ASOF = TEN + 10 * MINUTE_MS;

test('[MT40] a contact is started once, by its origin; it is open from its start to its end', () => {
  const floor = new SmallFloor();
  ORIGINS.forEach((origin, i) => floor.send('ix.started', TEN + i, { ix: `c${i}`, origin, media: 'chat' }));
  floor.send('ix.started', TEN + 7, { ix: 'unknown', media: 'voice' });
  floor.send('ix.started', TEN + 8, { ix: 'c0', origin: 'inbound', media: 'chat' });
  floor.send('ix.ended', TEN + 5 * MINUTE_MS, { ix: 'c0', startedAt: TEN, endedAt: TEN + 5 * MINUTE_MS });
  const metrics = [
    'contacts_started',
    'contacts_inbound',
    'contacts_dialer',
    'contacts_agent_dial',
    'contacts_callback',
    'contacts_transferred_in',
    'contacts_web',
    'contacts_open',
  ];
  expect(floor.row(metrics, ASOF, { window: '15m' })).toEqual({
    contacts_started: 7,
    contacts_inbound: 1,
    contacts_dialer: 1,
    contacts_agent_dial: 1,
    contacts_callback: 1,
    contacts_transferred_in: 1,
    contacts_web: 1,
    contacts_open: 6,
  });
  expect(floor.value('contacts_open', TEN + 5 * MINUTE_MS, { window: 'now' })).toBe(7);
});

test('[MT40] a call that is open for more than 4 h is no open contact any more; other media stay open', () => {
  const floor = new SmallFloor();
  floor.send('ix.started', TEN, { ix: 'call', media: 'voice' }).send('ix.started', TEN, { ix: 'mail', media: 'email' });
  const ask = (asOf: number) => floor.value('contacts_open', asOf, { window: 'now' });
  floor.send('producer.heartbeat', TEN + 4 * HOUR_MS, {});
  expect([ask(TEN + 4 * HOUR_MS), ask(TEN + 4 * HOUR_MS + 1_000)]).toEqual([2, 1]);
});

test('[MT40] the length of a contact is known where its start and end are told together', () => {
  const floor = new SmallFloor();
  const end = TEN + 5 * MINUTE_MS;
  expect(floor.send('producer.heartbeat', TEN, {}).value('contact_duration_avg', ASOF)).toBeNull();
  floor.send('ix.ended', end, { ix: 'a', startedAt: TEN, endedAt: end });
  floor.send('ix.ended', end, { ix: 'b', startedAt: end - 1_000, endedAt: end });
  floor.send('ix.ended', end, { ix: 'c' });
  expect(floor.value('contact_duration_avg', ASOF)).toBe((300 + 1) / 2);
});

test('[MT41] a topic is over all handled, a declared resolution over those declared either way; consults count in neither', () => {
  const floor = new SmallFloor();
  const wrap = (leg: string, d: object) =>
    floor.send('wrap.ended', TEN, { leg, endedAt: TEN, talkMs: 1_000, holdMs: 0, acwMs: 0, ...d });
  wrap('l1', { topic: 'card', resolvedFlag: true });
  wrap('l2', { topic: 'card', resolvedFlag: false });
  wrap('l3', { resolvedFlag: true });
  wrap('l4', {});
  wrap('l5', { role: 'consult', topic: 'card', resolvedFlag: false });
  expect(floor.row(['topic_completeness', 'declared_resolution_rate'], ASOF)).toEqual({
    topic_completeness: 2 / 4,
    declared_resolution_rate: 2 / 3,
  });
});

test('[MT41] contacts per hour are the handled over the hours of ready and handling', () => {
  const floor = new SmallFloor();
  floor.state('a1', 'READY', TEN);
  floor.state('a1', 'TALKING', TEN + 10 * MINUTE_MS, { state: 'READY', enteredAt: TEN });
  floor.state('a1', 'NOT_READY', TEN + 20 * MINUTE_MS, { state: 'TALKING', enteredAt: TEN + 10 * MINUTE_MS });
  for (const leg of ['l1', 'l2', 'l3'])
    floor.send('wrap.ended', TEN + 20 * MINUTE_MS, { leg, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0 });
  expect(floor.value('contacts_per_hour', TEN + 30 * MINUTE_MS)).toBe(9);
});
