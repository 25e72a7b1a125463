import { NO_SITE_SHARD, type ContactCentreEvent, type EventIdentity } from '../events/envelope.ts';
import { inferringProducer, isInferringProducer } from '../events/own-producers.ts';
import { AgentWatch, type StoredAgents } from './agent-watch.ts';
import type { FactStore } from './fact-store.ts';
import type { Ghosts, Inferred, InferenceTime } from './inferred-event.ts';
import { OpenVisits, type StoredVisits } from './open-visits.ts';
import type { Producers } from './producers.ts';

/** Events told in one go: the rest follows a second later. */
const MOST_AT_ONCE = 5_000;

/** What inference knows beside the facts, as plain data. */
export interface StoredInference {
  visits: StoredVisits;
  agents: StoredAgents;
  ghosts: Ghosts[];
}

/** What a correction bears on beside the facts. */
export interface Reconsidered {
  visits: readonly { site: string | null; visit: string; ix: string | null }[];
  /** `endedAt`: null where nothing tells the end any more. */
  contacts: readonly { site: string | null; ix: string; endedAt: number | null }[];
  agents: readonly { site: string | null; agent: string }[];
}

/**
 * What follows from what was heard, and from what was not: ghost visits, states that a newer one ended, agents whom a
 * snapshot shows otherwise. It is told as events for the log (contract 3), and counts when it comes back from there:
 * told twice, or again after a crash, it changes no number. Pure: it is told the time.
 */
export class Inference {
  readonly #visits: OpenVisits;
  readonly #agents: AgentWatch;
  readonly #producers: Producers;
  readonly #ghosts = new Map<string, Ghosts>();
  /** Conclusions told and not yet come back. */
  #told = new Set<string>();
  readonly #sequences = new Map<string, { e: number; n: number }>();
  #startedAt: number | null = null;

  constructor(visits: FactStore, spans: FactStore, producers: Producers, stored?: StoredInference) {
    this.#producers = producers;
    this.#visits = new OpenVisits(visits, stored?.visits);
    this.#agents = new AgentWatch(spans, (p, atMs) => producers.hasHoleAt(p, atMs), stored?.agents);
    for (const ghosts of stored?.ghosts ?? []) this.#ghosts.set(ghosts.p, ghosts);
  }

  /** Takes note of an event whose facts are folded already. */
  receive(event: ContactCentreEvent, receivedAt: number): void {
    switch (event.t) {
      case 'queue.entered':
      case 'queue.left':
      case 'ix.ended': {
        const p = this.#visits.receive(event, receivedAt);
        if (p !== null && isInferringProducer(event.p)) this.#ghostsOf(p).visits += 1;
        return;
      }
      case 'agent.state':
      case 'agent.snapshot':
      case 'producer.hello': {
        const p = this.#agents.receive(event, receivedAt);
        if (p !== null) this.#ghostsOf(p).agents += 1;
        return;
      }
      default:
    }
  }

  /**
   * Events to append now, each once. To be called only at the end of the log. `epoch`: start of this process, ms UTC;
   * the events' own is greater than any of theirs in the log. `ruled`: what the rules of producers ask for.
   */
  due(time: InferenceTime, epoch: number, ruled: Iterable<Inferred>): ContactCentreEvent[] {
    this.#startedAt ??= time.serverMs;
    const told = new Set<string>();
    const events: ContactCentreEvent[] = [];
    const tell = ({ key, event }: Inferred): void => {
      if (!this.#told.has(key)) {
        if (events.length >= MOST_AT_ONCE) return;
        events.push(this.#numbered(event, epoch));
      }
      told.add(key);
    };
    for (const inferred of this.#visits.inferred(time)) tell(inferred);
    for (const inferred of this.#agents.inferred(time, this.#startedAt)) tell(inferred);
    for (const inferred of ruled) tell(inferred);
    this.#told = told;
    return events;
  }

  /** By producer, those with the most first. */
  ghosts(): Ghosts[] {
    return [...this.#ghosts.values()].sort((a, b) => b.visits + b.agents - (a.visits + a.agents));
  }

  /** Takes back what an event said of agents beside its facts. Gives the event, as far as it is known; null: nothing. */
  withdraw(identity: EventIdentity): ContactCentreEvent | null {
    return this.#agents.withdraw(identity);
  }

  /** Facts were corrected: follows what stands now. */
  reconsider({ visits, contacts, agents }: Reconsidered, receivedAt: number): void {
    for (const { site, ix, endedAt } of contacts) this.#visits.reconsiderContact(site, ix, endedAt, receivedAt);
    for (const { site, visit, ix } of visits) this.#visits.reconsider(site, visit, ix, receivedAt);
    for (const { site, agent } of agents) this.#agents.reconsider(site, agent, receivedAt);
  }

  forgetBefore(instantMs: number): void {
    this.#agents.forgetBefore(instantMs);
  }

  stored(): StoredInference {
    return { visits: this.#visits.stored(), agents: this.#agents.stored(), ghosts: [...this.#ghosts.values()] };
  }

  #ghostsOf(p: string): Ghosts {
    let ghosts = this.#ghosts.get(p);
    if (!ghosts) this.#ghosts.set(p, (ghosts = { p, visits: 0, agents: 0 }));
    return ghosts;
  }

  #numbered(event: Inferred['event'], epoch: number): ContactCentreEvent {
    const p = inferringProducer(event.d.site ?? NO_SITE_SHARD);
    let sequence = this.#sequences.get(p);
    if (!sequence) {
      const newest = this.#producers.newestEpoch(p);
      sequence = { e: newest === null ? epoch : Math.max(epoch, newest + 1), n: 0 };
      this.#sequences.set(p, sequence);
    }
    sequence.n += 1;
    return { v: 1, p, ...sequence, ...event } as ContactCentreEvent;
  }
}
