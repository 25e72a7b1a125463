import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClosingQuarterHours } from '#lib/engine/closing.ts';
import { holds } from '#lib/metrics/invariants.ts';
import type { LiveAtClose } from '#lib/metrics/live-at-close.ts';
import { badgeReadings, reconcile } from '#lib/reports/reconciliation.ts';
import { totalReadings } from '#lib/reports/total-readings.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { keepLiveAtClose, readLiveAtClose } from '#lib/warehouse/live-at-close.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { FloorLog, MINUTE, SECOND, START_AT } from '../engine/floor-log.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

const CLOSED = START_AT + SLOT_MS + 2 * MINUTE;
const PERIOD = { fromMs: START_AT, toMs: START_AT + 4 * SLOT_MS };

function visit(
  log: FloorLog,
  name: string,
  atMs: number,
  waitMs: number | null,
  receivedAt?: number,
  queue = 'svc',
): void {
  log.send({ t: 'queue.entered', at: atMs, d: { queue, visit: name, enqueuedAt: atMs } }, receivedAt);
  if (waitMs === null) return;
  log.send(
    { t: 'queue.left', at: atMs + waitMs, d: { queue, visit: name, enqueuedAt: atMs, waitMs, outcome: 'answered' } },
    receivedAt,
  );
}

const due = (closing: ClosingQuarterHours, { engine }: FloorLog, atMs: number): LiveAtClose[] =>
  closing.due(engine.facts, engine.register.dimensions(), atMs);

async function write(warehouse: Warehouse, lines: FloorLog['lines'], from = 0): Promise<void> {
  const writer = await BatchWriter.open(warehouse, { recentKeys: 100, filterKeys: 1_000 });
  for (const [i, { line, receivedAt }] of lines.slice(from).entries())
    await writer.write(writer.read([{ shard: 'cs', id: String(from + i), receivedAt, lines: [line] }]));
}

test('[PR4] the live path says of a quarter hour what it counts when it closes, once: 120 s after its end, or when its last visit ended', () => {
  const log = new FloorLog();
  visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
  visit(log, 'v2', START_AT + 14 * MINUTE, null);
  const closing = new ClosingQuarterHours(START_AT + 2 * MINUTE);
  expect(due(closing, log, CLOSED - SECOND)).toEqual([]);
  expect(due(closing, log, CLOSED)).toEqual([]);
  const [at, waitMs] = [START_AT + 14 * MINUTE, 5 * MINUTE];
  log.send({
    t: 'queue.left',
    at: at + waitMs,
    d: { queue: 'svc', visit: 'v2', enqueuedAt: at, waitMs, outcome: 'abandoned' },
  });
  const closed = due(closing, log, at + waitMs + SECOND);
  expect(closed).toMatchObject([
    {
      site: 'cs',
      slotAtMs: START_AT,
      closedAtMs: at + waitMs + SECOND,
      numbers: { offered: 2, answered: 1, abandoned: 1, asa: 9 },
      queues: [{ queue: 'svc', numbers: { offered: 2, answered: 1 } }],
    },
  ]);
  expect(due(closing, log, at + waitMs + 2 * SECOND)).toEqual([]);
  // Without a visit that waits it is 120 s, not one second sooner.
  const calm = new FloorLog();
  visit(calm, 'v1', START_AT + MINUTE, 9 * SECOND);
  const looking = new ClosingQuarterHours(START_AT + 2 * MINUTE);
  expect(due(looking, calm, CLOSED - SECOND)).toEqual([]);
  expect(due(looking, calm, CLOSED)).toHaveLength(1);
  // What closed before anybody looked is nobody's word.
  expect(due(new ClosingQuarterHours(at + waitMs), log, at + waitMs + SECOND)).toEqual([]);
});

test(
  '[PR5] a closed quarter hour equals its report, or the late events that changed it are named',
  { timeout: 60_000 },
  async () => {
    const warehouse = await spaces.fresh();
    const log = new FloorLog();
    const closing = new ClosingQuarterHours(START_AT);
    visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
    visit(log, 'v2', START_AT + 2 * MINUTE, 30 * SECOND, undefined, 'tec');
    visit(log, 'v3', START_AT + 16 * MINUTE, 4 * SECOND);
    const closed = [...due(closing, log, CLOSED), ...due(closing, log, CLOSED + SLOT_MS)];
    await keepLiveAtClose(warehouse, closed);
    // A restart says it again, with less: the first word holds.
    await keepLiveAtClose(warehouse, [{ ...closed[0]!, closedAtMs: CLOSED + 5 * SECOND, numbers: { offered: 0 } }]);
    expect(await readLiveAtClose(warehouse, START_AT, PERIOD.toMs)).toEqual(closed);
    await write(warehouse, log.lines);
    const nowMs = START_AT + 3 * SLOT_MS;
    const before = await reconcile(warehouse, PERIOD, nowMs);
    expect(before.map(({ slotAtMs, state, moved, events }) => [slotAtMs, state, moved, events])).toEqual([
      [START_AT, 'same', [], []],
      [START_AT + SLOT_MS, 'same', [], []],
    ]);
    expect(before[0]!.numbers).toBeGreaterThan(40);
    expect(badgeReadings(before).every(holds)).toBe(true);

    const known = log.lines.length;
    const [lateAt, waitMs] = [START_AT + 5 * MINUTE, 50 * SECOND];
    const d = { queue: 'svc', visit: 'late', enqueuedAt: lateAt, waitMs, outcome: 'answered' };
    log.send({ t: 'queue.left', at: lateAt + waitMs, d }, nowMs);
    await write(warehouse, log.lines, known);
    const [changed, untouched] = await reconcile(warehouse, PERIOD, nowMs);
    expect(untouched).toMatchObject({ state: 'same', moved: [] });
    expect(changed).toMatchObject({ state: 'late', site: 'cs', slotAtMs: START_AT });
    expect(changed!.moved).toContainEqual({ metric: 'offered', live: 2, report: 3, explained: true });
    expect(changed!.moved).toContainEqual({ queue: 'svc', metric: 'offered', live: 1, report: 2, explained: true });
    expect(changed!.events).toEqual([{ p: 'acd', e: START_AT, n: 7, receivedAt: nowMs, backfill: false }]);
    expect(badgeReadings([changed!]).every(holds)).toBe(true);
  },
);

test('[PR5] a difference that no late event explains breaks an invariant, and an interval that nobody watched says so', async () => {
  const warehouse = await spaces.fresh();
  const log = new FloorLog();
  visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
  visit(log, 'v2', START_AT + 16 * MINUTE, 9 * SECOND);
  const [closed] = due(new ClosingQuarterHours(START_AT), log, CLOSED);
  await keepLiveAtClose(warehouse, [{ ...closed!, numbers: { ...closed!.numbers, answered: 4 } }]);
  await write(warehouse, log.lines);
  const badges = await reconcile(warehouse, PERIOD, START_AT + 3 * SLOT_MS);
  expect(badges).toMatchObject([
    { state: 'unexplained', moved: [{ metric: 'answered', live: 4, report: 1 }], events: [] },
    { state: 'unwatched', moved: [], closedAtMs: null },
  ]);
  const readings = badgeReadings(badges);
  expect(readings).toHaveLength(1);
  expect(holds(readings[0]!)).toBe(false);
  expect(readings[0]!.right - readings[0]!.left).toBe(1);
  const totals = await totalReadings(warehouse, PERIOD, START_AT + 3 * SLOT_MS);
  expect(totals.find(({ of }) => of.metric === 'offered')).toMatchObject({ site: 'cs', left: 2, right: 2 });
  expect(totals.every(holds)).toBe(true);
});

test('[PR4] a quarter hour in which a mail waits for most of a day closes when the mail was answered', () => {
  const log = new FloorLog();
  visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
  const [at, waitMs] = [START_AT + 2 * MINUTE, 20 * HOUR_MS];
  const mail = { queue: 'mail', media: 'email', visit: 'm1', enqueuedAt: at };
  log.send({ t: 'queue.entered', at, d: mail });
  const closing = new ClosingQuarterHours(START_AT + 2 * MINUTE);
  for (const hours of [1, 5, 19]) expect(due(closing, log, START_AT + hours * HOUR_MS)).toEqual([]);
  log.send({ t: 'queue.left', at: at + waitMs, d: { ...mail, waitMs, outcome: 'answered' } });
  expect(due(closing, log, at + waitMs + SECOND)).toMatchObject([{ slotAtMs: START_AT, numbers: { answered: 2 } }]);
});

test('[PR5] a quarter hour in which somebody still waits has not closed, and has no badge', async () => {
  const warehouse = await spaces.fresh();
  const log = new FloorLog();
  visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
  visit(log, 'v2', START_AT + 14 * MINUTE, null);
  await write(warehouse, log.lines);
  expect(await reconcile(warehouse, PERIOD, START_AT + 20 * MINUTE)).toEqual([]);
});

test('[PR5] what came late explains only numbers that count it', async () => {
  const warehouse = await spaces.fresh();
  const log = new FloorLog();
  visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
  const [closed] = due(new ClosingQuarterHours(START_AT), log, CLOSED);
  await keepLiveAtClose(warehouse, [{ ...closed!, numbers: { ...closed!.numbers, answered: 4 } }]);
  const survey = { survey: 's1', kind: 'csat', stage: 'answered', score: 5, scaleMax: 5 };
  log.send({ t: 'survey.answered', at: START_AT + 3 * MINUTE, d: survey }, START_AT + HOUR_MS);
  await write(warehouse, log.lines);
  const [badge] = await reconcile(warehouse, PERIOD, START_AT + 2 * HOUR_MS);
  expect(badge).toMatchObject({ state: 'unexplained', moved: [{ metric: 'answered', explained: false }] });
  expect(badge!.events).toHaveLength(1);
});

test('[PR5] a definition that reaches back into a closed quarter hour is named where the numbers that it judges moved', async () => {
  const warehouse = await spaces.fresh();
  const log = new FloorLog();
  visit(log, 'v1', START_AT + MINUTE, 9 * SECOND);
  visit(log, 'v2', START_AT + 2 * MINUTE, 18 * SECOND, undefined, 'tec');
  await keepLiveAtClose(warehouse, due(new ClosingQuarterHours(START_AT), log, CLOSED));
  const saidAt = START_AT + HOUR_MS;
  const stricter = { kind: 'queue', id: 'tec', validFrom: START_AT, attrs: { slThresholdMs: 15_000 } };
  log.send({ t: 'dim.upsert', at: saidAt, d: stricter });
  const said = log.lines.length;
  await write(warehouse, log.lines);
  const [badge] = await reconcile(warehouse, PERIOD, START_AT + 2 * HOUR_MS);
  expect(badge).toMatchObject({ state: 'late', events: [{ p: 'acd', n: said, receivedAt: saidAt }] });
  expect(badge!.moved).toContainEqual({ metric: 'service_level', live: 1, report: 0.5, explained: true });
  expect(badgeReadings([badge!]).every(holds)).toBe(true);
  expect(badge!.moved.map(({ metric }) => metric)).toEqual(['service_level', 'service_level']);
});
