import type { EventIdentity } from '../events/envelope.ts';
import type { DimensionValues } from './dimensions.ts';
import type { FactColumns, FactKind } from './fact-kinds.ts';

/** Which fact of a key holds, before revision and order: correction over observed-closed over inferred over open. */
export const RANK = { open: 0, inferred: 1, closed: 2, correction: 3 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

/** Place of a fact among the facts of its key, and of an event in the total order. */
export interface FactStamp extends EventIdentity {
  rank: Rank;
  rev: number;
  /** occurredAt of the event, ms UTC. */
  at: number;
}

interface FactOf<Kind extends FactKind> extends FactStamp {
  kind: Kind;
  /** Facts of one (site, kind, key) replace one another. */
  key: string;
  /** ms UTC. */
  from: number;
  /** ms UTC; null while it is open. */
  to: number | null;
  dims: DimensionValues;
  ix: string | null;
  cust: string | null;
  measures: FactColumns<Kind>;
  /**
   * Spans only: the stamp of the event that told the end (the next state's `prev`), or inferred that it has not ended.
   * Null where nothing was said of the end. The fact's own stamp is that of the opening event; see OPENING_REV.
   */
  end: FactStamp | null;
}

export type Fact = { [Kind in FactKind]: FactOf<Kind> }[FactKind];
export type FactOfKind<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;

/**
 * `rev` of a span's opening, by who told it: the state's own event, the next state's `prev`, or the same two as the
 * engine inferred them. The better one holds, whenever it comes.
 */
export const OPENING_REV = { told: 0, toldAtEnd: -1, inferred: -2, inferredAtEnd: -3 } as const;

/** Total order of events: (at, p, e, n). Negative where `a` is before `b`. Ids compare by code unit. */
export function compareEvents(a: EventIdentity & { at: number }, b: EventIdentity & { at: number }): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.p !== b.p) return a.p < b.p ? -1 : 1;
  if (a.e !== b.e) return a.e - b.e;
  return a.n - b.n;
}

/** Contract 3: rank, then the higher revision, then the greater (at, p, e, n). Positive where `a` replaces `b`. */
export function compareFacts(a: FactStamp, b: FactStamp): number {
  return a.rank - b.rank || a.rev - b.rev || compareEvents(a, b);
}

/** What a standing fact shows of itself to an arriving one. */
export interface StandingStamps {
  opening: FactStamp;
  end: FactStamp | null;
}

/**
 * Which halves of a standing fact the arriving one replaces; both of one (site, kind, key). Of all kinds but spans a
 * fact is one piece and `opening` stands for the whole of it.
 *
 * A span is told in two halves: its own event has the dimensions and the state, the next event has the end. Each half
 * is replaced by compareFacts alone, so that a span keeps the dimensions of the event that opened it.
 */
export function replacedHalves(standing: StandingStamps, arriving: Fact): { opening: boolean; end: boolean } {
  return {
    opening: compareFacts(arriving, standing.opening) > 0,
    end: arriving.end !== null && (standing.end === null || compareFacts(arriving.end, standing.end) > 0),
  };
}

/**
 * What stands after `arriving` came to `standing`, both of one (site, kind, key); null where nothing changes.
 * The result does not depend on the order in which facts arrive.
 */
export function mergeFact<F extends Fact>(standing: F | null, arriving: F): F | null {
  if (!standing) return arriving;
  const replaced = replacedHalves({ opening: standing, end: standing.end }, arriving);
  if (!replaced.opening && !replaced.end) return null;
  if (standing.kind !== 'span') return arriving;
  const opening = replaced.opening ? arriving : standing;
  const ending = replaced.end ? arriving : standing;
  return { ...opening, to: ending.to, end: ending.end };
}
