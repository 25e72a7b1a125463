import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '../events/envelope.ts';
import { isInferringProducer } from '../events/inferred.ts';
import { compareEvents } from '../metrics/fact.ts';
import { isSimulatedProducer } from '../events/simulated.ts';
import type { Filter, Freshness } from '../metrics/question.ts';
import { SCOPE_MS } from '../metrics/producer-scope.ts';
import { SequenceRanges, type Ranges } from './sequence-ranges.ts';

/** How long a hole in the sequence may be a mere disorder of the wire (contract 4). */
const GAP_GRACE_MS = 2_000;

/** Sequence numbers that did not come, with the instants of the events around them. */
export interface SequenceGap {
  p: string;
  e: number;
  from: number;
  to: number;
  fromAt: number;
  toAt: number;
  /** When it was seen, ms UTC of the server. */
  seenAt: number;
}

/** Numbers of an epoch: those of valid lines, of refused ones, of none at all, and the greatest known of. */
export interface SequenceAccount {
  p: string;
  e: number;
  sites: string[];
  received: number;
  rejected: number;
  missing: number;
  greatest: number;
}

interface Epoch {
  p: string;
  e: number;
  received: SequenceRanges;
  /** Lines that were refused at ingest, and how many of their numbers came as valid lines after all. */
  refused: SequenceRanges;
  cameAfterAll: number;
  gaps: SequenceGap[];
  /** The greatest n that is accounted for: received, refused, or in a gap. */
  known: number;
  firstAt: number;
  lastAt: number;
  /** at of the event with the greatest n: where a gap after it begins. */
  newestAt: number;
}

/** The end of an epoch, as the next one tells it. */
interface Announced {
  n: number;
  at: number;
}

interface Heartbeat extends EventIdentity {
  at: number;
  connected: boolean;
  site: string | null;
  /** Waiting by queue, as the source counts it; null where it does not say. */
  waiting: Readonly<Record<string, number>> | null;
}

const HEARTBEATS_KEPT = 8;

interface Producer {
  p: string;
  sites: Map<string, number>;
  lastAt: number;
  connected: boolean;
  /** The heartbeats that said so last, the newest last: the state follows the total order, and one may be taken back. */
  heartbeats: Heartbeat[];
  epochs: Map<number, Epoch>;
  /** By epoch: the last n that it had sent when the producer started anew. */
  announced: Map<number, Announced>;
}

/** What a checkpoint keeps of one epoch. */
export interface StoredEpoch {
  p: string;
  e: number;
  received: Ranges;
  refused: Ranges;
  cameAfterAll: number;
  gaps: SequenceGap[];
  firstAt: number;
  lastAt: number;
  newestAt: number;
  sites: [string, number][];
  connected: boolean;
  heartbeats: Heartbeat[];
  known: number;
  announced: [number, Announced][];
}

/** Who was heard, how completely, how lately: the trust behind every number. */
export class Producers {
  readonly #producers = new Map<string, Producer>();

  constructor(stored: readonly StoredEpoch[] = []) {
    for (const { sites, connected, heartbeats, announced, received, refused, ...epoch } of stored) {
      const producer = this.#producer(epoch.p);
      producer.connected = connected;
      producer.heartbeats = heartbeats;
      producer.announced = new Map(announced);
      producer.lastAt = Math.max(producer.lastAt, epoch.lastAt);
      for (const [site, at] of sites) producer.sites.set(site, Math.max(at, producer.sites.get(site) ?? 0));
      producer.epochs.set(epoch.e, {
        ...epoch,
        received: new SequenceRanges(received),
        refused: new SequenceRanges(refused),
      });
    }
  }

  /** Takes note of an event. False where its (p,e,n) was there already: it must not be counted again. */
  receive(event: ContactCentreEvent | UnknownEvent, receivedAt: number): boolean {
    const { p, e, n, at } = event;
    const producer = this.#producer(p);
    let epoch = producer.epochs.get(e);
    if (!epoch) {
      epoch = {
        p,
        e,
        received: new SequenceRanges(),
        refused: new SequenceRanges(),
        cameAfterAll: 0,
        gaps: [],
        known: n,
        firstAt: at,
        lastAt: at,
        newestAt: at,
      };
      producer.epochs.set(e, epoch);
      if (n > 1) epoch.gaps.push({ p, e, from: 1, to: n - 1, fromAt: Math.min(e, at), toAt: at, seenAt: receivedAt });
      epoch.received.add(n);
      this.#expect(producer, e, receivedAt);
    } else {
      const { max } = epoch.received;
      if (epoch.received.add(n) === 'seen') return false;
      if (epoch.refused.size > 0 && epoch.refused.has(n)) epoch.cameAfterAll += 1;
      if (n > epoch.known) addGap(epoch, n, at, receivedAt);
      else epoch.gaps = fill(epoch.gaps, n, at);
      if (n > max) epoch.newestAt = at;
    }
    if (event.t === 'producer.hello') this.#startedAnew(producer, event as EventOf<'producer.hello'>, receivedAt);
    if (at < epoch.firstAt) epoch.firstAt = at;
    if (at > epoch.lastAt) epoch.lastAt = at;
    if (at > producer.lastAt) producer.lastAt = at;
    const site = event.d.site ?? '';
    if ((producer.sites.get(site) ?? Number.NEGATIVE_INFINITY) < at) producer.sites.set(site, at);
    return true;
  }

  /** Takes note of what a heartbeat says, as it counts. */
  hear({ p, e, n, at, d }: EventOf<'producer.heartbeat'>): void {
    const { heartbeats } = this.#producer(p);
    const { site = null, waiting = null } = d;
    const heartbeat = { p, e, n, at, connected: d.sourceConnected !== false, site, waiting };
    const place = heartbeats.findLastIndex((other) => compareEvents(other, heartbeat) < 0);
    heartbeats.splice(place + 1, 0, heartbeat);
    if (heartbeats.length > HEARTBEATS_KEPT) heartbeats.shift();
    this.#producer(p).connected = heartbeats.at(-1)!.connected;
  }

  /** Takes a heartbeat back. Gives it; null where it is none of the last ones. */
  withdraw({ p, e, n }: EventIdentity): EventOf<'producer.heartbeat'> | null {
    const producer = this.#producers.get(p);
    const place = producer?.heartbeats.findIndex((other) => other.n === n && other.e === e) ?? -1;
    if (!producer || place < 0) return null;
    const [{ at, connected, site, waiting }] = producer.heartbeats.splice(place, 1) as [Heartbeat];
    producer.connected = producer.heartbeats.at(-1)?.connected ?? true;
    return {
      v: 1,
      t: 'producer.heartbeat',
      p,
      e,
      n,
      at,
      d: {
        sourceConnected: connected,
        ...(site === null ? {} : { site }),
        ...(waiting === null ? {} : { waiting: { ...waiting } }),
      },
    };
  }

  /** The first words of an epoch tell how far the one before had come: what is not here of it is missing. */
  #startedAnew(producer: Producer, { at, d }: EventOf<'producer.hello'>, receivedAt: number): void {
    const { prevEpoch, prevSeq } = d;
    if (prevEpoch === undefined || prevSeq === undefined) return;
    producer.announced.set(prevEpoch, { n: prevSeq, at });
    this.#expect(producer, prevEpoch, receivedAt);
  }

  /** Nothing is expected of an epoch that was never heard: it may lie before the beginning of the log. */
  #expect({ epochs, announced }: Producer, e: number, receivedAt: number): void {
    const epoch = epochs.get(e);
    const end = announced.get(e);
    if (!epoch || !end || end.n <= epoch.known) return;
    addGap(epoch, end.n + 1, end.at, receivedAt);
    epoch.known = end.n;
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
    const epoch = this.#producers.get(p)?.epochs.get(e);
    if (!epoch) return;
    if (!epoch.received.has(n)) epoch.refused.add(n);
    if (n > epoch.known) addGap(epoch, n, epoch.newestAt, receivedAt);
    else epoch.gaps = fill(epoch.gaps, n, epoch.newestAt);
  }

  /** Gaps older than the grace. */
  gaps(nowMs: number): SequenceGap[] {
    const gaps: SequenceGap[] = [];
    for (const { epochs } of this.#producers.values()) {
      for (const epoch of epochs.values()) {
        for (const gap of epoch.gaps) if (nowMs - gap.seenAt >= GAP_GRACE_MS) gaps.push(gap);
      }
    }
    return gaps;
  }

  /** What became of the numbers of every epoch, up to the greatest that is known of. */
  accounts(): SequenceAccount[] {
    return this.#sources().flatMap(({ p, sites, epochs }) =>
      [...epochs.values()].map(({ e, received, refused, cameAfterAll, gaps, known }) => ({
        p,
        e,
        sites: [...sites.keys()].filter((site) => site !== ''),
        received: received.count,
        rejected: refused.count - cameAfterAll,
        missing: gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
        greatest: known,
      })),
    );
  }

  /** What sources say of the waiting in their queues: the newest heartbeat of each that says so. */
  waitingTold(): { p: string; site: string | null; at: number; waiting: Readonly<Record<string, number>> }[] {
    return this.#sources().flatMap(({ p, sites, heartbeats }) => {
      const newest = heartbeats.findLast(({ waiting }) => waiting !== null);
      if (!newest?.waiting) return [];
      const own = [...sites.keys()].filter((site) => site !== '');
      const site = newest.site ?? (own.length === 1 ? own[0]! : null);
      return [{ p, site, at: newest.at, waiting: newest.waiting }];
    });
  }

  #sources(): Producer[] {
    return [...this.#producers.values()].filter(({ p }) => !isInferringProducer(p));
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
      if (!producer.connected) disconnected.push(producer.p);
      for (const epoch of producer.epochs.values()) {
        for (const gap of epoch.gaps) {
          if (gap.fromAt < toMs && gap.toAt >= fromMs && nowMs - gap.seenAt >= GAP_GRACE_MS) gaps += 1;
        }
      }
    }
    return { lastEventAt, gaps, complete: gaps === 0 && disconnected.length === 0, disconnected, simulated };
  }

  /** Every source heard, the newest first. */
  list(
    nowMs: number,
  ): { p: string; sites: string[]; lastEventAt: number; gaps: number; connected: boolean; simulated: boolean }[] {
    return this.#sources()
      .map((producer) => ({
        p: producer.p,
        sites: [...producer.sites.keys()].filter((site) => site !== ''),
        lastEventAt: producer.lastAt,
        gaps: this.gaps(nowMs).filter(({ p }) => p === producer.p).length,
        connected: producer.connected,
        simulated: isSimulatedProducer(producer.p),
      }))
      .sort((a, b) => b.lastEventAt - a.lastEventAt);
  }

  stored(): StoredEpoch[] {
    return [...this.#producers.values()].flatMap(({ sites, connected, heartbeats, announced, epochs }) =>
      [...epochs.values()].map(({ received, refused, ...epoch }) => ({
        ...epoch,
        received: received.ranges(),
        refused: refused.ranges(),
        sites: [...sites],
        connected,
        heartbeats,
        announced: [...announced],
      })),
    );
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
        connected: true,
        heartbeats: [],
        epochs: new Map(),
        announced: new Map(),
      };
      this.#producers.set(p, producer);
    }
    return producer;
  }
}

/** n came, or is known of, beyond what was known: what lies between is missing. */
function addGap(epoch: Epoch, n: number, at: number, receivedAt: number): void {
  const { p, e, known, newestAt } = epoch;
  if (n > known + 1)
    epoch.gaps.push({ p, e, from: known + 1, to: n - 1, fromAt: newestAt, toAt: at, seenAt: receivedAt });
  epoch.known = n;
}

/** The gaps after n came: the one that held it is cut in two around it. */
function fill(gaps: readonly SequenceGap[], n: number, at: number): SequenceGap[] {
  return gaps.flatMap((gap) => {
    if (n < gap.from || n > gap.to) return [gap];
    const parts: SequenceGap[] = [];
    if (gap.from < n) parts.push({ ...gap, to: n - 1, toAt: Math.max(gap.fromAt, at) });
    if (n < gap.to) parts.push({ ...gap, from: n + 1, fromAt: Math.min(gap.toAt, at) });
    return parts;
  });
}
