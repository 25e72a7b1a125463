import { HOUR_MS } from '../time/interval.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { factsOfContact } from './contact-facts.ts';
import type { ShownFact } from './contacts-answer.ts';
import type { ScopeFilter } from './contacts-question.ts';

/** An event as its producer sent it. */
export interface RawEvent {
  p: string;
  e: number;
  n: number;
  /** ms UTC. */
  at: number;
  receivedAt: number;
  t: string;
  line: string;
}

/** All that is known of one contact. */
export interface ContactTimeline {
  ix: string;
  /** The surviving facts, by their beginning. */
  facts: readonly ShownFact[];
  /** Its events in order; null for a caller who may not read them. */
  events: readonly RawEvent[] | null;
}

/** Events of a contact are looked for this long around its facts: what comes later corrects or rates it. */
const BEFORE_MS = HOUR_MS;
const AFTER_MS = 48 * HOUR_MS;
const MOST_EVENTS = 500;

/** Null where nothing is known of that contact, or nothing that the caller may see. Throws WarehouseError. */
export async function contactTimeline(
  warehouse: Warehouse,
  ix: string,
  scope: ScopeFilter,
  raw: boolean,
): Promise<ContactTimeline | null> {
  const facts = await factsOfContact(warehouse, ix, scope);
  if (facts.length === 0) return null;
  const fromMs = Math.min(...facts.map((fact) => fact.fromMs)) - BEFORE_MS;
  const toMs = Math.max(...facts.map((fact) => fact.toMs ?? fact.fromMs)) + AFTER_MS;
  return { ix, facts, events: raw ? await rawEvents(warehouse, ix, fromMs, toMs) : null };
}

function rawEvents(warehouse: Warehouse, ix: string, fromMs: number, toMs: number): Promise<RawEvent[]> {
  // The text is looked for first: reading a line as JSON costs more than all the rest.
  return warehouse.query<RawEvent>(
    `SELECT p, e, n, at, received_at AS receivedAt, t, line FROM event_raw FINAL
    WHERE intDiv(at, ${HOUR_MS}) BETWEEN ${Math.trunc(fromMs / HOUR_MS)} AND ${Math.trunc(toMs / HOUR_MS)}
      AND position(line, {quoted:String}) > 0 AND JSONExtractString(line, 'd', 'ix') = {ix:String}
    ORDER BY at, p, e, n LIMIT ${MOST_EVENTS}`,
    { ix, quoted: JSON.stringify(ix) },
  );
}
