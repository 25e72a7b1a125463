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
}

export type Fact = { [Kind in FactKind]: FactOf<Kind> }[FactKind];

/** Total order of events: (at, p, e, n). Negative where `a` is before `b`. Ids compare by code unit. */
export function compareEvents(a: Omit<FactStamp, 'rank' | 'rev'>, b: Omit<FactStamp, 'rank' | 'rev'>): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.p !== b.p) return a.p < b.p ? -1 : 1;
  if (a.e !== b.e) return a.e - b.e;
  return a.n - b.n;
}

/** Contract 3: rank, then the higher revision, then the greater (at, p, e, n). Positive where `a` replaces `b`. */
export function compareFacts(a: FactStamp, b: FactStamp): number {
  return a.rank - b.rank || a.rev - b.rev || compareEvents(a, b);
}
