import { expect, test } from 'vitest';
import { LIVE_GROUPINGS } from '#lib/metrics/dimensions.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { FloorLog, HOUR, MINUTE, SECOND, START_AT, type Said } from './floor-log.ts';

const DAYS = 6;
const CONTACTS_A_DAY = 3_000;
const DAY = 24 * HOUR;

/** What is said of one contact: its ids, its customer and its city are met on that day only. */
function contact(day: number, call: number): Said[] {
  const at = START_AT + day * DAY + Math.floor((call * 10 * HOUR) / CONTACTS_A_DAY);
  const id = `d${day}c${call}`;
  const of = { ix: id, queue: `q${call % 5}`, city: `town ${day} ${call % 2_000}`, media: 'voice', direction: 'in' };
  const visit = { ...of, visit: `${id}#q1`, enqueuedAt: at };
  const sale = { kind: 'sale', stage: 'accepted', product: 'card', cust: `cust ${day} ${call}`, amount: call };
  const item = { item: id, kind: 'ticket', createdAt: at };
  const doneAt = at + 2 * MINUTE;
  return [
    { t: 'queue.entered', at, d: visit },
    { t: 'queue.left', at: at + 5_000, d: { ...visit, waitMs: 5_000, outcome: 'answered' } },
    { t: 'outcome.recorded', at: at + MINUTE, d: { ...of, agent: `a${call % 50}`, ...sale } },
    { t: 'work.changed', at, d: { ...item, rev: 1, status: 'new', reason: `asked by ${id}` } },
    { t: 'work.changed', at: doneAt, d: { ...item, rev: 2, status: 'done', reason: `done for ${id}`, doneAt } },
  ];
}
const EVENTS_A_DAY = CONTACTS_A_DAY * 5;

test('[EN13] what the engine keeps does not grow with the days, and what it answers does not change by it', () => {
  const forgetful = new FloorLog();
  const complete = new FloorLog();
  // A site further east that says nothing after the first day: `today` still begins with its business day.
  const abroad: Said[] = [
    { t: 'dim.upsert', at: START_AT, d: { kind: 'site', id: 'pk', validFrom: 0, attrs: { tz: 'Asia/Karachi' } } },
    { t: 'outcome.recorded', at: START_AT, d: { site: 'pk', kind: 'sale', stage: 'accepted', cust: 'one' } },
  ].map((said) => ({ ...said, p: 'crm' }));
  for (const log of [forgetful, complete]) log.send(abroad);
  const sizes: { texts: number; combinations: number }[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    for (let call = 0; call < CONTACTS_A_DAY; call += 1) {
      const said = contact(day, call);
      forgetful.send(said);
      complete.send(said);
      if (call % 500 === 499) forgetful.engine.forget(said[0]!.at);
    }
    const { texts, combinations } = forgetful.engine.checkpoint();
    sizes.push({ texts: texts.length, combinations: combinations.length });
  }
  // A gap on the evening before: inside of today only where the day has begun in the east.
  const evening = START_AT + (DAYS - 2) * DAY + 12.5 * HOUR;
  for (const log of [forgetful, complete])
    log.send([1, 3].map((n) => ({ t: 'producer.heartbeat', at: evening + n * SECOND, d: {}, p: 'dialer', n })));
  // Two days are in reach of a window; up to as much again is not yet looked through.
  const whole = complete.engine.checkpoint();
  const most = Math.max(...sizes.slice(1).map(({ texts }) => texts));
  expect(sizes.at(-1)!.texts).toBeLessThanOrEqual(sizes[3]!.texts * 1.5);
  expect(most).toBeLessThan(whole.texts.length * 0.75);
  expect(sizes.at(-1)!.combinations).toBeLessThan(whole.combinations.length * 0.75);

  const last = (DAYS - 1) * EVENTS_A_DAY;
  const corrections = [3, 100, 4_001, 9_998].map((n): Said => {
    const d = { target: { p: 'acd', e: START_AT, n: last + n }, op: 'void', reason: 'test', by: 'test' };
    return { t: 'correction', at: START_AT + DAYS * DAY, d, p: 'desk' };
  });
  const asOf = START_AT + (DAYS - 1) * DAY + 10 * HOUR + 5 * MINUTE;
  const again = new FloorLog(START_AT, structuredClone(forgetful.engine.checkpoint()));
  for (const log of [forgetful, complete, again]) log.send(corrections, asOf);
  let told = 0;
  for (const by of [[], ...LIVE_GROUPINGS.map((dimension) => [dimension])]) {
    const metrics = METRICS.filter(
      (metric) => metric.live && by.every((dimension) => metric.dimensions.includes(dimension)),
    ).map(({ id }) => id);
    const ask = (log: FloorLog) => log.ask(metrics, asOf - (asOf % SECOND), { window: 'today', by });
    const expected = ask(complete);
    expect(ask(forgetful), `by ${by.join()}`).toEqual(expected);
    expect(ask(again), `by ${by.join()}, from a checkpoint`).toEqual(expected);
    told += expected.rows.length;
  }
  expect(told).toBeGreaterThan(50);
}, 120_000);
