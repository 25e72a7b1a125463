import type { EventIdentity, EventOf } from '../events/envelope.ts';
import { compareEvents } from '../metrics/fact.ts';

/** What a source said of itself in one heartbeat. */
export interface Heartbeat extends EventIdentity {
  at: number;
  connected: boolean;
  site: string | null;
  /** Waiting by queue, as the source counts it; null where it does not say. */
  waiting: Readonly<Record<string, number>> | null;
}

const KEPT = 8;

/** The last heartbeats of a producer, the newest last: the state follows the total order, and one may be taken back. */
export class Heartbeats {
  /** False where the source said that it is cut off from its exchange. */
  connected: boolean;
  readonly #kept: Heartbeat[];

  constructor(kept: Heartbeat[] = [], connected = true) {
    this.#kept = kept;
    this.connected = connected;
  }

  hear({ p, e, n, at, d }: EventOf<'producer.heartbeat'>): void {
    const { site = null, waiting = null } = d;
    const heartbeat = { p, e, n, at, connected: d.sourceConnected !== false, site, waiting };
    const place = this.#kept.findLastIndex((other) => compareEvents(other, heartbeat) < 0);
    this.#kept.splice(place + 1, 0, heartbeat);
    if (this.#kept.length > KEPT) this.#kept.shift();
    this.connected = this.#kept.at(-1)!.connected;
  }

  /** Takes a heartbeat back. Gives it; null where it is none of the last ones. */
  withdraw({ p, e, n }: EventIdentity): EventOf<'producer.heartbeat'> | null {
    const place = this.#kept.findIndex((other) => other.n === n && other.e === e);
    if (place < 0) return null;
    const [{ at, connected, site, waiting }] = this.#kept.splice(place, 1) as [Heartbeat];
    this.connected = this.#kept.at(-1)?.connected ?? true;
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

  /** The newest that says who waits; null where none does. */
  newestTelling(): (Heartbeat & { waiting: Readonly<Record<string, number>> }) | null {
    const newest = this.#kept.findLast(({ waiting }) => waiting !== null);
    return newest?.waiting ? { ...newest, waiting: newest.waiting } : null;
  }

  stored(): Heartbeat[] {
    return this.#kept;
  }
}
