import { WORK_KINDS, WORK_STATUSES } from '#lib/events/enumerations.ts';
import type { Floor } from '../random-floor.ts';

type WorkKind = (typeof WORK_KINDS)[number];

const RESULTS: Partial<Record<WorkKind, readonly string[]>> = {
  loan_application: ['approved', 'rejected'],
  verification: ['confirmed', 'refused'],
  callback: ['reached', 'not_reached'],
};
const REASONS: Partial<Record<WorkKind, readonly string[]>> = {
  loan_application: ['manual', 'automatic'],
  complaint: ['attitude', 'fee'],
};
const OTHER_RESULTS = ['resolved', 'unresolved'] as const;
const OTHER_REASONS = ['card', 'attitude'] as const;
/** What becomes of an item. */
const FATES = ['done', 'done', 'cancelled', 'done', 'open'] as const;
const MINUTE_MS = 60_000;
/** Items in the last minutes, so that no kind and no fate is a rarity: each kind in turn, with each fate in turn. */
const RECENT = 100;

/** One of a list for a recent item: each in turn among the items of its kind. */
const of = <Word>(words: readonly Word[], i: number): Word => words[Math.floor(i / WORK_KINDS.length) % words.length]!;

/** Items of work of every kind: open, done, cancelled and open again; due, late and in time; told more than once. */
export function workPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size; i += 1) {
    const recent = i < RECENT;
    const kind = WORK_KINDS[i % WORK_KINDS.length]!;
    const dims = { ...floor.dims(), ...(kind === 'loan_application' ? { fn: floor.maybe('verification') } : {}) };
    const createdAt = recent ? asOfMs - 110_000 - i * 100 : floor.instant();
    const lastsMs = recent ? chance.whole(0, 100_000) : lasts(floor);
    const dueAt = floor.maybe(
      recent ? asOfMs - 9_000 - i * 100 : createdAt + chance.one([lastsMs, lastsMs - 1, lasts(floor)]),
      0.9,
    );
    const item = {
      ...dims,
      item: `w${i}`,
      kind,
      createdAt: floor.maybe(createdAt, 0.95),
      dueAt,
      firstTransferAt: floor.maybe(createdAt + chance.one([1_000, 30 * MINUTE_MS, 30 * MINUTE_MS + 1, lastsMs]), 0.5),
      reason: recent
        ? of(REASONS[kind] ?? OTHER_REASONS, i)
        : floor.maybe(chance.one(REASONS[kind] ?? OTHER_REASONS), 0.9),
      customerCaused: floor.maybe(chance.happens(0.2)),
      responsible: floor.maybe(chance.one([true, false, 'shop-1'])),
      reopens: floor.maybe(chance.whole(0, 1)),
      errors: floor.maybe(chance.whole(0, 2)),
    };
    const change = (rev: number, status: string, at: number, more: object = {}): void =>
      floor.send('crm', 'work.changed', at, { ...item, ...more, rev, status });
    if (chance.happens(0.9)) change(1, 'new', createdAt);
    const begun = chance.happens(0.7);
    if (begun) change(2, chance.one(WORK_STATUSES.slice(1, 4)), createdAt + 1_000);
    const fate = recent ? of(FATES, i) : chance.one(FATES);
    if (fate !== 'open') {
      const doneAt = createdAt + lastsMs;
      const results = RESULTS[kind] ?? OTHER_RESULTS;
      const result = recent ? of(results, i) : floor.maybe(chance.one(results), 0.9);
      change(3, fate, doneAt + 5, { doneAt: floor.maybe(doneAt, 0.9), result });
      if (chance.happens(0.08)) change(4, 'reopened', doneAt + 10, { reopens: 1 });
      // An older revision comes again.
      if (begun && chance.happens(0.1)) change(2, 'waiting', doneAt + 20);
    }
    if (!recent) continue;
    // Somebody spoke with the customer of the item, in the same place.
    const endedAt = asOfMs - 40_000 - i;
    const wrap = { ...dims, leg: `about${i}`, endedAt, talkMs: 30_000, holdMs: 0, acwMs: 500 };
    floor.send('crm', 'wrap.ended', endedAt + 500, wrap);
  }
}

function lasts({ chance }: Floor): number {
  return chance.one([
    chance.whole(0, 90_000),
    20 * MINUTE_MS + chance.whole(-1, 1),
    60 * MINUTE_MS + chance.whole(-1, 1),
    chance.whole(0, 5 * 60) * MINUTE_MS,
    chance.whole(1, 90) * 24 * 60 * MINUTE_MS,
    -5_000,
  ]);
}
