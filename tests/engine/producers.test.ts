import { expect, test } from 'vitest';
import { FloorLog, MINUTE, SECOND, START_AT, beat, entered, left, state } from './floor-log.ts';

const at = (seconds: number): number => START_AT + seconds * SECOND;
const gapsOf = (log: FloorLog, now: number) =>
  log.engine.gaps(now).map(({ p, e, from, to, fromAt, toAt }) => ({ p, e, from, to, fromAt, toAt }));

test('[EN3] an n that does not come is a gap after 2 s, from 1 on, between the instants around it', () => {
  const log = new FloorLog().send({ ...beat(at(1)), n: 3 }).send({ ...beat(at(10)), n: 7 });
  expect(log.engine.gaps(at(3) - 1)).toEqual([]);
  expect(gapsOf(log, at(3))).toEqual([{ p: 'acd', e: START_AT, from: 1, to: 2, fromAt: at(0), toAt: at(1) }]);
  expect(gapsOf(log, at(12))[1]).toEqual({ p: 'acd', e: START_AT, from: 4, to: 6, fromAt: at(1), toAt: at(10) });
});

test('[EN3] what comes later fills a gap or splits it; a refused line is no gap', () => {
  const log = new FloorLog().send({ ...beat(at(0)), n: 1 }).send({ ...beat(at(10)), n: 6 });
  log.send({ ...beat(at(5)), n: 3 });
  expect(gapsOf(log, at(60)).map(({ from, to, fromAt, toAt }) => [from, to, fromAt, toAt])).toEqual([
    [2, 2, at(0), at(5)],
    [4, 5, at(5), at(10)],
  ]);
  log.engine.reject({ p: 'acd', e: START_AT, n: 4 }, at(60));
  log.send({ ...beat(at(2)), n: 2 });
  expect(gapsOf(log, at(60)).map(({ from, to }) => [from, to])).toEqual([[5, 5]]);
  log.send({ ...beat(at(6)), n: 5 });
  expect(gapsOf(log, at(60))).toEqual([]);
  // The refused one comes valid after all: it counts.
  const number = (): unknown => log.number('queue_depth', at(60));
  expect(number()).toBe(0);
  log.send({ ...entered('a#q1', at(6)), n: 4 });
  expect(number()).toBe(1);
});

test('[EN4] the same event again changes no number; one of an older epoch counts, and overwrites nothing newer', () => {
  const log = new FloorLog().send([entered('a#q1', at(0)), left('a#q1', at(0), 5_000), state('a1', 'READY', at(1))]);
  const before = log.ask(['offered', 'answered'], at(60), { window: '5m' }).rows;
  for (const { line, receivedAt } of [...log.lines]) log.append(line, receivedAt + 1);
  expect(log.ask(['offered', 'answered'], at(60), { window: '5m' }).rows).toEqual(before);
  log.send({ ...entered('b#q1', at(2)), e: START_AT - MINUTE });
  log.send({ ...state('a1', 'ACW', at(1)), e: START_AT - MINUTE });
  expect(log.number('offered', at(60), { window: '5m' })).toBe(2);
  expect(log.ask(['agents_ready', 'agents_acw'], at(60)).rows).toEqual([{ agents_ready: 1, agents_acw: 0 }]);
});

test('[EN5] freshness is that of the producers of the scope: age, gaps in the window, a source that is cut off', () => {
  const log = new FloorLog().send([beat(at(0)), { ...beat(at(20), { site: 'gz' }), p: 'gz-acd' }]);
  log.send({ ...beat(at(30)), n: 5 });
  const fresh = (site: string | null, asOf: number) =>
    log.ask(['queue_depth'], asOf, site ? { filter: { site: [site] } } : {}).freshness;
  expect(fresh('gz', at(40))).toMatchObject({ lastEventAt: at(20), gaps: 0, complete: true, disconnected: [] });
  expect(fresh('cs', at(40))).toMatchObject({ lastEventAt: at(30), gaps: 1, complete: false });
  expect(fresh(null, at(40))).toMatchObject({ lastEventAt: at(30), gaps: 1, complete: false });
  // The gap lies before the quarter hour that is looked at.
  log.send(beat(at(1_000)));
  expect(fresh('cs', at(1_000))).toMatchObject({ gaps: 0, complete: true });
  log.send({ ...beat(at(1_001), { site: 'gz', sourceConnected: false }), p: 'gz-acd' });
  expect(fresh('cs', at(1_002))).toMatchObject({ complete: true, disconnected: [] });
  expect(fresh(null, at(1_002))).toMatchObject({ complete: false, disconnected: ['gz-acd'] });
  log.send({ ...beat(at(1_010), { site: 'gz' }), p: 'gz-acd' });
  expect(fresh(null, at(1_012))).toMatchObject({ complete: true, disconnected: [] });
});

const hello = (prevEpoch: number, prevSeq: number, atMs: number) => ({
  ...beat(atMs),
  t: 'producer.hello' as const,
  e: atMs,
  n: 1,
  d: { site: 'cs', prevEpoch, prevSeq },
});

test('[TF8] the first words of a new epoch tell how much of the end of the old one is missing, whatever came first', () => {
  const lines = [{ ...beat(at(1)), n: 1 }, { ...beat(at(5)), n: 4 }, hello(START_AT, 7, at(20))];
  const orders = [lines, [lines[2]!, lines[1]!, lines[0]!], [lines[0]!, lines[2]!, lines[1]!]];
  for (const order of orders) {
    const log = new FloorLog().send(order[0]!).send(order[1]!).send(order[2]!);
    const missing = log.engine
      .gaps(at(60))
      .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
    expect(missing.sort()).toEqual([2, 3, 5, 6, 7]);
    // The lost end comes after all.
    for (const n of [5, 6, 7, 2, 3]) log.send({ ...beat(at(6)), n });
    expect(log.engine.gaps(at(60))).toEqual([]);
  }
  const unheard = new FloorLog().send(hello(START_AT, 900_000, at(20)));
  expect(unheard.engine.gaps(at(60))).toEqual([]);
});

test('[EN3] a refused line is no gap, whether it is told before or after the line that follows', () => {
  for (const early of [true, false]) {
    const log = new FloorLog().send({ ...beat(at(0)), n: 1 });
    const reject = (): void => log.engine.reject({ p: 'acd', e: START_AT, n: 3 }, at(2));
    if (early) reject();
    log.send({ ...beat(at(3)), n: 4 });
    if (!early) reject();
    expect(log.engine.gaps(at(60)).map(({ from, to }) => [from, to])).toEqual([[2, 2]]);
  }
});
