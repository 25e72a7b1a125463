import type { AggregateName } from '../metrics/aggregates.ts';
import type { FactKind } from '../metrics/fact-kinds.ts';
import type { Reason } from '../metrics/formula-sides.ts';
import type { Basis } from '../metrics/question.ts';

/** A fact as lists and timelines show it. Instants in ms UTC; `columns` as stored (ms, millionths). */
export interface ShownFact {
  kind: FactKind;
  key: string;
  site: string | null;
  ix: string | null;
  fromMs: number;
  /** Null while it is open. */
  toMs: number | null;
  /** Its dimensions, those that it has. */
  dims: Readonly<Record<string, string>>;
  columns: Readonly<Record<string, string | number | readonly string[]>>;
}

/** One fact, or one member of a set, behind a number. */
export interface ContactRow extends Omit<ShownFact, 'kind'> {
  kind: FactKind | 'member';
  /** Instant by which it counts, ms UTC. */
  atMs: number;
  /** What it puts into each aggregate of the formula that counts it: a count, ms or millionths. */
  shares: Readonly<Partial<Record<AggregateName, number>>>;
  reason: Reason;
}

export interface ContactsAnswer {
  /** Sorted by (at, kind, site, key). */
  rows: readonly ContactRow[];
  /** The number of a count; else the size of its denominator (ms where that is a time). */
  total: number;
  /** Net sum of the numerator, as stored; null where the formula has none. */
  numerator: number | null;
  /** Facts in the whole list. */
  facts: number;
  /** Where the next page begins; null on the last. */
  next: string | null;
  asOfMs: number;
  basis: Basis;
}
