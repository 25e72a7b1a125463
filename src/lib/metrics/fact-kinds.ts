import {
  AGENT_STATES,
  DIRECTIONS,
  ENDED_BY,
  LEG_ROLES,
  OFFER_RESULTS,
  QUEUE_OUTCOMES,
  TRANSFER_KINDS,
} from '../events/enumerations.ts';

/**
 * The fact kinds: what one row of counting is, which columns it has beside the header, and at which instants it counts.
 * This table is the one source of the fact columns: the engine's stores, the warehouse's fact tables and the SQL are
 * derived from it (a test holds the DDL against it).
 *
 * Header of every fact: site, key, rank, rev, (at, p, e, n) of its event, from, to, the dimensions, ix, cust.
 * Column types: `ms` and `count` are whole numbers or null; an enumeration is one of its words or null.
 */
export const FACT_KINDS = {
  /** One visit of a queue. from = enqueuedAt, to = enqueuedAt + waitMs; open while waiting. */
  visit: {
    columns: {
      outcome: { type: 'enum', values: QUEUE_OUTCOMES },
      wait: { type: 'ms' },
      ring: { type: 'ms' },
    },
  },
  /** One offer of a contact to an agent. from = offeredAt, to = offeredAt + ringMs. */
  offer: {
    columns: {
      result: { type: 'enum', values: OFFER_RESULTS },
      ring: { type: 'ms' },
    },
  },
  /** One agent's part of a contact. from = connectedAt, to = connectedAt + talk + hold; open while it lasts. */
  leg: {
    columns: {
      role: { type: 'enum', values: LEG_ROLES },
      talk: { type: 'ms' },
      hold: { type: 'ms' },
      holds: { type: 'count' },
      longest_hold: { type: 'ms' },
      ended_by: { type: 'enum', values: ENDED_BY },
      transfer: { type: 'enum', values: TRANSFER_KINDS },
    },
  },
  /** One leg that an agent finished handling. from = connectedAt or endedAt - talk - hold, to = W = endedAt + acwMs. */
  handle: {
    columns: {
      role: { type: 'enum', values: LEG_ROLES },
      talk: { type: 'ms' },
      hold: { type: 'ms' },
      acw: { type: 'ms' },
      dial: { type: 'ms' },
      preview: { type: 'ms' },
    },
  },
  /** One stay of an agent in one state. from = enteredAt, to = entry of the next state; open while it lasts. LOGGED_OUT makes none. */
  span: {
    columns: {
      state: { type: 'enum', values: AGENT_STATES },
      reason: { type: 'text' },
      span_direction: { type: 'enum', values: DIRECTIONS },
      queues: { type: 'texts' },
    },
  },
} as const satisfies Record<string, FactKindShape>;

export type ColumnShape =
  | { type: 'ms' }
  | { type: 'count' }
  | { type: 'enum'; values: readonly string[] }
  | { type: 'text' }
  | { type: 'texts' };

export interface FactKindShape {
  columns: Record<string, ColumnShape>;
}

export type FactKind = keyof typeof FACT_KINDS;
export const FACT_KIND_NAMES = Object.keys(FACT_KINDS) as FactKind[];

type ColumnValue<Shape extends ColumnShape> = Shape extends { type: 'enum'; values: readonly (infer Word)[] }
  ? Word | null
  : Shape extends { type: 'text' }
    ? string | null
    : Shape extends { type: 'texts' }
      ? readonly string[]
      : number | null;

export type FactColumns<Kind extends FactKind> = {
  -readonly [Column in keyof (typeof FACT_KINDS)[Kind]['columns']]: ColumnValue<
    (typeof FACT_KINDS)[Kind]['columns'][Column] extends ColumnShape
      ? (typeof FACT_KINDS)[Kind]['columns'][Column]
      : never
  >;
};
