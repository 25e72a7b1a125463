import type { ContactCentreEvent, EventIdentity, UnknownEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import { sqlText } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** An event of the raw table, as it was received first. */
export interface RawEvent {
  event: ContactCentreEvent | UnknownEvent;
  receivedAt: number;
}

interface Row {
  line: string;
  receivedAt: number;
}

/** Ids in one condition: the skip index of the keys is asked for each of them. */
const IDS_PER_QUERY = 2_000;

/** The events with these identities that were received. Throws WarehouseError. */
export async function eventsByIdentity(
  warehouse: Warehouse,
  identities: readonly EventIdentity[],
): Promise<RawEvent[]> {
  const found: RawEvent[] = [];
  for (const part of parts(identities)) {
    const numbers = [...new Set(part.map(({ n }) => n))].join(',');
    const named = part.map(({ p, e, n }) => `(${sqlText(p)},${e},${n})`).join(',');
    found.push(...(await read(warehouse, `n IN (${numbers}) AND (p, e, n) IN (${named})`)));
  }
  return found;
}

/**
 * The events that make the facts with these ids as they were received, or that do by a payload that a correction gave
 * them. Throws WarehouseError.
 */
export async function eventsByFactIds(warehouse: Warehouse, ids: readonly string[]): Promise<RawEvent[]> {
  const found: RawEvent[] = [];
  for (const part of parts(ids)) {
    const list = part.map(sqlText).join(',');
    found.push(...(await read(warehouse, `hasAny(keys, [${list}])`)));
    const corrected = await warehouse.query<EventIdentity>(
      `SELECT DISTINCT toString(p) AS p, e, n FROM corrected_key WHERE id IN (${list}) AND p != ''`,
    );
    if (corrected.length > 0) found.push(...(await eventsByIdentity(warehouse, corrected)));
  }
  return found;
}

/** The events of a contact, by instant. Throws WarehouseError. */
export async function eventsOfContact(warehouse: Warehouse, ix: string): Promise<RawEvent[]> {
  return read(warehouse, `ix = ${sqlText(ix)}`);
}

async function read(warehouse: Warehouse, condition: string): Promise<RawEvent[]> {
  const rows = await warehouse.query<Row>(`
    SELECT argMin(line, received_at) AS line, min(received_at) AS receivedAt
    FROM event_raw WHERE ${condition} GROUP BY p, e, n ORDER BY min(at), p, e, n`);
  return rows.flatMap(({ line, receivedAt }) => {
    const parsed = parseLine(line);
    return parsed.ok ? [{ event: parsed.event, receivedAt }] : [];
  });
}

function* parts<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  for (let from = 0; from < items.length; from += IDS_PER_QUERY) yield items.slice(from, from + IDS_PER_QUERY);
}
