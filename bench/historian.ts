import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import { toAppended } from '#lib/sources/simulator/paced-floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import type { Appended } from '#lib/streams/event-log.ts';
import { RAW_COLUMNS, readBatch } from '#lib/warehouse/event-batch.ts';
import { createHistorian, HISTORIAN_LIMITS } from '#lib/warehouse/historian.ts';
import { migrate } from '#lib/warehouse/migrate.ts';
import { Corrections } from '#lib/metrics/corrections.ts';
import { ReceivedEvents } from '#lib/warehouse/received-events.ts';
import { createRollup } from '#lib/warehouse/rollup.ts';
import { openWarehouse } from '#lib/warehouse/warehouse.ts';
import { january } from '../tests/support/january.ts';

export interface HistorianFigures {
  events: number;
  facts: number;
  /** Quarter hours built, over all kinds. */
  slots: number;
  /** From the log to raw events, facts, index and roll-ups. */
  eventsPerSecond: number;
  /** The same without the roll-ups. */
  withoutRollupPerSecond: number;
  /** The raw rows alone, ready made, in batches of the same size: the ceiling. */
  barePerSecond: number;
  /** eventsPerSecond / barePerSecond. */
  ratioToBare: number;
  /** CPU of the process per event, microseconds: log reading, counting, engine and its merges. */
  cpuMicrosecondsPerEvent: number;
}

const DAY_MS = 86_400_000;
const APPEND_LINES = 1_000;

/** A real month where the data is there, else a simulated day. */
function lines(): Appended[] {
  if (january) {
    const text = gunzipSync(readFileSync(january.events)).toString().trimEnd();
    return text.split('\n').map((line) => {
      // The rest of the event is let go: the collector would walk through all of it all the while.
      const { p, e, n, at } = JSON.parse(line) as Appended;
      return { p, e, n, at, shard: 'bank', line };
    });
  }
  const startAt = Date.UTC(2026, 10, 19);
  const floor = createFloor(PRESETS.changsha!, { seed: 1, startAt, epoch: startAt, historyMs: 0 });
  const events: Appended[] = [];
  while (floor.now < startAt + DAY_MS)
    for (const event of floor.next(floor.now + 60_000)) events.push(toAppended(event));
  return events;
}

/** Writes real or simulated events from the embedded log into the embedded engine. The process may have no other warehouse open. */
export async function benchHistorian(directory: string): Promise<HistorianFigures> {
  const appended = lines();
  const log = openEmbeddedLog({ directory: join(directory, 'log'), now: Date.now });
  for (let at = 0; at < appended.length; at += APPEND_LINES) await log.append(appended.slice(at, at + APPEND_LINES));
  const warehouse = await openWarehouse({ directory: join(directory, 'warehouse') });
  await migrate(warehouse);

  const group = await log.group('history');
  const historian = createHistorian({ warehouse, group, bury: (letters) => log.bury(letters) });
  const cpu = process.cpuUsage();
  const began = performance.now();
  const written = new Promise<void>((resolve) => {
    const poll = setInterval(() => {
      if (historian.progress().lines < appended.length) return;
      clearInterval(poll);
      resolve();
    }, 5);
  });
  const running = historian.run();
  await written;
  const historianSeconds = (performance.now() - began) / 1_000;
  const rollup = await createRollup({ warehouse, clock: { now: Date.now, speed: 1 } });
  const slots = await rollup.buildDirty(Number.MAX_SAFE_INTEGER);
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await historian.stop();
  await running;

  const bareSeconds = await benchBare(
    warehouse,
    appended.map(({ line }) => line),
  );
  const { events, facts } = historian.progress();
  await group.close();
  await warehouse.close();
  await log.close();
  return {
    events,
    facts,
    slots,
    eventsPerSecond: Math.round(events / seconds),
    withoutRollupPerSecond: Math.round(events / historianSeconds),
    barePerSecond: Math.round(events / bareSeconds),
    ratioToBare: bareSeconds / seconds,
    cpuMicrosecondsPerEvent: (user + system) / events,
  };
}

async function benchBare(warehouse: Awaited<ReturnType<typeof openWarehouse>>, all: string[]): Promise<number> {
  await warehouse.command('CREATE TABLE bare AS event_raw');
  const { raw } = readBatch(
    [{ shard: 'bank', id: '1', receivedAt: 0, lines: all }],
    new ReceivedEvents(),
    new Corrections(),
  );
  const began = performance.now();
  for (let at = 0; at < raw.length; at += HISTORIAN_LIMITS.linesPerBatch) {
    await warehouse.insert('bare', RAW_COLUMNS, raw.slice(at, at + HISTORIAN_LIMITS.linesPerBatch));
  }
  const seconds = (performance.now() - began) / 1_000;
  await warehouse.command('DROP TABLE bare');
  return seconds;
}

if (import.meta.main) console.log(await benchHistorian(process.argv[2] ?? 'data/bench'));
