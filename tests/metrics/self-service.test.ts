import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const ASOF = TEN + 10 * MINUTE_MS;

test('[MT42] a pass counts where it ended; containment, abandons and failures are shares of the passes', () => {
  const floor = new SmallFloor();
  const pass = (ix: string, result: string | undefined, ivrMs?: number, startedAt: number = TEN) =>
    floor.send('ix.ivr', startedAt + (ivrMs ?? 0), { ix, startedAt, ivrMs, result });
  pass('a', 'contained', 30_000);
  pass('b', 'contained', 60_000);
  pass('b', 'contained', 90_000, TEN + 1);
  pass('c', 'to_queue');
  pass('d', 'abandoned', 12_000);
  pass('e', 'error', 8_000);
  pass('f', 'timeout', 10_000);
  pass('g', undefined, 10_000);
  pass('late', 'contained', 11 * MINUTE_MS);
  floor.visits(7, 'answered', 1_000);
  const metrics = ['ivr_entries', 'ivr_time_avg', 'ivr_containment', 'ivr_abandon_rate', 'ivr_failure_rate'];
  expect(floor.row([...metrics, 'self_service_share'], ASOF)).toEqual({
    ivr_entries: 8,
    ivr_time_avg: (30 + 60 + 90 + 12 + 8 + 10 + 10) / 7,
    ivr_containment: 3 / 8,
    ivr_abandon_rate: 1 / 8,
    ivr_failure_rate: 2 / 8,
    self_service_share: 3 / 10,
  });
});

test('[MT42] port time is the length of a pass times its ports, one where none is told, over what the platform says it had', () => {
  const floor = new SmallFloor();
  floor.send('ix.ivr', TEN + 1, { ix: 'a', startedAt: TEN, ivrMs: 30_000, portsUsed: 2 });
  floor.send('ix.ivr', TEN + 1, { ix: 'b', startedAt: TEN, ivrMs: 60_000 });
  expect(floor.value('ivr_port_use', ASOF)).toBeNull();
  const period = { from: TEN, to: TEN + 5 * MINUTE_MS };
  floor.send('metric.set', TEN, { metric: 'ivr.port_seconds', period, value: 480 });
  expect(floor.value('ivr_port_use', ASOF)).toBe(0.25);
});

test('[MT43] first answers: nearest rank and mean over those with a time, to 60 days', () => {
  const floor = new SmallFloor();
  const answer = (firstResponseMs: number | undefined, change = 'first_response') =>
    floor.send('leg.updated', TEN, { leg: 'l', change, firstResponseMs });
  for (const seconds of [1, 2, 3, 4, 5, 6, 7, 8, 9, 55]) answer(seconds * 1_000);
  answer(undefined);
  answer(1_000, 'agent_message');
  expect(floor.row(['first_response_p50', 'first_response_p90', 'first_response_avg'], ASOF)).toEqual({
    first_response_p50: 5,
    first_response_p90: 9,
    first_response_avg: 10,
  });
  const mail = new SmallFloor().send('leg.updated', TEN, {
    leg: 'm',
    change: 'first_response',
    firstResponseMs: 30 * HOUR_MS,
  });
  expect(mail.value('first_response_p50', ASOF)! / 3_600).toBeCloseTo(30, 0);
});

test('[MT44] concurrency: length over attention of the written conversations that tell it; at the moment, open ones over their agents', () => {
  const floor = new SmallFloor();
  const ended = (leg: string, d: object) =>
    floor.send('leg.ended', TEN, { leg, connectedAt: TEN - MINUTE_MS, talkMs: 50_000, ...d });
  ended('l1', { media: 'chat', holdMs: 10_000, focusMs: 20_000 });
  ended('l2', { media: 'wechat', focusMs: 20_000 });
  ended('l3', { media: 'chat' });
  ended('l4', { media: 'voice', focusMs: 50_000 });
  ended('l5', { media: 'chat', role: 'monitor', focusMs: 1 });
  const open = (leg: string, agent: string, media: string) =>
    floor.send('leg.connected', TEN, { leg, agent, media, connectedAt: TEN });
  open('o1', 'a1', 'chat');
  open('o2', 'a1', 'email');
  open('o3', 'a2', 'chat');
  open('o4', 'a3', 'voice');
  expect(floor.row(['concurrency', 'session_focus_avg', 'concurrency_now'], ASOF)).toEqual({
    concurrency: 110 / 40,
    session_focus_avg: 20,
    concurrency_now: 1.5,
  });
  expect(floor.value('concurrency_now', TEN, { window: 'now' })).toBeNull();
});

test('[MT44] the digital share is of the handled with a known medium; the backlog is what waits in writing', () => {
  const floor = new SmallFloor();
  const media = ['voice', 'voice', 'chat', 'work', undefined];
  media.forEach((medium, i) =>
    floor.send('wrap.ended', TEN, { leg: `l${i}`, media: medium, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0 }),
  );
  for (const [i, medium] of ['voice', 'email', 'qq'].entries())
    floor.send('queue.entered', TEN + i, { visit: `v${i}`, media: medium, enqueuedAt: TEN + i * 60_000 });
  expect(floor.row(['digital_share', 'backlog', 'backlog_oldest'], ASOF)).toEqual({
    digital_share: 1 / 3,
    backlog: 2,
    backlog_oldest: 540,
  });
});
