import { expect, test } from 'vitest';
import { FloorLog, HOUR, MINUTE, SECOND, START_AT, left, type Said } from '../engine/floor-log.ts';

const rules = (p: string, at: number, said: object, over: object = {}): Said => ({
  t: 'dim.upsert',
  p: 'floorlight-settings',
  at,
  d: { site: undefined, kind: 'producer', id: p, attrs: { rules: said }, validFrom: at, ...over },
});
/** A visit that waited less than nothing; counted as it stands, the mean wait is wrong. */
const early = (visit: string, at: number, p = 'acd'): Said => ({ ...left(visit, at, -30_000), at, p });
const good = (visit: string, at: number, p = 'acd'): Said => ({ ...left(visit, at - 10_000, 10_000), p });
const LATER = START_AT + 10 * MINUTE;
const asa = (log: FloorLog, asOf = LATER): unknown => log.number('asa', asOf, { window: '30m' });
const answered = (log: FloorLog, asOf = LATER): unknown => log.number('answered', asOf, { window: '30m' });

test('[DQ21] without a rule an event counts as it stands; with one it is corrected by an ordinary event, once', () => {
  const log = new FloorLog().send([good('a', START_AT), early('b', START_AT + SECOND)]);
  expect(log.infer(LATER)).toEqual([]);
  expect([asa(log), answered(log)]).toEqual([-10, 2]);
  log.send(rules('acd', START_AT + MINUTE, { negative_wait: 'repair' }));
  expect(log.infer(LATER), 'what came before stays').toEqual([]);
  log.send([early('c', START_AT + 2 * MINUTE), early('d', START_AT + 2 * MINUTE, 'pbx')]);
  const [correction, ...more] = log.infer(LATER);
  expect(more, 'another producer has no rule').toEqual([]);
  expect(correction).toMatchObject({
    t: 'correction',
    p: 'floorlight-engine.cs',
    n: 1,
    at: START_AT + 2 * MINUTE - 1,
    d: {
      site: 'cs',
      ix: 'c',
      target: { p: 'acd', e: START_AT, n: 3 },
      op: 'replace',
      data: { visit: 'c', waitMs: 0, outcome: 'answered' },
      reason: 'repair negative_wait',
    },
  });
  // 10, -30, 0 and -30 seconds.
  expect([asa(log), answered(log)]).toEqual([-12.5, 4]);
  expect(log.infer(LATER + MINUTE)).toEqual([]);
  const again = new FloorLog();
  for (const { line, receivedAt } of log.lines) again.append(line, receivedAt);
  expect(again.infer(LATER), 'nor does a replay of the log send it').toEqual([]);
  expect(asa(again)).toBe(-12.5);
});

test('[DQ21] an excluded event counts as if it had not come', () => {
  const log = new FloorLog().send([
    rules('acd', START_AT, { negative_wait: 'exclude' }),
    good('a', START_AT + MINUTE),
    early('b', START_AT + MINUTE),
  ]);
  expect([asa(log), answered(log)]).toEqual([-10, 2]);
  expect(log.infer(LATER)).toMatchObject([{ d: { op: 'void', reason: 'exclude negative_wait' } }]);
  expect([asa(log), answered(log)]).toEqual([10, 1]);
});

test('[DQ21] a rule acts on what happened and was received from its date on, until the next one of its producer', () => {
  const from = START_AT + 5 * MINUTE;
  const log = new FloorLog().send([
    rules('acd', START_AT, { negative_wait: 'exclude' }, { validFrom: from }),
    rules('acd', START_AT, {}, { validFrom: from + 2 * MINUTE }),
    early('before', from - 1),
    early('in', from),
    early('last', from + 2 * MINUTE - 1),
    early('after', from + 2 * MINUTE),
  ]);
  log.send(early('late', from - 1), from + MINUTE);
  log.send(early('ahead', from + MINUTE), from - 1);
  log.send(early('late, in', from + MINUTE), from + 2 * MINUTE + HOUR);
  // What comes late is judged by the rules of its own instant.
  const corrected = log.infer(LATER).map(({ d }) => (d as { ix: string }).ix);
  expect(corrected).toEqual(['in', 'last', 'late, in']);
});

test('[DQ21] what somebody corrected stays as that person has it, whichever comes first', () => {
  const says = (at: number, op: string, n: number): Said => ({
    t: 'correction',
    p: 'fixes',
    at,
    d: { target: { p: 'acd', e: START_AT, n }, op, by: 'anna', reason: 'seen' },
  });
  const log = new FloorLog().send([
    rules('acd', START_AT, { negative_wait: 'repair' }),
    early('a', START_AT + MINUTE),
    says(START_AT + MINUTE + SECOND, 'void', 1),
  ]);
  expect(log.infer(LATER)).toEqual([]);
  expect(answered(log)).toBe(0);
  log.send(early('b', START_AT + 2 * MINUTE));
  expect(log.infer(LATER)).toHaveLength(1);
  expect([asa(log), answered(log)]).toEqual([0, 1]);
  // At the very instant of the event too, and from a producer whose name sorts before that of the rules.
  log.send(says(START_AT + 2 * MINUTE, 'void', 2));
  expect(answered(log)).toBe(0);
  expect(log.infer(LATER + MINUTE)).toEqual([]);
});

test('[DQ23] a correction of a rule that is taken back stays taken back: the event counts as it stands again', () => {
  const log = new FloorLog().send([
    rules('acd', START_AT, { negative_wait: 'exclude' }),
    early('a', START_AT + MINUTE),
  ]);
  const [correction] = log.infer(LATER);
  const { p, e, n } = correction!;
  expect(answered(log)).toBe(0);
  log.send({
    t: 'correction',
    p: 'floorlight-settings',
    at: LATER,
    d: { target: { p, e, n }, op: 'void', by: 'anna' },
  });
  expect([asa(log), answered(log)]).toEqual([-30, 1]);
  expect(log.infer(LATER + MINUTE)).toEqual([]);
});

test('[DQ21] killed at any moment, or started from a checkpoint, the engine sends what is missing and nothing twice', () => {
  const log = new FloorLog().send([
    rules('acd', START_AT, { negative_wait: 'exclude' }),
    early('a', START_AT + MINUTE),
  ]);
  // Before it was sent.
  const before = { checkpoint: structuredClone(log.engine.checkpoint()), lines: log.lines.length };
  log.restart(START_AT + 5 * MINUTE, before);
  // Sent, and not heard of yet: it is not sent again.
  const time = { nowMs: LATER, serverMs: LATER, speed: 1 };
  const told = log.engine.infer(time, log.epoch);
  expect(told).toHaveLength(1);
  expect(log.engine.infer(time, log.epoch)).toEqual([]);
  // Killed before it was in the log: it is sent anew, and twice in the log it changes nothing.
  log.restart(START_AT + 6 * MINUTE, before);
  expect(log.infer(LATER)).toHaveLength(1);
  log.append(JSON.stringify(told[0]), LATER);
  expect(answered(log)).toBe(0);
  expect(log.infer(LATER)).toEqual([]);
  for (const from of [before, { checkpoint: structuredClone(log.engine.checkpoint()), lines: log.lines.length }]) {
    log.restart(START_AT + 7 * MINUTE, from);
    expect(log.infer(LATER)).toEqual([]);
    expect(answered(log)).toBe(0);
  }
  log.restart(START_AT + 8 * MINUTE).send(early('b', START_AT + 9 * MINUTE));
  expect(log.infer(LATER)).toHaveLength(1);
});
