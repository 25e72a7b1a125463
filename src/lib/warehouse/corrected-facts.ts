import type { ContactCentreEvent, EventIdentity, UnknownEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import type { Corrected, Corrections } from '#lib/metrics/corrections.ts';
import { mergeFact, type Fact } from '#lib/metrics/fact.ts';
import { factsOf } from '#lib/metrics/facts.ts';
import { IdentityMap } from '#lib/metrics/identity-map.ts';
import { factTargetId, withPayload, type FactTarget } from '#lib/metrics/replacement.ts';
import type { LogEntry } from '#lib/streams/event-log.ts';
import { correctedEventRow, correctedKeyRow } from './correction-table.ts';
import { eventsByFactIds, eventsByIdentity } from './event-lookup.ts';
import { factId } from './fact-index.ts';
import type { Source } from './late-facts.ts';
import type { ReceivedEvents } from './received-events.ts';
import type { Warehouse } from './warehouse.ts';

type AnyEvent = ContactCentreEvent | UnknownEvent;

/** What the corrections make of the facts that a batch bears on. */
export interface CorrectedFacts {
  /** By id: the fact that stands from now on, or none. Nothing else of the batch may touch these ids. */
  facts: Map<string, CorrectedFact>;
  /** Rows of corrected_event and corrected_key. */
  events: string[];
  keys: string[];
}

export interface CorrectedFact {
  target: FactTarget;
  fact: Fact | null;
  cause: Cause;
}

/** The event of the batch that makes a fact be put together anew. */
export interface Cause {
  source: Source;
  receivedAt: number;
}

type Asked = Pick<CorrectedFact, 'target' | 'cause'>;

/** What of a batch corrections bear on. */
export interface ToCorrect {
  entries: readonly LogEntry[];
  /** The events of the batch: what its entries have besides was received before. */
  received: ReceivedEvents;
  /** What the batch's own corrections bear on, and events and facts of the batch that a correction speaks of. */
  corrected: readonly (Cause & { what: Corrected })[];
}

/**
 * Puts every fact anew together that corrections bear on: from all events of its key, those of the batch and those
 * received before, each as it counts. The same for the same events and corrections, however often and in whatever
 * batches they came. Throws WarehouseError.
 */
export async function correctedFacts(
  warehouse: Warehouse,
  { entries, received, corrected }: ToCorrect,
  corrections: Corrections,
  batch: number,
): Promise<CorrectedFacts> {
  const own = eventsOf(entries, received);
  const roots = new IdentityMap<AnyEvent | null>();
  const causes = new IdentityMap<Cause>();
  const targets = new Map<string, Asked>();
  const keys = new Set<string>();
  for (const { what, ...cause } of corrected) {
    if ('event' in what) {
      roots.set(what.event, own.get(what.event) ?? null);
      causes.set(what.event, cause);
    } else {
      const id = idOf(what.fact);
      targets.set(id, { target: what.fact, cause });
      keys.add(correctedKeyRow(id, null));
    }
  }
  const elsewhere = [...roots.entries()].filter(([, event]) => event === null).map(([identity]) => identity);
  for (const { event } of await eventsByIdentity(warehouse, elsewhere)) roots.set(event, event);

  const events: string[] = [];
  for (const [identity, event] of roots.entries()) {
    if (!event) continue;
    events.push(correctedEventRow(event, corrections.countsAs(event), batch));
    for (const target of everMade(event, identity, corrections)) {
      const id = idOf(target);
      targets.set(id, { target, cause: causes.get(identity)! });
      keys.add(correctedKeyRow(id, identity));
    }
  }
  const all = new IdentityMap<AnyEvent>();
  for (const { event } of await eventsByFactIds(warehouse, [...targets.keys()])) all.set(event, event);
  for (const [identity, event] of own.entries()) all.set(identity, event);
  for (const [identity, event] of roots.entries()) if (event) all.set(identity, event);
  const facts = new Map<string, CorrectedFact>();
  const merged = mergedFacts(
    [...all.entries()].map(([, event]) => event),
    new Map([...targets].map(([id, { target }]) => [id, target])),
    corrections,
  );
  for (const [id, { cause }] of targets) facts.set(id, { ...merged.get(id)!, cause });
  return { facts, events, keys: [...keys] };
}

/** The facts of the targets that events make, as the corrections have them. */
export function mergedFacts(
  events: Iterable<AnyEvent>,
  targets: ReadonlyMap<string, FactTarget>,
  corrections: Corrections,
): Map<string, { target: FactTarget; fact: Fact | null }> {
  const facts = new Map<string, { target: FactTarget; fact: Fact | null }>();
  for (const [id, target] of targets) facts.set(id, { target, fact: null });
  const put = (fact: Fact): void => {
    const held = facts.get(factId(fact));
    if (held) held.fact = mergeFact(held.fact, fact) ?? held.fact;
  };
  for (const event of events) for (const fact of corrections.factsOf(event)) put(fact);
  for (const held of facts.values()) {
    const holds = corrections.ofFact(held.target);
    if (holds === 'void') held.fact = null;
    else if (holds) put(holds);
  }
  return facts;
}

/** Every fact that an event makes or would make by any payload that a correction ever gave it. */
function everMade(event: AnyEvent, identity: EventIdentity, corrections: Corrections): FactTarget[] {
  const versions = corrections.payloadsFor(identity).map((data) => withPayload(event, data));
  return [event, ...versions].flatMap((version) => (version ? factsOf(version).map(targetOf) : []));
}

const targetOf = ({ kind, dims, key }: Fact): FactTarget => ({ kind, site: dims.site ?? null, key });

const idOf = ({ kind, site, key }: FactTarget): string => factTargetId(kind, site, key);

/** The events of a batch; of one identity the first. */
function eventsOf(entries: readonly LogEntry[], received: ReceivedEvents): IdentityMap<AnyEvent> {
  const events = new IdentityMap<AnyEvent>();
  for (const { lines } of entries) {
    for (const line of lines) {
      const parsed = parseLine(line);
      if (parsed.ok && received.has(parsed.event) && !events.has(parsed.event)) events.set(parsed.event, parsed.event);
    }
  }
  return events;
}
