import type { KeptNumbers, LiveAtClose } from '../metrics/live-at-close.ts';
import { NO_SITE } from './fact-table.ts';
import { textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';
import { SEPARATOR } from '#lib/metrics/separator.ts';

/** Stands where a row is of the whole site; a queue without a name is `NO_QUEUE`. No id holds such characters. */
const WHOLE_SITE = '';
const NO_QUEUE = SEPARATOR;

/** Keeps what the live path said at close. Throws WarehouseError. */
export async function keepLiveAtClose(warehouse: Warehouse, closed: readonly LiveAtClose[]): Promise<void> {
  const rows = closed.flatMap(({ site, slotAtMs, closedAtMs, queues, numbers }) => {
    const row = (queue: string, of: KeptNumbers): string =>
      `${textField(site ?? NO_SITE)}\t${slotAtMs}\t${textField(queue)}\t${closedAtMs}\t${textField(JSON.stringify(of))}\n`;
    return [row(WHOLE_SITE, numbers), ...queues.map(({ queue, numbers: of }) => row(queue ?? NO_QUEUE, of))];
  });
  await warehouse.insert('live_at_close', ['site', 'slot_at', 'queue', 'closed_at', 'numbers'], rows);
}

/** What was kept of the quarter hours of a period, by site and quarter hour. Throws WarehouseError. */
export async function readLiveAtClose(warehouse: Warehouse, fromMs: number, toMs: number): Promise<LiveAtClose[]> {
  const rows = await warehouse.query<{
    site: string;
    slotAt: number;
    queue: string;
    closedAt: number;
    numbers: string;
  }>(
    `SELECT toString(site) AS site, slot_at AS slotAt, toString(queue) AS queue, closed_at AS closedAt, numbers
    FROM live_at_close FINAL WHERE slot_at >= ${fromMs} AND slot_at < ${toMs} ORDER BY slot_at, site, queue`,
  );
  const kept = new Map<string, LiveAtClose & { queues: { queue: string | null; numbers: KeptNumbers }[] }>();
  for (const { site, slotAt, queue, closedAt, numbers: text } of rows) {
    const key = `${slotAt} ${site}`;
    const numbers = JSON.parse(text) as KeptNumbers;
    // '' sorts first: the site stands before its queues.
    if (queue === WHOLE_SITE)
      kept.set(key, {
        site: site === NO_SITE ? null : site,
        slotAtMs: slotAt,
        closedAtMs: closedAt,
        queues: [],
        numbers,
      });
    else kept.get(key)?.queues.push({ queue: queue === NO_QUEUE ? null : queue, numbers });
  }
  return [...kept.values()];
}
