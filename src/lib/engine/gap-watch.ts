import { MINUTE_MS } from '../time/interval.ts';
import { isAlarming, liesWithin, type SequenceGap } from './sequence-gap.ts';

/** A gap is asked for again after twice the pause before, up to the longest one, and so often at most. */
const FIRST_PAUSE_MS = 4_000;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;
const MOST_REQUESTS = 12;
/** Requests of one look: of very many gaps some wait for the next one. */
const REQUESTS_PER_LOOK = 200;

interface Watched {
  gap: SequenceGap;
  requests: number;
  nextAt: number;
  alarmed: boolean;
}

/** What a look at the open gaps asks for. */
export interface GapActions {
  /** To be sent again by their producers. */
  resend: SequenceGap[];
  /** Became alarms since the look before. */
  alarms: SequenceGap[];
}

/**
 * Remembers which gaps were asked for and when. What is left of a gap that was partly filled goes on where the gap stood.
 * Pure: it is told the time.
 */
export class GapWatch {
  /** By epoch, ascending. */
  #watched = new Map<string, Watched[]>();

  /** Looks at everything that is open and neither within its grace nor accepted as lost; `nowMs` is the server's clock. */
  look(open: readonly SequenceGap[], nowMs: number): GapActions {
    const actions: GapActions = { resend: [], alarms: [] };
    const next = new Map<string, Watched[]>();
    for (const [epoch, gaps] of Map.groupBy(open, ({ p, e }) => `${p} ${e}`)) {
      const before = this.#watched.get(epoch) ?? [];
      let place = 0;
      const watched = gaps
        .toSorted((a, b) => a.from - b.from)
        .map((gap): Watched => {
          while (before[place] && before[place]!.gap.to < gap.from) place += 1;
          const was = before[place];
          return was && liesWithin(gap, was.gap)
            ? { ...was, gap }
            : { gap, requests: 0, nextAt: nowMs, alarmed: false };
        });
      next.set(epoch, watched);
      for (const one of watched) act(one, nowMs, actions);
    }
    this.#watched = next;
    return actions;
  }
}

function act(one: Watched, nowMs: number, { resend, alarms }: GapActions): void {
  if (!one.alarmed && isAlarming(one.gap, nowMs)) {
    one.alarmed = true;
    alarms.push(one.gap);
  }
  if (nowMs < one.nextAt || one.requests >= MOST_REQUESTS || resend.length >= REQUESTS_PER_LOOK) return;
  resend.push(one.gap);
  one.nextAt = nowMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** one.requests);
  one.requests += 1;
}
