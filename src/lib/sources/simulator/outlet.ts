import { CONTRACT_VERSION, type ContactCentreEvent } from '../../events/envelope.ts';
import type { EventType, Payload } from '../../events/vocabulary.ts';
import { SIMULATED_PREFIX } from '../../events/simulated.ts';
import type { Witness } from './truth/witness.ts';

/** One process role of the simulated centre: it numbers what it sends. */
export interface Producer {
  readonly id: string;
  readonly role: ProducerRole;
  /** Sequence number of the last event sent; 0 before the first. */
  sent: number;
}

/** The telephone system, the dialer, the business systems, the planning of people, the written channels. */
export type ProducerRole = 'acd' | 'dialer' | 'crm' | 'wfm' | 'digital';

interface Draft {
  producer: Producer;
  t: EventType;
  at: number;
  order: number;
  d: Payload<EventType>;
}

/**
 * Where the floor's events leave it. While it is quiet (the warm-up) nothing leaves; only what makes the present state
 * known is kept: the events of interactions that are still open, every agent's present state, and what a system tells
 * again when it connects (open work, plans, published figures). `open` sends these, and from then on everything.
 */
export class Outlet {
  readonly producers: ReadonlyMap<ProducerRole, Producer>;
  private readonly epoch: number;
  private quiet = true;
  private ready: ContactCentreEvent[] = [];
  private readonly openInteractions = new Map<string, Draft[]>();
  private readonly agentStates = new Map<string, Draft>();
  private readonly standing = new Map<string, Draft>();
  private readonly listeners = new Map<EventType, (event: ContactCentreEvent) => void>();
  private order = 0;
  /** Events that did not leave during the warm-up. */
  withheld = 0;
  private readonly witness: Witness | undefined;

  constructor(site: string, epoch: number, roles: readonly ProducerRole[], witness?: Witness) {
    this.witness = witness;
    this.producers = new Map(roles.map((role) => [role, { id: `${SIMULATED_PREFIX}${role}-${site}`, role, sent: 0 }]));
    this.epoch = epoch;
  }

  emit<T extends EventType>(role: ProducerRole, t: T, at: number, d: Payload<T>): void {
    const producer = this.producers.get(role);
    if (!producer) throw new Error(`The floor has no ${role}: ${t} cannot be told.`);
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
    const from = drafts.reduce((first, { at }) => Math.min(first, at), now);
    for (const draft of this.standing.values()) drafts.push({ ...draft, at: Math.max(draft.at, from) });
    drafts.sort((a, b) => a.at - b.at || a.order - b.order);
    this.quiet = false;
    introduce(from);
    for (const { producer, t, at, d } of drafts) this.send(producer, t, at, d);
    this.openInteractions.clear();
    this.agentStates.clear();
    this.standing.clear();
  }

  /** Whether somebody listens: the warm-up is over. */
  get isOpen(): boolean {
    return !this.quiet;
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

  /** Tells of every event of a type as it leaves. */
  onSent(t: EventType, listener: (event: ContactCentreEvent) => void): void {
    this.listeners.set(t, listener);
  }

  private send(producer: Producer, t: EventType, at: number, d: Payload<EventType>): void {
    producer.sent += 1;
    const event = {
      v: CONTRACT_VERSION,
      t,
      p: producer.id,
      e: this.epoch,
      n: producer.sent,
      at,
      d,
    } as ContactCentreEvent;
    this.ready.push(event);
    this.listeners.get(t)?.(event);
  }

  private withhold(draft: Draft): void {
    const { t, d } = draft;
    this.withheld += 1;
    const standing = standingKey(t, d);
    if (standing) {
      if (isFinished(d as Payload<'work.changed'>)) this.standing.delete(standing);
      else this.standing.set(standing, draft);
    } else if (t === 'agent.state') {
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

/** What is told again when a system connects: the newest of each key. */
function standingKey(t: EventType, d: Payload<EventType>): string | null {
  if (t === 'work.changed') return `w ${(d as Payload<'work.changed'>).item}`;
  if (t === 'schedule.set') return `s ${d.agent} ${(d as Payload<'schedule.set'>).day}`;
  if (t !== 'metric.set') return null;
  const { metric, period, scope } = d as Payload<'metric.set'>;
  return `m ${metric} ${period.from} ${period.to} ${JSON.stringify(scope)}`;
}

const isFinished = ({ status }: Payload<'work.changed'>): boolean => status === 'done' || status === 'cancelled';
