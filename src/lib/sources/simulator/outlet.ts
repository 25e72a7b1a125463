import { CONTRACT_VERSION, type ContactCentreEvent } from '../../events/envelope.ts';
import type { EventType, Payload } from '../../events/vocabulary.ts';
import { SIMULATED_PREFIX } from '../../events/simulated.ts';
import type { Witness } from './truth/witness.ts';

/** One process role of the simulated centre: it numbers what it sends. */
export interface Producer {
  readonly id: string;
  readonly role: 'acd' | 'dialer' | 'crm';
  /** Sequence number of the last event sent; 0 before the first. */
  sent: number;
}

export type ProducerRole = Producer['role'];

interface Draft {
  producer: Producer;
  t: EventType;
  at: number;
  order: number;
  d: Payload<EventType>;
}

/**
 * Where the floor's events leave it. While it is quiet (the warm-up) nothing leaves; only what makes the present state
 * known is kept: the events of interactions that are still open, and every agent's present state. `open` sends these
 * with their true instants, and from then on everything.
 */
export class Outlet {
  readonly producers: Readonly<Record<ProducerRole, Producer>>;
  private readonly epoch: number;
  private quiet = true;
  private ready: ContactCentreEvent[] = [];
  private readonly openInteractions = new Map<string, Draft[]>();
  private readonly agentStates = new Map<string, Draft>();
  private order = 0;
  /** Events that did not leave during the warm-up. */
  withheld = 0;
  private readonly witness: Witness | undefined;

  constructor(site: string, epoch: number, witness?: Witness) {
    this.witness = witness;
    const producer = (role: ProducerRole): Producer => ({ id: `${SIMULATED_PREFIX}${role}-${site}`, role, sent: 0 });
    this.producers = { acd: producer('acd'), dialer: producer('dialer'), crm: producer('crm') };
    this.epoch = epoch;
  }

  emit<T extends EventType>(role: ProducerRole, t: T, at: number, d: Payload<T>): void {
    const producer = this.producers[role];
    this.witness?.happened(role, t, at, d);
    if (this.quiet) this.withhold({ producer, t, at, order: this.order++, d });
    else this.send(producer, t, at, d);
  }

  /** The interaction is over, its last wrap-up included. */
  forget(ix: string): void {
    if (this.quiet) this.openInteractions.delete(ix);
  }

  /** Ends the warm-up. `introduce` sends what has to come first, at the instant that it is given. */
  open(now: number, introduce: (at: number) => void): void {
    const drafts = [...this.agentStates.values(), ...[...this.openInteractions.values()].flat()];
    drafts.sort((a, b) => a.at - b.at || a.order - b.order);
    this.quiet = false;
    introduce(drafts[0]?.at ?? now);
    for (const { producer, t, at, d } of drafts) this.send(producer, t, at, d);
    this.openInteractions.clear();
    this.agentStates.clear();
  }

  get waiting(): number {
    return this.ready.length;
  }

  /** What left since the last time, oldest first, at most so many events. */
  take(atMost: number): ContactCentreEvent[] {
    if (this.ready.length > atMost) return this.ready.splice(0, atMost);
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  private send(producer: Producer, t: EventType, at: number, d: Payload<EventType>): void {
    producer.sent += 1;
    this.ready.push({
      v: CONTRACT_VERSION,
      t,
      p: producer.id,
      e: this.epoch,
      n: producer.sent,
      at,
      d,
    } as ContactCentreEvent);
  }

  private withhold(draft: Draft): void {
    const { t, d } = draft;
    this.withheld += 1;
    if (t === 'agent.state') {
      const { agent, state } = d as Payload<'agent.state'>;
      if (state === 'LOGGED_OUT') this.agentStates.delete(agent);
      else this.agentStates.set(agent, draft);
    } else if (t === 'ix.started') {
      this.openInteractions.set((d as Payload<'ix.started'>).ix, [draft]);
    } else if (d.ix) {
      this.openInteractions.get(d.ix)?.push(draft);
    }
  }
}
