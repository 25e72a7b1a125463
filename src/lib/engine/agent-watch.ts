import type { ContactCentreEvent, EventIdentity, EventOf } from '../events/envelope.ts';
import { isInferringProducer } from '../events/own-producers.ts';
import { compareEvents, type FactOfKind } from '../metrics/fact.ts';
import { AGENT_SILENCE_MS } from '../metrics/gauge-limits.ts';
import { spanKey } from '../metrics/facts.ts';
import { BySite } from './by-site.ts';
import type { FactStore } from './fact-store.ts';
import { INFERENCE_GRACE_MS, type Inferred, type InferenceTime, type Standings } from './inferred-event.ts';
import {
  addState,
  endedAsUnknown,
  endedByNext,
  healed,
  stateEnteredAt,
  type EventStamp,
  type KnownState,
  type WatchedAgent,
} from './watched-agent.ts';
import { SEPARATOR } from '../metrics/separator.ts';

/** A producer that sends snapshots of its agents, or said that it can. */
export interface SnapshotSource {
  p: string;
  /** When it was first known to send them, ms UTC of the floor. */
  sinceAt: number;
  sites: string[];
  /** The newest snapshot, whose batches share (p, at, corr). */
  batch: { at: number; corr: string | null; sites: string[] } | null;
  /** The newest snapshot that was said to be complete. */
  full: { stamp: EventStamp; corr: string | null; receivedAt: number; sites: string[] } | null;
}

export interface StoredAgents {
  agents: WatchedAgent[];
  sources: SnapshotSource[];
}

type Spans = Standings & Pick<FactStore, 'fact' | 'keyOf' | 'places'>;

/** Where the agents are by what sources said, and what follows from a newer word, from a snapshot, or from silence. */
export class AgentWatch {
  readonly #spans: Spans;
  readonly #hasHoleAt: (p: string, atMs: number) => boolean;
  readonly #agents = new BySite<WatchedAgent>();
  readonly #sources = new Map<string, SnapshotSource>();

  constructor(spans: Spans, hasHoleAt: (p: string, atMs: number) => boolean, stored?: StoredAgents) {
    this.#spans = spans;
    this.#hasHoleAt = hasHoleAt;
    for (const agent of stored?.agents ?? []) this.#agents.set(agent.site, agent.agent, agent);
    for (const source of stored?.sources ?? []) this.#sources.set(source.p, source);
  }

  /** Takes note of an event that is folded already. Gives the producer whose agent it logged out by inference. */
  receive(event: ContactCentreEvent, receivedAt: number): string | null {
    if (event.t === 'agent.state') return this.#state(event, receivedAt);
    if (event.t === 'agent.snapshot') this.#snapshot(event, receivedAt);
    else if (event.t === 'producer.hello' && event.d.caps?.includes('snapshot'))
      this.#source(event.p, event.at, event.d.site ?? '');
    return null;
  }

  /** What follows by now; the same again until it is folded. */
  *inferred(time: InferenceTime, startedAt: number): Iterable<Inferred> {
    for (const agent of this.#agents.values()) yield* this.#ofAgent(agent, time, startedAt);
  }

  /** Lets go of agents who were not heard of since an instant and are in no state. */
  forgetBefore(instantMs: number): void {
    for (const { site, agent, states, confirmedAt } of this.#agents.values()) {
      if (confirmedAt < instantMs && !states.some(({ open }) => open)) this.#agents.delete(site, agent);
    }
  }

  /**
   * Takes back a state or a snapshot. What an earlier snapshot said of the agents is not known any more: the next one
   * tells it again. Gives the event, of a snapshot with the agents of whom it was the newest; null: it said nothing here.
   */
  withdraw(identity: EventIdentity): ContactCentreEvent | null {
    const isFrom = ({ p, e, n }: EventIdentity): boolean => n === identity.n && e === identity.e && p === identity.p;
    const listed: NonNullable<EventOf<'agent.snapshot'>['d']['agents']> = [];
    let told: { stamp: EventStamp; corr: string | null; site: string | null; full: boolean } | null = null;
    let state: EventOf<'agent.state'> | null = null;
    for (const agent of this.#agents.values()) {
      const { listing } = agent;
      if (listing && isFrom(listing.stamp)) {
        const { stamp, corr, state: shown, reason, enteredAt } = listing;
        listed.push({ agent: agent.agent, state: shown, enteredAt, ...(reason === undefined ? {} : { reason }) });
        told = { stamp, corr, site: agent.site, full: false };
        agent.listing = null;
      }
      const said = agent.states.find(({ stamp }) => isFrom(stamp));
      if (said) {
        state = { v: 1, t: 'agent.state', ...said.stamp, d: said.d };
        agent.states = agent.states.filter((known) => known !== said);
      }
      if (agent.newest && isFrom(agent.newest)) agent.newest = newestTold(agent);
    }
    for (const source of this.#sources.values()) {
      if (!source.full || !isFrom(source.full.stamp)) continue;
      const { stamp, corr, sites } = source.full;
      told = { stamp, corr, site: told?.site ?? (sites[0] || null), full: true };
      source.full = null;
    }
    const snapshot = told && snapshotOf(told, listed);
    return state ?? snapshot;
  }

  /** The spans of an agent were corrected: its states are open or not by what stands now. */
  reconsider(site: string | null, id: string, receivedAt: number): void {
    const agent = this.#agent(site, id, null);
    const open = new Set<number>();
    const prefix = idOf(site, id) + SEPARATOR;
    for (const row of this.#spans.places.open) {
      const key = this.#spans.keyOf(row);
      if (!key.startsWith(prefix)) continue;
      const fact = this.#spans.fact(site, key.slice((site ?? '').length + SEPARATOR.length));
      if (fact?.kind !== 'span') continue;
      open.add(fact.from);
      const known = agent.states.find(({ d }) => d.enteredAt === fact.from);
      if (known) known.open = true;
      else addState(agent, stateOf(fact, id, receivedAt), this.#spans);
    }
    for (const known of agent.states) known.open &&= open.has(known.d.enteredAt);
    agent.newest = newestTold(agent);
  }

  stored(): StoredAgents {
    return { agents: [...this.#agents.values()], sources: [...this.#sources.values()] };
  }

  #state(event: EventOf<'agent.state'>, receivedAt: number): string | null {
    const { p, e, n, at, d } = event;
    const stamp = { p, e, n, at };
    const inferred = isInferringProducer(p);
    const agent = this.#agent(d.site ?? null, d.agent, inferred ? null : p);
    const known = stateEnteredAt(agent, d.enteredAt);
    if (inferred && d.state === 'LOGGED_OUT') {
      return addState(agent, null, this.#spans) > 0 && d.reason === 'unknown' ? agent.source : null;
    }
    // An inferred state opens its span again where a source told of it; what the source said of it stays.
    const supersedes =
      !known || (inferred === isInferringProducer(known.stamp.p) ? compareEvents(stamp, known.stamp) > 0 : !inferred);
    addState(
      agent,
      supersedes ? { stamp, receivedAt, d, key: spanKey(d.agent, d.enteredAt), open: false } : known,
      this.#spans,
    );
    if (!inferred) {
      if (!agent.newest || compareEvents(stamp, agent.newest) > 0) agent.newest = stamp;
      confirm(agent, stamp, receivedAt);
    }
    return null;
  }

  #snapshot({ p, e, n, at, d }: EventOf<'agent.snapshot'>, receivedAt: number): void {
    const corr = d.corr ?? null;
    const site = d.site ?? '';
    const stamp = { p, e, n, at };
    const source = this.#source(p, at, site);
    if (!source.batch || at > source.batch.at || (at === source.batch.at && corr !== source.batch.corr))
      source.batch = { at, corr, sites: [site] };
    else if (source.batch.at === at && !source.batch.sites.includes(site)) source.batch.sites.push(site);
    for (const { agent: id, state, reason, enteredAt } of d.agents ?? []) {
      const agent = this.#agent(d.site ?? null, id, p);
      if (!agent.listing || compareEvents(stamp, agent.listing.stamp) > 0)
        agent.listing = { stamp, corr, receivedAt, state, reason, enteredAt };
      confirm(agent, stamp, receivedAt);
    }
    if (d.full === true && (!source.full || at > source.full.stamp.at))
      source.full = { stamp, corr, receivedAt, sites: source.batch.sites };
  }

  *#ofAgent(agent: WatchedAgent, time: InferenceTime, startedAt: number): Iterable<Inferred> {
    const { states, listing, newest } = agent;
    const isOld = (receivedAt: number): boolean => time.serverMs - receivedAt >= INFERENCE_GRACE_MS;
    const source = this.#speakingFor(agent);
    const full = source?.full ?? null;
    if (full && isMissingFrom(full, agent) && !this.#hasHoleAt(full.stamp.p, full.stamp.at)) {
      if (!isOld(full.receivedAt)) return;
      for (const known of states)
        if (known.open && known.d.enteredAt < full.stamp.at) yield endedAsUnknown(known, full.stamp.at);
      return;
    }
    if (
      listing &&
      (!newest || compareEvents(listing.stamp, newest) > 0) &&
      !this.#isSilent(agent, source, time, startedAt)
    ) {
      if (isOld(listing.receivedAt)) yield* healed(agent, listing, this.#spans);
      return;
    }
    let next: KnownState | null = null;
    for (let place = states.length - 1; place >= 0; place -= 1) {
      const known = states[place]!;
      if (known.open && next && isOld(known.receivedAt) && isOld(next.receivedAt)) yield endedByNext(known, next);
      next = known;
    }
    if (!this.#isSilent(agent, source, time, startedAt)) return;
    const last = states.findLast(({ open }) => open);
    if (last) yield endedAsUnknown(last, Math.max(last.d.enteredAt, agent.confirmedAt + AGENT_SILENCE_MS));
  }

  /** True where the agent's source sends snapshots, and neither they nor a state of the agent came for too long. */
  #isSilent(agent: WatchedAgent, source: SnapshotSource | null, time: InferenceTime, startedAt: number): boolean {
    if (!source) return false;
    const heardAt = Math.max(agent.confirmedAt, source.sinceAt);
    const sinceReceiptMs = (time.serverMs - Math.max(agent.confirmedReceivedAt, startedAt)) * time.speed;
    return time.nowMs >= heardAt + AGENT_SILENCE_MS && sinceReceiptMs >= AGENT_SILENCE_MS;
  }

  /** The source whose snapshots have the agent: the one that last spoke of it, else one of its site. */
  #speakingFor({ site, source }: WatchedAgent): SnapshotSource | null {
    const own = this.#sources.get(source);
    if (own) return own;
    for (const other of this.#sources.values()) if (other.sites.includes(site ?? '')) return other;
    return null;
  }

  #source(p: string, at: number, site: string): SnapshotSource {
    let source = this.#sources.get(p);
    if (!source) this.#sources.set(p, (source = { p, sinceAt: at, sites: [], batch: null, full: null }));
    if (!source.sites.includes(site)) source.sites.push(site);
    return source;
  }

  #agent(site: string | null, id: string, source: string | null): WatchedAgent {
    let agent = this.#agents.get(site, id);
    if (!agent) {
      agent = {
        site,
        agent: id,
        states: [],
        newest: null,
        listing: null,
        source: source ?? '',
        confirmedAt: Number.NEGATIVE_INFINITY,
        confirmedReceivedAt: Number.NEGATIVE_INFINITY,
      };
      this.#agents.set(site, id, agent);
    }
    return agent;
  }
}

const idOf = (site: string | null, agent: string): string => (site ?? '') + SEPARATOR + agent;

/** The newest state of an agent that a source told, of those that are known. */
function newestTold({ states }: WatchedAgent): EventStamp | null {
  let newest: EventStamp | null = null;
  for (const { stamp } of states)
    if (!isInferringProducer(stamp.p) && (!newest || compareEvents(stamp, newest) > 0)) newest = stamp;
  return newest;
}

function snapshotOf(
  { stamp, corr, site, full }: { stamp: EventStamp; corr: string | null; site: string | null; full: boolean },
  agents: NonNullable<EventOf<'agent.snapshot'>['d']['agents']>,
): EventOf<'agent.snapshot'> {
  const d = { agents, full, ...(site === null ? {} : { site }), ...(corr === null ? {} : { corr }) };
  return { v: 1, t: 'agent.snapshot', ...stamp, d };
}

/** The state that an open span stands for. */
function stateOf(
  { at, p, e, n, from, dims, measures }: FactOfKind<'span'>,
  agent: string,
  receivedAt: number,
): KnownState {
  const { state, reason, span_direction: direction, queues } = measures;
  const told = Object.entries({ ...dims, reason, direction }).filter(([, value]) => value !== null);
  const d = { ...Object.fromEntries(told), agent, state: state!, enteredAt: from, queues: [...queues] };
  return { stamp: { at, p, e, n }, receivedAt, d: d as KnownState['d'], key: spanKey(agent, from), open: true };
}

function confirm(agent: WatchedAgent, { p, at }: EventStamp, receivedAt: number): void {
  if (at < agent.confirmedAt) return;
  agent.source = p;
  agent.confirmedAt = at;
  agent.confirmedReceivedAt = Math.max(agent.confirmedReceivedAt, receivedAt);
}

/** True where a complete snapshot of the agent's site leaves the agent out, and nothing newer was said of it. */
function isMissingFrom(full: NonNullable<SnapshotSource['full']>, { site, newest, listing }: WatchedAgent): boolean {
  if (!full.sites.includes(site ?? '')) return false;
  if (newest && compareEvents(newest, full.stamp) > 0) return false;
  if (!listing) return true;
  if (compareEvents(listing.stamp, full.stamp) > 0) return false;
  return listing.stamp.p !== full.stamp.p || listing.stamp.at !== full.stamp.at || listing.corr !== full.corr;
}
