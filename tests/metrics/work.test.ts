import { expect, test } from 'vitest';
import { BOUNDS_SECONDS, boundOf } from '#lib/metrics/histogram.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const LATER = TEN + 30 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An item as its newest revision has it. */
function item(
  floor: SmallFloor,
  id: string,
  status: string,
  d: { createdAt?: number; doneAt?: number } & Record<string, unknown> = {},
) {
  const at = d.doneAt ?? d.createdAt ?? TEN;
  return floor.send('work.changed', at, { item: id, kind: 'ticket', rev: 5, status, createdAt: TEN, ...d });
}

test('[MT67] open items are new or begun; overdue ones are due before the moment, and the oldest is the longest open', () => {
  const floor = new SmallFloor();
  item(floor, 'a', 'new', { createdAt: TEN - 3 * DAY_MS });
  item(floor, 'b', 'in_progress');
  item(floor, 'c', 'waiting');
  item(floor, 'd', 'transferred');
  item(floor, 'e', 'reopened');
  item(floor, 'f', 'done', { doneAt: TEN + MINUTE_MS });
  item(floor, 'g', 'cancelled', { doneAt: TEN + MINUTE_MS });
  floor.send('work.changed', TEN, {
    item: 'b',
    kind: 'ticket',
    rev: 6,
    status: 'in_progress',
    createdAt: TEN,
    dueAt: TEN + 1,
  });
  floor.send('producer.heartbeat', LATER, {});
  const metrics = ['work_open', 'work_new', 'work_in_progress', 'work_overdue', 'work_oldest'];
  const begin = { work_open: 5, work_new: 1, work_in_progress: 4 };
  expect(floor.row(metrics, LATER, { window: 'now' })).toEqual({
    ...begin,
    work_overdue: 1,
    work_oldest: (3 * DAY_MS + 30 * MINUTE_MS) / 1_000,
  });
  // Before they were done, and before the due time had passed.
  expect(floor.row(metrics, TEN + 1_000, { window: 'now' })).toMatchObject({ work_open: 7, work_overdue: 1 });
  expect(floor.row(['work_created', 'work_done'], LATER)).toEqual({ work_created: 6, work_done: 1 });
});

test('[MT68] in time is done by the due time, of the items due in the period: open ones fail, cancelled ones are left out', () => {
  const floor = new SmallFloor();
  const dueAt = TEN + 10 * MINUTE_MS;
  item(floor, 'at the limit', 'done', { doneAt: dueAt, dueAt });
  item(floor, 'late', 'done', { doneAt: dueAt + 1, dueAt });
  item(floor, 'open', 'in_progress', { dueAt });
  item(floor, 'cancelled', 'cancelled', { doneAt: TEN, dueAt });
  item(floor, 'due later', 'done', { doneAt: TEN, dueAt: TEN + DAY_MS });
  item(floor, 'old', 'done', { createdAt: TEN - 9 * DAY_MS, doneAt: TEN - 8 * DAY_MS, dueAt });
  expect(floor.value('work_within_sla', LATER)).toBe(2 / 4);
  expect(floor.value('work_within_sla', dueAt)).toBeNull();
});

test('[MT68] items are kept in memory until they are due, whenever they were done', () => {
  const floor = new SmallFloor();
  item(floor, 'early', 'done', { createdAt: TEN - 9 * DAY_MS, doneAt: TEN - 8 * DAY_MS, dueAt: TEN + MINUTE_MS });
  item(floor, 'past', 'done', { createdAt: TEN - 9 * DAY_MS, doneAt: TEN - 8 * DAY_MS, dueAt: TEN - 7 * DAY_MS });
  floor.send('producer.heartbeat', LATER, {});
  expect(floor.engine.forget(TEN)).toBe(1);
  expect(floor.value('work_within_sla', LATER)).toBe(1);
});

test('[MT68] transfer, completion and resolution, each of its own items', () => {
  const floor = new SmallFloor();
  const done = { doneAt: TEN + MINUTE_MS };
  item(floor, 'a', 'done', { ...done, firstTransferAt: TEN + 30 * MINUTE_MS, result: 'resolved', reopens: 2 });
  item(floor, 'b', 'done', { ...done, firstTransferAt: TEN + 30 * MINUTE_MS + 1, result: 'unresolved', reopens: 0 });
  item(floor, 'c', 'done', { ...done, result: 'unresolved', customerCaused: true });
  item(floor, 'd', 'done', { ...done, kind: 'loan_application', result: 'approved' });
  item(floor, 'e', 'done', done);
  item(floor, 'f', 'cancelled', done);
  item(floor, 'g', 'new');
  item(floor, 'h', 'in_progress');
  const metrics = ['work_transfer_30m', 'work_completion', 'work_resolution', 'work_reopen_rate'];
  expect(floor.row(metrics, LATER)).toEqual({
    work_transfer_30m: 0.5,
    work_completion: 6 / 8,
    work_resolution: 0.5,
    work_reopen_rate: 1 / 5,
  });
});

test('[MT69] what lasts for days is kept by whole seconds to 60 s, then by bounds 2 % apart to 60 days', () => {
  const bounds = BOUNDS_SECONDS.duration;
  expect(bounds.slice(0, 63)).toEqual([...Array.from({ length: 61 }, (_, second) => second), 62, 64]);
  expect(bounds.at(-1)).toBe(60 * 86_400);
  bounds.slice(62).forEach((bound, i) => expect(bound).toBeLessThanOrEqual(Math.ceil(bounds[i + 61]! * 1.02) + 1));
  for (const ms of [0, 59_001, 61_000, 28_900_000, 5 * DAY_MS, 61 * DAY_MS]) {
    expect(boundOf(ms, 'duration')).toBe(bounds.find((bound) => bound * 1_000 >= ms) ?? 60 * 86_400);
  }
  const floor = new SmallFloor();
  const doneAt = TEN + MINUTE_MS;
  [30_000, 45_000, HOUR_MS, 3 * DAY_MS].forEach((ms, i) => {
    item(floor, `i${i}`, 'done', { createdAt: doneAt - ms, doneAt });
  });
  const row = floor.row(['work_resolution_p50', 'work_resolution_p90'], LATER);
  expect(row.work_resolution_p50).toBe(45);
  expect(row.work_resolution_p90).toBe(boundOf(3 * DAY_MS, 'duration'));
});

test('[MT70] callbacks: requested, done, reached, in time, and the oldest open', () => {
  const floor = new SmallFloor();
  const callback = (id: string, status: string, d: object = {}) => item(floor, id, status, { kind: 'callback', ...d });
  const dueAt = TEN + 10 * MINUTE_MS;
  callback('a', 'done', { doneAt: TEN + MINUTE_MS, dueAt, result: 'reached' });
  callback('b', 'done', { doneAt: TEN + MINUTE_MS, dueAt, result: 'not_reached' });
  callback('c', 'new', { dueAt });
  callback('d', 'new', { createdAt: TEN + MINUTE_MS });
  item(floor, 'ticket', 'new', { createdAt: TEN - DAY_MS });
  const metrics = ['callbacks_requested', 'callbacks_done', 'callback_success_rate', 'callback_within_sla'];
  expect(floor.row([...metrics, 'callback_oldest'], LATER)).toEqual({
    callbacks_requested: 4,
    callbacks_done: 2,
    callback_success_rate: 0.5,
    callback_within_sla: 2 / 3,
    callback_oldest: 1_800,
  });
});
