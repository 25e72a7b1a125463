import type { ContactCentreEvent, EventOf } from '../events/envelope.ts';
import { VISIT_LIMIT_MS, isLimitedMedia } from '../metrics/gauge-limits.ts';
import type { FactStore } from './fact-store.ts';
import { INFERENCE_GRACE_MS, PIPE_MS, type Inferred, type InferenceTime, type Standings } from './inferred-event.ts';
import { SEPARATOR } from '../metrics/separator.ts';

interface OpenVisit {
  /** The producer that told of it. */
  p: string;
  d: EventOf<'queue.entered'>['d'];
  receivedAt: number;
  /** When its interaction ended, and when that was received; null while it goes on. */
  ended: { at: number; receivedAt: number } | null;
}

export interface StoredVisits {
  open: [string, OpenVisit][];
  endedContacts: [string, number][][];
}

type Visits = Standings &
  Pick<FactStore, 'fact'> & {
    terminate(site: string | null, key: string, atMs: number): void;
    resume(site: string | null, key: string): void;
  };

/** Visits whose end no source has told, and which contacts are over: what makes ghosts visible. */
export class OpenVisits {
  readonly #visits: Visits;
  readonly #open = new Map<string, OpenVisit>();
  /** Open visits of a contact. */
  readonly #ofContact = new Map<string, string[]>();
  /** When contacts ended, in two generations: an older one is let go as a whole. */
  #endedContacts: Map<string, number>[];
  #generationFrom = Number.NEGATIVE_INFINITY;

  constructor(visits: Visits, stored?: StoredVisits) {
    this.#visits = visits;
    this.#endedContacts = (stored?.endedContacts ?? [[], []]).map((generation) => new Map(generation));
    for (const [key, visit] of stored?.open ?? []) this.#put(key, visit);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Takes note of an event that is folded already. Gives the producer of the visit that it ended, if it was open. */
  receive(event: ContactCentreEvent, receivedAt: number): string | null {
    switch (event.t) {
      case 'queue.entered': {
        const { d, p } = event;
        if (this.#visits.standing(d.site ?? null, d.visit) !== 'open') return null;
        const at = d.ix === undefined ? undefined : this.#endOf(idOf(d.site, d.ix));
        const visit: OpenVisit = { p, d, receivedAt, ended: at === undefined ? null : { at, receivedAt } };
        this.#put(idOf(d.site, d.visit), visit);
        return null;
      }
      case 'queue.left':
        return this.#remove(idOf(event.d.site, event.d.visit));
      case 'ix.ended':
        this.#end(idOf(event.d.site, event.d.ix), event.d.endedAt ?? event.at, receivedAt);
        return null;
      default:
        return null;
    }
  }

  /** The ends that follow: a call that waits beyond the limit, a visit whose contact is over. */
  *inferred({ nowMs, serverMs, speed }: InferenceTime): Iterable<Inferred> {
    for (const [key, { d, receivedAt, ended }] of this.#open) {
      const limitAt = isLimitedMedia(d.media) ? d.enqueuedAt + VISIT_LIMIT_MS : Number.POSITIVE_INFINITY;
      const overAt = ended ? Math.max(d.enqueuedAt, ended.at) : Number.POSITIVE_INFINITY;
      const isOver = ended !== null && serverMs - Math.max(receivedAt, ended.receivedAt) >= INFERENCE_GRACE_MS;
      const isPastLimit = nowMs > limitAt && (serverMs - receivedAt) * speed >= PIPE_MS;
      if (!isOver && !isPastLimit) continue;
      const endAt = Math.min(limitAt, overAt);
      yield {
        key: `visit ${key} ${endAt}`,
        event: { t: 'queue.left', at: endAt, d: { ...dimensionsOf(d), waitMs: endAt - d.enqueuedAt, outcome: 'lost' } },
      };
    }
  }

  /**
   * The fact of a visit was corrected: it is open or not by what stands now. `ix`: its contact, where that is known.
   */
  reconsider(site: string | null, visit: string, ix: string | null, receivedAt: number): void {
    const id = idOf(site ?? undefined, visit);
    const known = this.#open.get(id);
    this.#remove(id);
    const fact = this.#visits.fact(site, visit);
    if (!fact || fact.to !== null) return;
    const contact = ix ?? known?.d.ix;
    const told = Object.entries(fact.dims).filter(([, value]) => value !== null);
    const d = {
      ...Object.fromEntries(told),
      visit,
      enqueuedAt: fact.from,
      ...(contact === undefined ? {} : { ix: contact }),
    } as OpenVisit['d'];
    const at = contact === undefined ? undefined : this.#endOf(idOf(d.site, contact));
    const since = known?.receivedAt ?? receivedAt;
    if (at === undefined) this.#visits.resume(site, visit);
    this.#put(id, { p: fact.p, d, receivedAt: since, ended: at === undefined ? null : { at, receivedAt: since } });
  }

  /** What is told of the end of a contact was corrected: it ended at an instant, or goes on (null). */
  reconsiderContact(site: string | null, ix: string, endedAt: number | null, receivedAt: number): void {
    const contact = idOf(site ?? undefined, ix);
    for (const generation of this.#endedContacts) generation.delete(contact);
    if (endedAt !== null) return this.#end(contact, endedAt, receivedAt);
    for (const key of this.#ofContact.get(contact) ?? []) {
      const visit = this.#open.get(key)!;
      visit.ended = null;
      this.#visits.resume(visit.d.site ?? null, visit.d.visit);
    }
  }

  stored(): StoredVisits {
    return { open: [...this.#open], endedContacts: this.#endedContacts.map((generation) => [...generation]) };
  }

  #put(key: string, visit: OpenVisit): void {
    const { d, ended } = visit;
    if (!this.#open.has(key) && d.ix !== undefined) {
      const contact = idOf(d.site, d.ix);
      const visits = this.#ofContact.get(contact);
      if (visits) visits.push(key);
      else this.#ofContact.set(contact, [key]);
    }
    this.#open.set(key, visit);
    if (ended) this.#visits.terminate(d.site ?? null, d.visit, ended.at);
  }

  #remove(key: string): string | null {
    const visit = this.#open.get(key);
    if (!visit) return null;
    this.#open.delete(key);
    const { site, ix } = visit.d;
    if (ix !== undefined) {
      const contact = idOf(site, ix);
      const others = this.#ofContact.get(contact)?.filter((other) => other !== key) ?? [];
      if (others.length > 0) this.#ofContact.set(contact, others);
      else this.#ofContact.delete(contact);
    }
    return visit.p;
  }

  #end(contact: string, at: number, receivedAt: number): void {
    if (receivedAt - this.#generationFrom > VISIT_LIMIT_MS) {
      this.#endedContacts = [new Map(), this.#endedContacts[0]!];
      this.#generationFrom = receivedAt;
    }
    // Told twice, the later end holds, whatever came first.
    const endedAt = Math.max(at, this.#endOf(contact) ?? at);
    this.#endedContacts[0]!.set(contact, endedAt);
    for (const key of this.#ofContact.get(contact) ?? []) {
      const visit = this.#open.get(key)!;
      visit.ended = { at: endedAt, receivedAt };
      this.#visits.terminate(visit.d.site ?? null, visit.d.visit, endedAt);
    }
  }

  #endOf(contact: string): number | undefined {
    return this.#endedContacts[0]!.get(contact) ?? this.#endedContacts[1]!.get(contact);
  }
}

const idOf = (site: string | undefined, id: string): string => (site ?? '') + SEPARATOR + id;

/** What the visit's end repeats of its beginning. */
function dimensionsOf(d: OpenVisit['d']): Omit<EventOf<'queue.left'>['d'], 'waitMs' | 'outcome'> {
  const repeated: Record<string, unknown> = { ...d };
  for (const field of ['priority', 'position', 'attempt#']) delete repeated[field];
  return repeated as Omit<EventOf<'queue.left'>['d'], 'waitMs' | 'outcome'>;
}
