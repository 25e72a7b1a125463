import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '../events/envelope.ts';
import { isInferringProducer } from '../events/own-producers.ts';
import { isSimulatedProducer } from '../events/simulated.ts';
import type { Filter, Freshness } from '../metrics/question.ts';
import { SCOPE_MS } from '../metrics/producer-scope.ts';
import { Heartbeats, type Heartbeat } from './heartbeats.ts';
import { ProducerEpoch, type StoredNumbers } from './producer-epoch.ts';
import { isGap, type SequenceGap } from './sequence-gap.ts';

/** Numbers of an epoch: those of valid lines, of refused ones, of none at all, and the greatest known of. */
export interface SequenceAccount {
  p: string;
  e: number;
  sites: string[];
  /** Instants of the first and of the last event, ms UTC. */
  firstAt: number;
  lastAt: number;
  received: number;
  rejected: number;
  missing: number;
  greatest: number;
}

/** A source as the status tells of it. */
export interface HeardProducer {
  p: string;
  sites: string[];
  /** ms UTC. */
  lastEventAt: number;
  gaps: number;
  connected: boolean;
  simulated: boolean;
}

/** The end of an epoch, as the next one tells it. */
interface Announced {
  n: number;
  at: number;
}

interface Producer {
  p: string;
  /** at of the newest event by site; '' = events without a site. */
  sites: Map<string, number>;
  lastAt: number;
  heartbeats: Heartbeats;
  epochs: Map<number, ProducerEpoch>;
  /** By epoch: the last n that it had sent when the producer started anew. */
  announced: Map<number, Announced>;
}

/** What a checkpoint keeps of one epoch. */
export interface StoredEpoch extends StoredNumbers {
  sites: [string, number][];
  connected: boolean;
  heartbeats: Heartbeat[];
  announced: [number, Announced][];
}

/** Who was heard, how completely, how lately: the trust behind every number. */
export class Producers {
  readonly #producers = new Map<string, Producer>();

  constructor(stored: readonly StoredEpoch[] = []) {
    for (const { sites, connected, heartbeats, announced, ...numbers } of stored) {
      const producer = this.#producer(numbers.p);
      producer.heartbeats = new Heartbeats(heartbeats, connected);
      producer.announced = new Map(announced);
      producer.lastAt = Math.max(producer.lastAt, numbers.lastAt);
      for (const [site, at] of sites) producer.sites.set(site, Math.max(at, producer.sites.get(site) ?? 0));
      producer.epochs.set(numbers.e, new ProducerEpoch(numbers.p, numbers.e, numbers));
    }
  }

  /** Takes note of an event. False where its (p,e,n) was there already: it must not be counted again. */
  receive(event: ContactCentreEvent | UnknownEvent, receivedAt: number): boolean {
    const { p, e, n, at } = event;
    const producer = this.#producer(p);
    let epoch = producer.epochs.get(e);
    if (!epoch) {
      epoch = new ProducerEpoch(p, e);
      producer.epochs.set(e, epoch);
      epoch.receive(n, at, receivedAt);
      expectEnd(producer, e, receivedAt);
    } else if (!epoch.receive(n, at, receivedAt)) return false;
    if (event.t === 'producer.hello') startedAnew(producer, event as EventOf<'producer.hello'>, receivedAt);
    if (at > producer.lastAt) producer.lastAt = at;
    const site = event.d.site ?? '';
    if ((producer.sites.get(site) ?? Number.NEGATIVE_INFINITY) < at) producer.sites.set(site, at);
    return true;
  }

  /** Takes note of what a heartbeat says, as it counts. */
  hear(event: EventOf<'producer.heartbeat'>): void {
    this.#producer(event.p).heartbeats.hear(event);
  }

  /** Takes a heartbeat back. Gives it; null where it is none of the last ones. */
  withdraw(identity: EventIdentity): EventOf<'producer.heartbeat'> | null {
    return this.#producers.get(identity.p)?.heartbeats.withdraw(identity) ?? null;
  }

  /** The newest epoch heard of a producer; null where none was. */
  newestEpoch(p: string): number | null {
    const epochs = this.#producers.get(p)?.epochs;
    return epochs && epochs.size > 0 ? Math.max(...epochs.keys()) : null;
  }

  /** True where something that the producer sent at about an instant may be missing. */
  hasHoleAt(p: string, atMs: number): boolean {
    for (const { gaps } of this.#producers.get(p)?.epochs.values() ?? []) {
      if (gaps.some(({ fromAt, toAt }) => fromAt <= atMs && atMs <= toAt)) return true;
    }
    return false;
  }

  /** A line with that identity was refused: it is no gap, and a later valid one with it counts. */
  reject({ p, e, n }: EventIdentity, receivedAt: number): void {
    this.#producers.get(p)?.epochs.get(e)?.refuse(n, receivedAt);
  }

  /** Gaps older than the grace. */
  gaps(nowMs: number): SequenceGap[] {
    return [...this.#producers.values()].flatMap((producer) => gapsOf(producer, nowMs));
  }

  /** What became of the numbers of every epoch, up to the greatest that is known of. */
  accounts(): SequenceAccount[] {
    return this.#sources().flatMap((producer) =>
      [...producer.epochs.values()].map((epoch) => ({
        p: epoch.p,
        e: epoch.e,
        sites: sitesOf(producer),
        firstAt: epoch.firstAt,
        lastAt: epoch.lastAt,
        ...epoch.account(),
      })),
    );
  }

  /** What sources say of the waiting in their queues: the newest heartbeat of each that says so. */
  waitingTold(): { p: string; site: string | null; at: number; waiting: Readonly<Record<string, number>> }[] {
    return this.#sources().flatMap((producer) => {
      const newest = producer.heartbeats.newestTelling();
      if (!newest) return [];
      const own = sitesOf(producer);
      const site = newest.site ?? (own.length === 1 ? own[0]! : null);
      return [{ p: producer.p, site, at: newest.at, waiting: newest.waiting }];
    });
  }

  /** True where a producer of the scope was heard in or across [fromMs, toMs). */
  covers(filter: Filter, fromMs: number, toMs: number): boolean {
    for (const producer of this.#inScope(filter, () => fromMs)) {
      for (const { firstAt, lastAt } of producer.epochs.values()) {
        if (firstAt < toMs && lastAt >= fromMs) return true;
      }
    }
    return false;
  }

  freshness(filter: Filter, fromMs: number, toMs: number, nowMs: number): Freshness {
    let lastEventAt: number | null = null;
    let gaps = 0;
    let simulated = false;
    const disconnected: string[] = [];
    // Also a producer that fell silent days ago: how old the data is must show.
    for (const producer of this.#inScope(filter, ({ lastAt }) => lastAt)) {
      lastEventAt = Math.max(lastEventAt ?? Number.NEGATIVE_INFINITY, producer.lastAt);
      // A simulator that fell silent long ago stands behind no number of this window.
      if (isSimulatedProducer(producer.p) && producer.lastAt >= fromMs) simulated = true;
      if (!producer.heartbeats.connected) disconnected.push(producer.p);
      for (const { fromAt, toAt } of gapsOf(producer, nowMs)) if (fromAt < toMs && toAt >= fromMs) gaps += 1;
    }
    return { lastEventAt, gaps, complete: gaps === 0 && disconnected.length === 0, disconnected, simulated };
  }

  /** How the producers of a scope stand; `nowMs` is the clock by which gaps grow old. */
  standing(filter: Filter, nowMs: number): { lastEventAt: number | null; gaps: number; rejected: number } {
    let lastEventAt: number | null = null;
    let gaps = 0;
    let rejected = 0;
    for (const producer of this.#inScope(filter, ({ lastAt }) => lastAt)) {
      lastEventAt = Math.max(lastEventAt ?? Number.NEGATIVE_INFINITY, producer.lastAt);
      gaps += gapsOf(producer, nowMs).length;
      for (const epoch of producer.epochs.values()) rejected += epoch.account().rejected;
    }
    return { lastEventAt, gaps, rejected };
  }

  /** Every site heard, in order. */
  sites(): string[] {
    return [...new Set(this.#sources().flatMap(sitesOf))].sort();
  }

  /** Every source heard, the newest first. */
  list(nowMs: number): HeardProducer[] {
    return this.#sources()
      .map((producer) => ({
        p: producer.p,
        sites: sitesOf(producer),
        lastEventAt: producer.lastAt,
        gaps: gapsOf(producer, nowMs).length,
        connected: producer.heartbeats.connected,
        simulated: isSimulatedProducer(producer.p),
      }))
      .sort((a, b) => b.lastEventAt - a.lastEventAt);
  }

  stored(): StoredEpoch[] {
    return [...this.#producers.values()].flatMap(({ sites, heartbeats, announced, epochs }) =>
      [...epochs.values()].map((epoch) => ({
        ...epoch.stored(),
        sites: [...sites],
        connected: heartbeats.connected,
        heartbeats: heartbeats.stored(),
        announced: [...announced],
      })),
    );
  }

  #sources(): Producer[] {
    return [...this.#producers.values()].filter(({ p }) => !isInferringProducer(p));
  }

  /** Producers that were heard at an asked site since a day before that instant. */
  *#inScope({ site }: Filter, fromMs: (producer: Producer) => number): Iterable<Producer> {
    for (const producer of this.#producers.values()) {
      if (isInferringProducer(producer.p)) continue;
      if (
        !site ||
        site.some((name) => (producer.sites.get(name) ?? Number.NEGATIVE_INFINITY) >= fromMs(producer) - SCOPE_MS)
      )
        yield producer;
    }
  }

  #producer(p: string): Producer {
    let producer = this.#producers.get(p);
    if (!producer) {
      producer = {
        p,
        sites: new Map(),
        lastAt: Number.NEGATIVE_INFINITY,
        heartbeats: new Heartbeats(),
        epochs: new Map(),
        announced: new Map(),
      };
      this.#producers.set(p, producer);
    }
    return producer;
  }
}

const sitesOf = ({ sites }: Producer): string[] => [...sites.keys()].filter((site) => site !== '');

const gapsOf = ({ epochs }: Producer, nowMs: number): SequenceGap[] =>
  [...epochs.values()].flatMap(({ gaps }) => gaps.filter((gap) => isGap(gap, nowMs)));

/** The first words of an epoch tell how far the one before had come: what is not here of it is missing. */
function startedAnew(producer: Producer, { at, d }: EventOf<'producer.hello'>, receivedAt: number): void {
  const { prevEpoch, prevSeq } = d;
  if (prevEpoch === undefined || prevSeq === undefined) return;
  producer.announced.set(prevEpoch, { n: prevSeq, at });
  expectEnd(producer, prevEpoch, receivedAt);
}

/** Nothing is expected of an epoch that was never heard: it may lie before the beginning of the log. */
function expectEnd({ epochs, announced }: Producer, e: number, receivedAt: number): void {
  const end = announced.get(e);
  if (end) epochs.get(e)?.expect(end.n, end.at, receivedAt);
}
