import { eventsOfContact } from '../warehouse/event-lookup.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { factsOfContact } from './contact-facts.ts';
import type { ShownFact } from './contacts-answer.ts';
import type { ScopeFilter } from './contacts-question.ts';

/** An event of a contact, as its producer sent it. */
export interface ContactEvent {
  p: string;
  e: number;
  n: number;
  /** ms UTC. */
  at: number;
  receivedAt: number;
  t: string;
  /** JSON of `d`. */
  payload: string;
}

/** All that is known of one contact. */
export interface ContactTimeline {
  ix: string;
  /** The surviving facts, by their beginning. */
  facts: readonly ShownFact[];
  /** Its events in order; null for a caller who may not read them. */
  events: readonly ContactEvent[] | null;
}

/** Null where nothing is known of that contact, or nothing that the caller may see. Throws WarehouseError. */
export async function contactTimeline(
  warehouse: Warehouse,
  ix: string,
  scope: ScopeFilter,
  withEvents: boolean,
): Promise<ContactTimeline | null> {
  const facts = await factsOfContact(warehouse, ix, scope);
  if (facts.length === 0) return null;
  return { ix, facts, events: withEvents ? await eventsOf(warehouse, ix) : null };
}

const eventsOf = async (warehouse: Warehouse, ix: string): Promise<ContactEvent[]> =>
  (await eventsOfContact(warehouse, ix)).map(({ event: { p, e, n, at, t, d }, receivedAt }) => ({
    ...{ p, e, n, at, receivedAt, t },
    payload: JSON.stringify(d),
  }));
