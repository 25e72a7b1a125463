import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Appended, EventLog } from '#lib/streams/event-log.ts';
import { createHistorian } from '#lib/warehouse/historian.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { january } from '../support/january.ts';
import { waitUntil } from '../support/wait-until.ts';

/** The bank's local time: its days begin at 22:00 UTC. */
export const ZONE = '+02:00';
export const MONTH = { fromMs: Date.parse('1999-01-01T00:00:00+02:00'), toMs: Date.parse('1999-02-01T00:00:00+02:00') };

const LINES_PER_APPEND = 5_000;

export function januaryLines(): string[] {
  return gunzipSync(readFileSync(january!.events)).toString('utf8').trimEnd().split('\n');
}

/** Appends the lines as the ingest would; resolves with the number that the log took as new. */
export async function appendAll(log: EventLog, lines: readonly string[]): Promise<number> {
  let accepted = 0;
  for (let at = 0; at < lines.length; at += LINES_PER_APPEND) {
    const batch = lines.slice(at, at + LINES_PER_APPEND).map((line): Appended => {
      const { p, e, n, at: occurredAt, d } = JSON.parse(line) as Appended & { d: { site: string } };
      return { p, e, n, at: occurredAt, shard: d.site, line };
    });
    accepted += (await log.append(batch)).filter((outcome) => outcome === 'accepted').length;
  }
  return accepted;
}

/** Carries what the log holds for a group into the warehouse, to the end; resolves with what the historian counted. */
export async function carry(log: EventLog, warehouse: Warehouse, groupName: string) {
  const group = await log.group(groupName);
  const historian = createHistorian({ warehouse, group, bury: (letters) => log.bury(letters) });
  const running = historian.run();
  await waitUntil(async () => historian.progress().trouble !== null || (await historian.lag()) === 0, {
    what: 'the historian to reach the end of the log',
    timeoutMs: 240_000,
  });
  await historian.stop();
  await running;
  await group.close();
  return historian.progress();
}
