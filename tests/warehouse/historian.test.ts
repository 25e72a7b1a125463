import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openEmbeddedLog, type EmbeddedLog } from '#lib/streams/embedded-log.ts';
import type { DeadLetter } from '#lib/streams/event-log.ts';
import { dimensionVersions } from '#lib/warehouse/dimension-versions.ts';
import { createHistorian, type Historian, type HistorianOptions } from '#lib/warehouse/historian.ts';
import { producerSpans } from '#lib/warehouse/producer-spans.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { WarehouseError } from '#lib/warehouse/warehouse-error.ts';
import { appended } from './appended.ts';
import { openSpaces, type Spaces } from './spaces.ts';

const START_AT = 1_772_438_400_000;

let spaces: Spaces;
let directory: string;
let logs = 0;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  spaces = await openSpaces('server');
  directory = mkdtempSync(join(tmpdir(), 'floorlight-historian-'));
}, 60_000);
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await spaces.close();
  rmSync(directory, { recursive: true });
});

const line = (n: number, t: string, d: object, { p = 'acd-1', at = START_AT + n } = {}): string =>
  JSON.stringify({ v: 1, t, p, e: START_AT, n, at, d: { site: 'cs', ...d } });

function freshLog(): EmbeddedLog {
  const log = openEmbeddedLog({ directory: join(directory, `log-${(logs += 1)}`), now: () => START_AT + 5 });
  closing.push(() => log.close());
  return log;
}

async function start(
  log: EmbeddedLog,
  warehouse: Warehouse,
  options: Partial<HistorianOptions> = {},
): Promise<Historian> {
  const group = await log.group('history');
  const historian = createHistorian({
    warehouse,
    group,
    bury: (letters) => log.bury(letters),
    limits: { batchMs: 20 },
    ...options,
  });
  const running = historian.run();
  closing.push(async () => {
    await historian.stop();
    await running;
    await group.close();
  });
  return historian;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition did not come true within 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const caughtUp = (historian: Historian): Promise<void> => until(async () => (await historian.lag()) === 0);

test('[WH4] every received event stands in event_raw once, and only what is valid; the rest is buried', async () => {
  const [log, warehouse] = [freshLog(), await spaces.fresh()];
  const visit = line(1, 'queue.left', { visit: 'v1', enqueuedAt: START_AT, waitMs: 1_200, outcome: 'answered' });
  const unknown = line(2, 'of.the.future', { queue: 'svc' });
  // Past the ingest, as by another writer of the same Redis: broken, repeated, and repeated with other content.
  const group = await log.group('history');
  const other = visit.replace('1200', '9000');
  await log.append([visit, unknown].map(appended));
  const historian = createHistorian({
    warehouse,
    bury: (letters) => log.bury(letters),
    limits: { batchMs: 20 },
    group: {
      ...group,
      read: async (entries, waitMs) =>
        (await group.read(entries, waitMs)).map((entry) => ({
          ...entry,
          lines: [...entry.lines, '{broken', visit, other],
        })),
      acknowledge: (entries) => group.acknowledge(entries),
      lag: () => group.lag(),
      skipped: 0,
      close: () => group.close(),
    },
  });
  const running = historian.run();
  await caughtUp(historian);
  await historian.stop();
  await running;
  expect(await warehouse.query('SELECT p, n, at, received_at, site, t, line FROM event_raw FINAL ORDER BY n')).toEqual([
    { p: 'acd-1', n: 1, at: START_AT + 1, received_at: START_AT + 5, site: 'cs', t: 'queue.left', line: visit },
    { p: 'acd-1', n: 2, at: START_AT + 2, received_at: START_AT + 5, site: 'cs', t: 'of.the.future', line: unknown },
  ]);
  expect(await warehouse.query('SELECT key, wait_ms, outcome FROM fact_visit FINAL WHERE gone = 0')).toEqual([
    { key: 'v1', wait_ms: 1_200, outcome: 'answered' },
  ]);
  expect(historian.progress()).toMatchObject({
    events: 2,
    duplicates: 2,
    conflicts: 1,
    invalid: 1,
    unknownTypes: 1,
    batch: 1,
    trouble: null,
  });
  expect((await log.deadLetters(10)).map(({ code, line: text }: DeadLetter) => [code, text])).toEqual([
    ['not_json', '{broken'],
  ]);
  await group.close();
});

test('[WH4] names and settings, and from when to when a producer was heard, stand in the warehouse', async () => {
  const [log, warehouse] = [freshLog(), await spaces.fresh()];
  const name = (n: number, attrs: object, at: number) =>
    line(n, 'dim.upsert', { kind: 'queue', id: 'svc', validFrom: START_AT, attrs }, { at });
  await log.append([
    appended(name(1, { name: 'newest', slThresholdMs: 30_000 }, START_AT + 90)),
    appended(name(2, { name: 'oldest' }, START_AT + 10)),
    appended(line(3, 'dim.upsert', { kind: 'site', attrs: {} })),
    appended(line(1, 'ix.started', { ix: 'x' }, { p: 'sim-1', at: START_AT - 5 })),
  ]);
  await caughtUp(await start(log, warehouse));
  expect(await dimensionVersions(warehouse)).toEqual([
    { kind: 'queue', id: 'svc', site: 'cs', validFrom: START_AT, attrs: { name: 'newest', slThresholdMs: 30_000 } },
  ]);
  expect(await producerSpans(warehouse)).toEqual([
    {
      site: 'cs',
      p: 'acd-1',
      e: START_AT,
      firstAt: START_AT + 3,
      lastAt: START_AT + 90,
      firstN: 1,
      lastN: 3,
      simulated: false,
    },
    {
      site: 'cs',
      p: 'sim-1',
      e: START_AT,
      firstAt: START_AT - 5,
      lastAt: START_AT - 5,
      firstN: 1,
      lastN: 1,
      simulated: true,
    },
  ]);
});

test('[WH7] nothing is acknowledged before it is durable: while the warehouse is away the log keeps it, then it is written', async () => {
  const [log, warehouse] = [freshLog(), await spaces.fresh()];
  const troubles: unknown[] = [];
  const historian = await start(log, warehouse, { onProgress: ({ trouble }) => trouble && troubles.push(trouble) });
  await log.append([appended(line(1, 'ix.started', { ix: 'x1' }))]);
  await caughtUp(historian);
  await spaces.front!.suspend();
  await log.append([appended(line(2, 'ix.started', { ix: 'x2' }))]);
  await until(() => historian.progress().trouble !== null);
  expect(historian.progress().trouble).toMatchObject({
    name: 'WarehouseError',
    code: 'down',
  } satisfies Partial<WarehouseError>);
  expect(await historian.lag()).toBe(1);
  await spaces.front!.resume();
  await caughtUp(historian);
  await until(() => historian.progress().trouble === null);
  expect(await warehouse.query('SELECT n FROM event_raw FINAL ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  expect(troubles.length).toBeGreaterThan(0);
});

test('[WH7] a historian that starts again goes on, and what it wrote before is no news', async () => {
  const [log, warehouse] = [freshLog(), await spaces.fresh()];
  const open = line(1, 'queue.entered', { visit: 'v1', enqueuedAt: START_AT });
  const left = line(2, 'queue.left', { visit: 'v1', enqueuedAt: START_AT + 1, waitMs: 10, outcome: 'abandoned' });
  await log.append([appended(open)]);
  const first = await start(log, warehouse);
  await caughtUp(first);
  await first.stop();
  // Another group of the same log is given everything from the start.
  const all = await log.group('second');
  await log.append([appended(left)]);
  const second = createHistorian({
    warehouse: await spaces.again(warehouse),
    group: all,
    bury: async () => undefined,
    limits: { batchMs: 20 },
  });
  const running = second.run();
  await caughtUp(second);
  await second.stop();
  await running;
  expect(second.progress()).toMatchObject({ lines: 2, events: 1, duplicates: 1, batch: 2 });
  expect(await warehouse.query('SELECT key, from_at, version FROM fact_visit FINAL WHERE gone = 0')).toEqual([
    { key: 'v1', from_at: START_AT + 1, version: 2 },
  ]);
});
