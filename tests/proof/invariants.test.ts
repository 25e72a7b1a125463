import { describe, expect, test } from 'vitest';
import { LIVE_INVARIANTS } from '#lib/engine/invariant-readings.ts';
import { holds, INVARIANTS, InvariantWatch, type InvariantId, type InvariantReading } from '#lib/metrics/invariants.ts';
import { FloorLog, MINUTE, SECOND, START_AT, type Said } from '../engine/floor-log.ts';

const NOW = START_AT + 20 * MINUTE;

/** A small floor on which all is well: visits of every kind, an agent who talks and wraps up, offers and attempts. */
function wellFloor(): FloorLog {
  const log = new FloorLog();
  const at = (minute: number) => START_AT + minute * MINUTE;
  const entered = (visit: string, minute: number): Said => ({
    t: 'queue.entered',
    at: at(minute),
    d: { queue: 'svc', visit, enqueuedAt: at(minute) },
  });
  const left = (visit: string, minute: number, waitMs: number, outcome: string): Said => ({
    t: 'queue.left',
    at: at(minute) + waitMs,
    d: { queue: 'svc', visit, enqueuedAt: at(minute), waitMs, outcome },
  });
  const state = (name: string, minute: number, prev?: { state: string; minute: number }): Said => ({
    t: 'agent.state',
    at: at(minute),
    d: {
      agent: 'a1',
      state: name,
      enteredAt: at(minute),
      ...(prev ? { prev: { state: prev.state, enteredAt: at(prev.minute) } } : {}),
    },
  });
  log.send([
    { t: 'producer.hello', at: at(0), d: { role: 'acd' } },
    state('READY', 0),
    entered('v1', 1),
    left('v1', 1, 10 * SECOND, 'answered'),
    state('TALKING', 2, { state: 'READY', minute: 0 }),
    { t: 'leg.connected', at: at(2), d: { queue: 'svc', leg: 'l1', agent: 'a1', connectedAt: at(2) } },
    { t: 'leg.ended', at: at(4), d: { queue: 'svc', leg: 'l1', agent: 'a1', connectedAt: at(2), talkMs: 2 * MINUTE } },
    {
      t: 'wrap.ended',
      at: at(5),
      d: {
        queue: 'svc',
        leg: 'l1',
        agent: 'a1',
        connectedAt: at(2),
        endedAt: at(4),
        talkMs: 2 * MINUTE,
        holdMs: 0,
        acwMs: MINUTE,
      },
    },
    state('READY', 5, { state: 'TALKING', minute: 2 }),
    state('LOGGED_OUT', 9, { state: 'READY', minute: 5 }),
    state('READY', 12),
    entered('v2', 6),
    left('v2', 6, 4 * SECOND, 'abandoned'),
    entered('v3', 18),
    entered('v4', 19),
    {
      t: 'offer.ended',
      at: at(2),
      d: { leg: 'l1', agent: 'a1', queue: 'svc', offeredAt: at(2) - 3_000, ringMs: 3_000, result: 'accepted' },
    },
    { t: 'dial.attempt', at: at(7), d: { campaign: 'c', attempt: 'd1', dialedAt: at(7) - 9_000, result: 'live' } },
    { t: 'dial.attempt', at: at(8), d: { campaign: 'c', attempt: 'd2', dialedAt: at(8), result: 'no_answer' } },
    { t: 'producer.heartbeat', at: NOW - 5 * SECOND, d: { waiting: { svc: 2, other: 0 } } },
  ]);
  return log;
}

const read = (log: FloorLog): InvariantReading[] => [...log.engine.invariants(NOW)].flat();
const brokenIn = (log: FloorLog): [InvariantId, number, number][] =>
  read(log)
    .filter((reading) => !holds(reading))
    .map(({ invariant, left, right }) => [invariant, left, right]);

test('[PR3] on a floor where all is well every invariant of the live state is read and holds', () => {
  const readings = read(wellFloor());
  expect([...new Set(readings.map(({ invariant }) => invariant))].sort()).toEqual([...LIVE_INVARIANTS].sort());
  expect(readings.filter((reading) => !holds(reading))).toEqual([]);
  const sides = (id: InvariantId) => {
    const of = readings.filter(({ invariant }) => invariant === id);
    return [of.reduce((sum, { left }) => sum + left, 0), of.reduce((sum, { right }) => sum + right, 0)];
  };
  expect(sides('outcomes')).toEqual([4, 4]);
  expect(sides('waiting')).toEqual([2, 2]);
  expect(sides('waiting_told')).toEqual([2, 2]);
  expect(sides('log_in')).toEqual([17 * 60, 17 * 60]);
  expect(sides('attempts')).toEqual([2, 2]);
  expect(sides('handled')).toEqual([1, 1]);
  expect(sides('sequence')[0]).toBe(19);
});

describe('[PR3] each is broken by what contradicts it', () => {
  test('a heartbeat that says of the queue what cannot be', () => {
    const log = wellFloor();
    log.send({ t: 'producer.heartbeat', at: NOW - SECOND, d: { waiting: { svc: 7 } } });
    expect(brokenIn(log)).toEqual([['waiting_told', 2, 7]]);
  });
  test('not by a source that fell silent long ago, whoever has left since', () => {
    const log = wellFloor();
    const ended = (visit: string, minute: number) => ({
      t: 'queue.left' as const,
      at: NOW,
      d: {
        queue: 'svc',
        visit,
        enqueuedAt: START_AT + minute * MINUTE,
        waitMs: (20 - minute) * MINUTE,
        outcome: 'answered',
      },
    });
    log.send([ended('v3', 18), ended('v4', 19)]);
    const later = NOW + 30 * 60 * MINUTE;
    log.engine.forget(later);
    const broken = [...log.engine.invariants(later)].flat().filter((reading) => !holds(reading));
    expect(broken.map(({ invariant }) => invariant)).toEqual([]);
  });
  test('an agent in two states at once', () => {
    const log = wellFloor();
    log.send({
      t: 'agent.state',
      at: START_AT + 14 * MINUTE,
      d: { agent: 'a1', state: 'TALKING', enteredAt: START_AT + 14 * MINUTE },
    });
    expect(brokenIn(log)).toEqual([['log_in', 23 * 60, 17 * 60]]);
  });
  test('a wrap without a leg that ended', () => {
    const log = wellFloor();
    const d = { leg: 'l9', agent: 'a1', connectedAt: NOW - 5 * MINUTE, endedAt: NOW - 2 * MINUTE };
    log.send({ t: 'wrap.ended', at: NOW - MINUTE, d: { ...d, talkMs: 3 * MINUTE, holdMs: 0, acwMs: MINUTE } });
    expect(brokenIn(log)).toEqual([['handled', 2, 1]]);
  });
  test('a source that loses the end of a visit', () => {
    const log = wellFloor();
    const d = { queue: 'svc', visit: 'v3', enqueuedAt: START_AT + 18 * MINUTE, waitMs: 1, outcome: 'answered' };
    log.send({ t: 'producer.heartbeat', at: NOW - SECOND, d: { waiting: { svc: 1 } } });
    expect(brokenIn(log)).toEqual([['waiting_told', 2, 1]]);
    log.send({ t: 'queue.left', at: START_AT + 18 * MINUTE + 1, d });
    expect(brokenIn(log)).toEqual([]);
  });
});

test('[PR3] numbers of an epoch that are missing or were refused are accounted for, whatever comes after all', () => {
  const log = wellFloor();
  log.send({ t: 'ix.started', at: NOW - MINUTE, d: { ix: 'x', origin: 'inbound' }, n: 40 });
  log.engine.reject({ p: 'acd', e: START_AT, n: 30 }, NOW);
  log.engine.reject({ p: 'acd', e: START_AT, n: 45 }, NOW);
  log.send({ t: 'ix.started', at: NOW - MINUTE, d: { ix: 'y', origin: 'inbound' }, n: 30 });
  const [account] = log.engine.producers.accounts();
  expect(account).toMatchObject({ received: 21, rejected: 1, missing: 45 - 21 - 1, greatest: 45 });
  const again = new FloorLog(START_AT, structuredClone(log.engine.checkpoint()));
  expect(again.engine.producers.accounts()).toEqual([account]);
  expect(read(again)).toEqual(read(log));
});

test('[PR3] a broken invariant says since when, until it holds again', () => {
  const watch = new InvariantWatch();
  const reading = (left: number): InvariantReading => ({
    invariant: 'waiting',
    site: 'cs',
    of: { queue: 'svc' },
    left,
    right: 2,
  });
  expect(watch.take(['waiting'], [reading(2)], 1_000)).toEqual([]);
  expect(watch.take(['waiting'], [reading(3)], 2_000)).toHaveLength(1);
  expect(watch.take(['waiting'], [reading(5)], 3_000)).toEqual([]);
  // Others know nothing of it.
  watch.take(['log_in'], [], 3_500);
  expect(watch.states()).toMatchObject([
    { invariant: 'waiting', brokenReadings: 1, left: 5, right: 2, readAtMs: 3_000 },
  ]);
  expect(watch.states()[0]!.broken).toMatchObject([{ sinceMs: 2_000, of: { queue: 'svc' } }]);
  watch.take(['waiting'], [reading(2)], 4_000);
  expect(watch.take(['waiting'], [reading(3)], 5_000)).toMatchObject([{ sinceMs: 5_000 }]);
});

test('[PR3] the sum of the state seconds of a log-in may be off by a second, everything else by nothing', () => {
  expect(INVARIANTS.log_in.tolerance).toBe(1);
  for (const [id, { tolerance }] of Object.entries(INVARIANTS)) if (id !== 'log_in') expect(tolerance).toBe(0);
});
