import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '../events/envelope.ts';
import { Corrections, type Correction } from '../metrics/corrections.ts';
import { FACT_KIND_NAMES, type FactKind } from '../metrics/fact-kinds.ts';
import { RANK, type Fact, type Rank } from '../metrics/fact.ts';
import { IdentityMap } from '../metrics/identity-map.ts';
import { factTargetId, typeOfSource, type FactTarget } from '../metrics/replacement.ts';
import type { FactStore } from './fact-store.ts';
import type { Reconsidered } from './inference.ts';
import { SEPARATOR } from '../metrics/separator.ts';

type AnyEvent = ContactCentreEvent | UnknownEvent;

/** An event that counts otherwise than it came, as far as it is known: whole, or by the facts that it had made. */
interface Held {
  event: AnyEvent;
  /** Null where the event is whole. */
  facts: Fact[] | null;
  receivedAt: number;
}

/** What the corrections change, as plain data. */
export interface StoredCorrections {
  corrections: Correction[];
  held: Held[];
  withheld: { target: FactTarget; facts: Fact[] }[];
  silent: [identity: EventIdentity, at: number][];
}

/** What the corrected state takes back from, and counts into. */
export interface Correctable {
  stores: Readonly<Record<FactKind, FactStore>>;
  /** Counts an event as it is: its facts through `put`, and what it says beside them. */
  count(event: AnyEvent, receivedAt: number): void;
  /** Takes back what an event said beside its facts; gives it as far as it is known. */
  withdraw(identity: EventIdentity): ContactCentreEvent | null;
  reconsider(what: Reconsidered, receivedAt: number): void;
}

/**
 * Makes the state follow the corrections: as if every event had always been what it counts as. An event that comes after
 * its correction counts by it at once; for one that came before, everything of its facts' keys is put together anew, for
 * all new corrections in one go, before the next question is answered.
 */
export class CorrectedState {
  readonly corrections: Corrections;
  readonly #state: Correctable;
  readonly #held = new IdentityMap<Held>();
  /** The facts of keys of which none counts. */
  readonly #withheld = new Map<string, { target: FactTarget; facts: Fact[] }>();
  /** Instants of updates of legs that make no fact: a replacement of one may make one. */
  readonly #silent = new IdentityMap<number>();
  readonly #pendingEvents = new IdentityMap<true>();
  readonly #pendingFacts = new Map<string, FactTarget>();
  /** Contacts of visits that are put together anew. */
  readonly #contacts = new Map<string, string>();
  #newestReceivedAt = 0;

  constructor(state: Correctable, stored?: StoredCorrections) {
    this.#state = state;
    this.corrections = new Corrections(stored?.corrections);
    for (const held of stored?.held ?? []) this.#held.set(held.event, held);
    for (const { target, facts } of stored?.withheld ?? [])
      this.#withheld.set(factTargetId(target.kind, target.site, target.key), { target, facts });
    for (const [identity, at] of stored?.silent ?? []) this.#silent.set(identity, at);
  }

  /** An update of a leg that made no fact came. */
  noteSilent(update: EventOf<'leg.updated'>): void {
    this.#silent.set(update, update.at);
  }

  /** Takes a correction in; it shows after `settle`. */
  receive(correction: Correction, receivedAt: number): void {
    this.#newestReceivedAt = receivedAt;
    const corrected = this.corrections.receive(correction);
    if (!corrected) return;
    if ('event' in corrected) this.#pendingEvents.set(corrected.event, true);
    else {
      const { kind, site, key } = corrected.fact;
      this.#pendingFacts.set(factTargetId(kind, site, key), corrected.fact);
    }
  }

  /** What an event counts as; null: nothing. It is held where that is not itself. */
  countsAs(event: AnyEvent, receivedAt: number): AnyEvent | null {
    if (!this.corrections.speaksOf(event)) return event;
    this.#held.set(event, { event, facts: null, receivedAt });
    return this.corrections.countsAs(event);
  }

  /** Counts a fact, unless none of its key counts. */
  put(fact: Fact): void {
    if (this.#withheld.size > 0) {
      const withheld = this.#withheld.get(factTargetId(fact.kind, fact.dims.site ?? null, fact.key));
      if (withheld) {
        withheld.facts.push(fact);
        return;
      }
    }
    this.#state.stores[fact.kind].upsert(fact);
  }

  /** Makes everything count as the corrections received so far have it. */
  settle(): void {
    if (this.#pendingEvents.size === 0 && this.#pendingFacts.size === 0) return;
    const touched = new Map<string, FactTarget>(this.#pendingFacts);
    const events = [...this.#pendingEvents.entries()].map(([identity]) => identity);
    for (const [identity] of [...this.#pendingEvents.entries()]) this.#pendingEvents.delete(identity);
    this.#pendingFacts.clear();
    if (events.length > 0) {
      this.#takeBack(events, touched);
      for (const identity of events) this.#countAnew(identity, touched);
    }
    for (const target of touched.values()) this.#holdKey(target);
    this.#state.reconsider(this.#beside(touched), this.#newestReceivedAt);
    this.#contacts.clear();
  }

  /** Lets go of what bears on nothing that any window shows. */
  forgetBefore(instantMs: number): void {
    for (const [identity, { event }] of [...this.#held.entries()])
      if (event.at < instantMs) this.#held.delete(identity);
    for (const [identity, at] of [...this.#silent.entries()]) if (at < instantMs) this.#silent.delete(identity);
    for (const { facts } of this.#withheld.values()) {
      const kept = facts.filter(({ from, to, at }) => Math.max(from, to ?? at, at) >= instantMs);
      facts.splice(0, facts.length, ...kept);
    }
  }

  stored(): StoredCorrections {
    return {
      corrections: this.corrections.stored(),
      held: [...this.#held.entries()].map(([, held]) => held),
      withheld: [...this.#withheld.values()],
      silent: [...this.#silent.entries()],
    };
  }

  /** Takes everything of the events out, wherever it stands; what is not known of them otherwise is held. */
  #takeBack(events: readonly EventIdentity[], touched: Map<string, FactTarget>): void {
    const wanted = new IdentityMap<Fact[]>();
    for (const identity of events) wanted.set(identity, []);
    for (const kind of FACT_KIND_NAMES) {
      const store = this.#state.stores[kind];
      for (const { site, key } of store.keysFrom(events)) {
        touched.set(factTargetId(kind, site, key), { kind, site, key });
        for (const fact of store.extract(site, key)) {
          this.#note(fact);
          const taken = wanted.get(fact.end ?? fact);
          if (taken) taken.push(fact);
          else store.upsert(fact);
        }
      }
    }
    for (const { target, facts } of this.#withheld.values()) {
      const rest = facts.filter((fact) => !wanted.has(fact));
      if (rest.length === facts.length) continue;
      touched.set(factTargetId(target.kind, target.site, target.key), target);
      for (const fact of facts) wanted.get(fact)?.push(fact);
      facts.splice(0, facts.length, ...rest);
    }
    for (const identity of events) {
      const said = this.#state.withdraw(identity);
      if (this.#held.has(identity)) continue;
      const facts = wanted.get(identity)!;
      const receivedAt = this.#newestReceivedAt;
      if (said) this.#held.set(identity, { event: said, facts: null, receivedAt });
      else if (facts.length > 0) {
        const source = facts.find(({ rank }) => (rank as number) >= 0) ?? facts[0]!;
        const { p, e, n } = identity;
        const event = { v: 1, t: typeOfSource(source), p, e, n, at: source.at, d: {} } as AnyEvent;
        this.#held.set(identity, { event, facts, receivedAt });
      } else if (this.#silent.has(identity)) {
        const event = { v: 1, t: 'leg.updated', ...identity, at: this.#silent.get(identity)!, d: {} } as AnyEvent;
        this.#held.set(identity, { event, facts, receivedAt });
      }
    }
  }

  #countAnew(identity: EventIdentity, touched: Map<string, FactTarget>): void {
    const held = this.#held.get(identity);
    if (!held) return;
    const counting = this.corrections.countsAs(held.event);
    if (!counting) return;
    const isItself = counting === held.event;
    const facts = isItself && held.facts ? held.facts : this.corrections.factsOf(held.event);
    for (const { kind, dims, key } of facts) {
      const site = dims.site ?? null;
      touched.set(factTargetId(kind, site, key), { kind, site, key });
    }
    if (isItself && held.facts) for (const fact of held.facts) this.put(fact);
    else this.#state.count(counting, held.receivedAt);
  }

  /** A fact as the corrections of its key have it: none, another one, or what the events say. */
  #holdKey(target: FactTarget): void {
    const { kind, site, key } = target;
    const id = factTargetId(kind, site, key);
    const withheld = this.#withheld.get(id);
    if (!withheld && !this.corrections.correctsFacts) return;
    const holds = this.corrections.ofFact(target);
    const store = this.#state.stores[kind];
    // What a correction gave before stands or falls with the corrections.
    const told = [...(withheld?.facts ?? []), ...store.extract(site, key)].filter(
      ({ rank, end }) => !isGiven(end?.rank ?? rank),
    );
    this.#withheld.delete(id);
    if (holds === 'void') {
      this.#withheld.set(id, { target, facts: told });
      return;
    }
    for (const fact of told) {
      this.#note(fact);
      store.upsert(fact);
    }
    if (holds) store.upsert(holds);
  }

  #note({ kind, dims, key, ix }: Fact): void {
    if (kind === 'visit' && ix !== null) this.#contacts.set(factTargetId(kind, dims.site ?? null, key), ix);
  }

  #beside(touched: ReadonlyMap<string, FactTarget>): Reconsidered {
    const visits: { site: string | null; visit: string; ix: string | null }[] = [];
    const contacts: { site: string | null; ix: string; endedAt: number | null }[] = [];
    const agents: { site: string | null; agent: string }[] = [];
    for (const [id, { kind, site, key }] of touched) {
      const store = this.#state.stores[kind];
      if (kind === 'visit') visits.push({ site, visit: key, ix: this.#contacts.get(id) ?? null });
      else if (kind === 'contact') contacts.push({ site, ix: key, endedAt: lastEnd(store, site, key) });
      else if (kind === 'span') agents.push({ site, agent: key.slice(0, key.lastIndexOf(SEPARATOR)) });
    }
    return { visits, contacts, agents };
  }
}

const isGiven = (rank: Rank): boolean => rank === RANK.correction;

/** Of several ends that were told of a contact the last one holds for what is still open of it. */
function lastEnd(store: FactStore, site: string | null, key: string): number | null {
  const told = store.extract(site, key);
  for (const fact of told) store.upsert(fact);
  const ends = told.flatMap(({ to }) => (to === null ? [] : [to]));
  return ends.length === 0 ? null : Math.max(...ends);
}
