import { expect, test } from 'vitest';
import { FloorLog, HOUR, MINUTE, SECOND, START_AT, beat, entered, left } from './floor-log.ts';

const LIMIT_AT = START_AT + 2 * HOUR;
const over = (ix: string, at: number) => ({ t: 'ix.ended', at, d: { ix, endedAt: at } });

test('[EN20] a call that waits longer than 2 h is closed as lost at the limit, once; other media wait on', () => {
  const log = new FloorLog().send([
    entered('a#q1', START_AT, { team: 't1' }),
    entered('b#q1', START_AT, { media: 'chat' }),
  ]);
  expect(log.infer(LIMIT_AT)).toEqual([]);
  const [event, ...more] = log.infer(LIMIT_AT + 1);
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    t: 'queue.left',
    p: 'floorlight-engine.cs',
    n: 1,
    at: LIMIT_AT,
    d: {
      visit: 'a#q1',
      site: 'cs',
      queue: 'svc',
      ix: 'a',
      team: 't1',
      enqueuedAt: START_AT,
      waitMs: 2 * HOUR,
      outcome: 'lost',
    },
  });
  expect(log.send(beat(LIMIT_AT)).infer(LIMIT_AT + MINUTE)).toEqual([]);
  expect(log.number('queue_depth', LIMIT_AT + MINUTE)).toBe(1);
  expect(log.engine.ghosts()).toEqual([{ p: 'acd', visits: 1, agents: 0 }]);
});

test('[EN21] the real end supersedes the inferred one, whichever comes first', () => {
  const end = left('a#q1', START_AT, 3 * HOUR, 'abandoned');
  const late = new FloorLog().send(entered('a#q1', START_AT));
  expect(late.infer(LIMIT_AT + MINUTE)).toHaveLength(1);
  const day = { window: 'today' } as const;
  expect(late.number('abandoned', LIMIT_AT + HOUR + MINUTE, day)).toBe(0);
  late.send(end);
  expect(late.number('abandoned', LIMIT_AT + HOUR + MINUTE, day)).toBe(1);
  const early = new FloorLog().send([entered('a#q1', START_AT), end]);
  for (const { line, receivedAt } of late.lines) early.append(line, receivedAt);
  expect(early.number('abandoned', LIMIT_AT + HOUR + MINUTE, day)).toBe(1);
  expect(early.infer(LIMIT_AT + 2 * HOUR)).toEqual([]);
});

test('[EN22] a visit whose interaction ended is closed as lost at that end, after a grace of 2 s', () => {
  const endAt = START_AT + MINUTE;
  const log = new FloorLog().send([entered('a#q1', START_AT), entered('b#q1', START_AT), over('a', endAt)]);
  expect(log.infer(endAt + SECOND)).toEqual([]);
  expect(log.infer(endAt + 2 * SECOND)).toMatchObject([
    { at: endAt, d: { visit: 'a#q1', waitMs: MINUTE, outcome: 'lost' } },
  ]);
  expect(log.number('queue_depth', endAt + MINUTE)).toBe(1);
});

test('[EN22] an end that comes within the grace leaves nothing to infer', () => {
  const endAt = START_AT + MINUTE;
  const log = new FloorLog().send([entered('a#q1', START_AT), over('a', endAt)]);
  log.send(left('a#q1', START_AT, MINUTE), endAt + SECOND);
  expect(log.infer(endAt + HOUR)).toEqual([]);
});

test('[EN23] after the end of an interaction nothing of it waits on a board, in whatever order it was heard', () => {
  const endAt = START_AT + MINUTE;
  const events = [entered('a#q1', START_AT), over('a', endAt)];
  for (const order of [events, events.toReversed()]) {
    const log = new FloorLog().send(order, endAt);
    // Before its end it did wait; from then on it does not, also while nothing is inferred yet.
    expect(log.number('queue_depth', endAt)).toBe(1);
    expect(log.number('queue_depth', endAt + SECOND)).toBe(0);
    expect(log.number('longest_wait', endAt + SECOND)).toBeNull();
    const restored = new FloorLog(START_AT, log.engine.checkpoint());
    expect(restored.number('queue_depth', endAt + SECOND)).toBe(0);
    expect(log.infer(endAt + 3 * SECOND)).toMatchObject([{ d: { visit: 'a#q1', waitMs: MINUTE } }]);
    expect(log.number('queue_depth', endAt)).toBe(1);
    expect(log.number('queue_depth', endAt + SECOND)).toBe(0);
  }
});

test('[EN23] the end of an interaction says nothing of another one, nor of another site', () => {
  const log = new FloorLog().send([
    entered('a#q1', START_AT),
    { ...over('a', START_AT + 1), d: { ix: 'a', site: 'gz' } },
    over('b', START_AT + 1),
  ]);
  expect(log.send(beat(START_AT + HOUR - 1)).infer(START_AT + HOUR)).toEqual([]);
  expect(log.number('queue_depth', START_AT + HOUR)).toBe(1);
});

test('[EN24] a past day that is read in as fast as it goes: nothing is inferred of a visit whose end is on its way', () => {
  const now = START_AT + 30 * 24 * HOUR;
  const log = new FloorLog(now).send(entered('a#q1', START_AT), now);
  expect(log.infer(now)).toEqual([]);
  expect(log.infer(now + 2 * MINUTE - 1)).toEqual([]);
  expect(log.infer(now + 2 * MINUTE)).toMatchObject([{ at: LIMIT_AT, d: { visit: 'a#q1', waitMs: 2 * HOUR } }]);
});

test('[EN25] after a kill nothing inferred is lost, and what is told again changes no number', () => {
  const log = new FloorLog().send([entered('a#q1', START_AT), entered('b#q1', START_AT)]);
  const before = { checkpoint: log.engine.checkpoint(), lines: log.lines.length };
  const now = LIMIT_AT + MINUTE;
  // Told, but killed before it was in the log.
  const [untold] = log.engine.infer({ nowMs: now, serverMs: now, speed: 1 }, log.epoch);
  expect(untold?.d).toMatchObject({ visit: 'a#q1' });
  for (const from of [undefined, before]) {
    const again = new FloorLog();
    again.lines.push(...log.lines);
    again.restart(now, from);
    expect(again.infer(now).map(({ d }) => (d as { visit: string }).visit)).toEqual(['a#q1', 'b#q1']);
    const day = { window: 'today' } as const;
    const numbers = again.ask(['offered', 'queue_depth', 'wait_max'], now + HOUR, day).rows;
    // The one told before the kill was in the log after all.
    again.append(JSON.stringify(untold), now + 3 * MINUTE);
    expect(again.ask(['offered', 'queue_depth', 'wait_max'], now + HOUR, day).rows).toEqual(numbers);
    expect(again.engine.ghosts()).toEqual([{ p: 'acd', visits: 2, agents: 0 }]);
  }
});

test('[EN26] what is inferred is numbered without a hole, in an epoch above every one of its own that the log holds', () => {
  const log = new FloorLog().send([
    entered('a#q1', START_AT),
    entered('b#q1', START_AT),
    entered('c#q1', START_AT, { site: '广州 1' }),
  ]);
  const events = log.infer(LIMIT_AT + MINUTE);
  expect(events.map(({ p, n }) => [p, n])).toEqual([
    ['floorlight-engine.cs', 1],
    ['floorlight-engine.cs', 2],
    ['floorlight-engine.___1', 1],
  ]);
  // A clock that was set back does not bring an old epoch again.
  log.restart(START_AT - HOUR).send(entered('d#q1', START_AT));
  const [next] = log.infer(LIMIT_AT + MINUTE);
  expect(next).toMatchObject({ n: 1, d: { visit: 'd#q1' } });
  expect(next!.e).toBeGreaterThan(events[0]!.e);
  expect(log.engine.gaps(LIMIT_AT + HOUR)).toEqual([]);
});
