import { expect, test } from 'vitest';
import { parseLiveQuestion } from '#lib/metrics/parse-live-question.ts';
import { FloorLog, SECOND, START_AT, beat } from '../engine/floor-log.ts';

const at = (seconds: number): number => START_AT + seconds * SECOND;
const READINGS = ['data_age', 'open_gaps', 'rejected_events'];

/** The ACD of cs leaves two holes, that of gz has a line refused and falls silent; the engine's own word is no source. */
function floor(): FloorLog {
  const log = new FloorLog().send([beat(at(0)), { ...beat(at(10)), n: 3 }, { ...beat(at(20)), n: 7 }]);
  log.send([
    { ...beat(at(1), { site: 'gz' }), p: 'gz-acd' },
    { ...beat(at(2), { site: 'gz' }), p: 'gz-acd', n: 3 },
    { ...beat(at(60)), p: 'floorlight-engine.cs', n: 9 },
  ]);
  log.engine.reject({ p: 'gz-acd', e: START_AT, n: 2 }, at(3));
  return log;
}

test('[PM1] live: how old the newest data of the scope is, which gaps are open, which lines were refused; in one row or by site', () => {
  const log = floor();
  expect(log.ask(READINGS, at(30)).rows).toEqual([{ data_age: 10, open_gaps: 2, rejected_events: 1 }]);
  expect(log.ask(READINGS, at(30), { by: ['site'] }).rows).toEqual([
    { site: 'cs', data_age: 10, open_gaps: 2, rejected_events: 0 },
    { site: 'gz', data_age: 28, open_gaps: 0, rejected_events: 1 },
  ]);
  expect(log.ask(READINGS, at(30), { filter: { site: ['gz'] } }).rows).toEqual([
    { data_age: 28, open_gaps: 0, rejected_events: 1 },
  ]);
  // A refused line that comes again whole is refused no longer, and a filled gap is none.
  log.send({ ...beat(at(2), { site: 'gz' }), p: 'gz-acd', n: 2 }).send({ ...beat(at(5)), n: 2 });
  expect(log.ask(READINGS, at(30)).rows).toEqual([{ data_age: 10, open_gaps: 1, rejected_events: 0 }]);
});

test('[PM1] the age of the data is told most of all where nobody is heard any more; where nobody ever was, it is unknown', () => {
  const log = floor();
  expect(log.ask([...READINGS, 'queue_depth', 'offered'], at(7_200), { window: '30m' }).rows).toEqual([
    { data_age: 7_180, open_gaps: 2, rejected_events: 1, queue_depth: null, offered: null },
  ]);
  expect(log.number('data_age', at(30), { filter: { site: ['nowhere'] } })).toBeNull();
  expect(new FloorLog().number('data_age', at(30))).toBeNull();
  // Within its grace a hole is no gap yet; an age is never below 0.
  expect(new FloorLog().send({ ...beat(at(5)), n: 2 }).ask(READINGS, at(5)).rows).toEqual([
    { data_age: 0, open_gaps: 0, rejected_events: 0 },
  ]);
});

test('[PM1] who sees one team only is told nothing of producers, which are of no team', () => {
  expect(floor().ask(READINGS, at(30), { filter: { team: ['t1'] } }).rows).toEqual([
    { data_age: null, open_gaps: null, rejected_events: null },
  ]);
});

test('[PM3] what has no such number is refused, naming what has: another dimension, a window for a period, a report for a moment', () => {
  const faults = (query: string): string => {
    const parsed = parseLiveQuestion(new URLSearchParams(query));
    return parsed.ok ? '' : parsed.errors.map(({ reason }) => reason).join(' ');
  };
  expect(faults('metrics=data_age,open_gaps&window=now&by=site&site=cs')).toBe('');
  expect(faults('metrics=data_age&by=queue')).toContain('queue');
  expect(faults('metrics=late_events')).toContain('"late_events" cannot be asked here');
});
