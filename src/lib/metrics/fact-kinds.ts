import {
  AGENT_STATES,
  DIAL_MODES,
  DIAL_RESULTS,
  DIRECTIONS,
  ENDED_BY,
  IVR_RESULTS,
  LEG_ROLES,
  OFFER_RESULTS,
  ORIGINS,
  OUTCOME_KINDS,
  OUTCOME_STAGES,
  QUEUE_OUTCOMES,
  SAMPLINGS,
  SURVEY_KINDS,
  SURVEY_STAGES,
  TRANSFER_KINDS,
  WORK_KINDS,
  WORK_STATUSES,
} from '../events/enumerations.ts';
import { HOUR_MS, MINUTE_MS } from '../time/interval.ts';

/** Who writes a message. */
const MESSAGE_SIDES = ['agent', 'customer'] as const;

/**
 * The fact kinds: what one row of counting is, which columns it has beside the header, and at which instants it counts.
 * This table is the one source of the fact columns: the engine's stores, the warehouse's fact tables and the SQL are
 * derived from it (a test holds the DDL against it).
 *
 * Header of every fact: site, key, rank, rev, (at, p, e, n) of its event, from, to, the dimensions, ix, cust.
 * Column types: `ms`, `count` and `instant` (ms UTC) are whole numbers or null; `decimal` is a number in millionths, so
 * that sums are exact in any order; `flag` is 1, 0 or null; an enumeration is one of its words or null.
 * `dimension`: reports may group by it and filter it. `history`: kept in the warehouse only, no live number reads it.
 * `wide`: a text with many values.
 * Facts of one instant have from = to = `at`.
 */
export const FACT_KINDS = {
  /** One visit of a queue. from = enqueuedAt, to = enqueuedAt + waitMs; open while waiting. */
  visit: {
    columns: {
      outcome: { type: 'enum', values: QUEUE_OUTCOMES, dimension: true },
      wait: { type: 'ms' },
      ring: { type: 'ms' },
    },
    countsByEntry: true,
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
      msgs_in: { type: 'count' },
      msgs_out: { type: 'count' },
      /** Time for which the agent attended to it; less than its length where agents serve several contacts at once. */
      focus: { type: 'ms' },
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
      disposition: { type: 'text', dimension: true },
      topic: { type: 'text', dimension: true },
      subtopic: { type: 'text', dimension: true },
      rpc: { type: 'flag' },
      resolved: { type: 'flag' },
    },
  },
  /** One stay of an agent in one state. from = enteredAt, to = entry of the next state; open while it lasts. LOGGED_OUT makes none. */
  span: {
    columns: {
      state: { type: 'enum', values: AGENT_STATES, dimension: true },
      reason: { type: 'text', dimension: true },
      span_direction: { type: 'enum', values: DIRECTIONS },
      queues: { type: 'texts' },
    },
  },
  /** The start of a contact, at the instant of `ix.started`. */
  arrival: {
    columns: {
      origin: { type: 'enum', values: ORIGINS, dimension: true },
      dnis: { type: 'text', dimension: true },
      entry: { type: 'text', dimension: true },
    },
  },
  /** One contact. from = its start, to = its end; open while it lasts. */
  contact: {
    columns: {
      ended_by: { type: 'enum', values: ENDED_BY },
      legs: { type: 'count' },
      visits: { type: 'count' },
      result: { type: 'text', dimension: true },
      /** Start to end, where both are told together. */
      duration: { type: 'ms' },
    },
    countsByEntry: true,
  },
  /** One pass through an IVR, a bot or a self-service. from = startedAt, to = startedAt + ivrMs. */
  ivr: {
    columns: {
      result: { type: 'enum', values: IVR_RESULTS, dimension: true },
      duration: { type: 'ms' },
      flow: { type: 'text', dimension: true },
      last_node: { type: 'text', dimension: true },
      /** Duration times the ports that it held; one where the source tells none. */
      port_time: { type: 'ms' },
    },
  },
  /** The first answer to a customer in a written medium, at the instant at which it was given. */
  response: { columns: { response: { type: 'ms' } } },
  /** One message of a written conversation, at the instant at which it was sent. */
  message: {
    columns: {
      side: { type: 'enum', values: MESSAGE_SIDES },
      conversation: { type: 'text', wide: true },
    },
    // What is older when the agent writes is not what is replied to.
    looksBackMs: 24 * HOUR_MS,
  },
  /** One dial attempt, at the instant at which its result was known. */
  dial: {
    columns: {
      result: { type: 'enum', values: DIAL_RESULTS, dimension: true },
      mode: { type: 'enum', values: DIAL_MODES, dimension: true },
      ring: { type: 'ms' },
      answer_to_agent: { type: 'ms' },
      record_first: { type: 'flag' },
      record_closed: { type: 'flag' },
      line_group: { type: 'text', dimension: true },
      dialed: { type: 'instant' },
      record: { type: 'text', wide: true, history: true },
    },
  },
  /** What a dialer said of a campaign, at an instant; the newest of a campaign stands for it. */
  campaign: {
    columns: {
      status: { type: 'text' },
      agents_assigned: { type: 'count' },
      agents_ready: { type: 'count' },
      lines_dialing: { type: 'count' },
      lines_ringing: { type: 'count' },
      queued_live: { type: 'count' },
      pacing_set: { type: 'decimal' },
      pacing_actual: { type: 'decimal' },
      hit_rate: { type: 'decimal' },
    },
    series: { of: ['campaign'], standsForMs: 2 * MINUTE_MS },
  },
  /** What a dialer said of a calling list, at an instant; the newest of a list stands for it. */
  calling_list: {
    columns: {
      records: { type: 'count' },
      attempted: { type: 'count' },
      closed: { type: 'count' },
      left: { type: 'count' },
    },
    series: { of: ['campaign', 'list'], standsForMs: 24 * HOUR_MS },
  },
  /** What a switch said of a group of lines, at an instant; the newest of a group stands for it. */
  line: {
    columns: {
      trunk_group: { type: 'text', dimension: true },
      link: { type: 'text', dimension: true },
      carrier: { type: 'text', dimension: true },
      capacity: { type: 'count' },
      in_use: { type: 'count' },
      blocked_total: { type: 'count' },
      up: { type: 'flag' },
    },
    series: {
      of: ['trunk_group', 'link', 'direction'],
      standsForMs: MINUTE_MS,
      counter: { column: 'blocked_total', gapMs: HOUR_MS },
    },
  },
  /** One item of work, as its highest revision has it. from = createdAt, to = when it was done or cancelled; open until then. */
  work: {
    columns: {
      work_kind: { type: 'enum', values: WORK_KINDS, dimension: true },
      status: { type: 'enum', values: WORK_STATUSES, dimension: true },
      due: { type: 'instant' },
      /** dueAt to done; at most 0 = in time. */
      overrun: { type: 'ms' },
      /** createdAt to done. */
      resolution: { type: 'ms' },
      /** createdAt to the first transfer. */
      transfer_delay: { type: 'ms' },
      priority: { type: 'text', dimension: true },
      department: { type: 'text', dimension: true },
      channel: { type: 'text', dimension: true },
      reason: { type: 'text', dimension: true },
      result: { type: 'text', dimension: true },
      responsible: { type: 'text', dimension: true },
      reopens: { type: 'count' },
      customer_caused: { type: 'flag' },
      amount: { type: 'count' },
      ccy: { type: 'text', dimension: true },
      score: { type: 'decimal' },
      errors: { type: 'count' },
      owner: { type: 'text', wide: true, history: true },
    },
    countsByEntry: true,
  },
  /** What came of a contact beside its handling: an offer, a sale, a promise, a reminder; at the instant of the event. */
  outcome: {
    columns: {
      outcome_kind: { type: 'enum', values: OUTCOME_KINDS, dimension: true },
      stage: { type: 'enum', values: OUTCOME_STAGES, dimension: true },
      product: { type: 'text', dimension: true },
      amount: { type: 'count' },
      ccy: { type: 'text', dimension: true },
      due: { type: 'instant' },
      customer_new: { type: 'flag' },
      customer: { type: 'text', wide: true },
      /** The contact, among the columns: sets of contacts are counted live too. */
      contact: { type: 'text', wide: true },
    },
  },
  /** One invitation to a survey, or one answer to it; at the instant of the event. */
  survey: {
    columns: {
      survey_kind: { type: 'enum', values: SURVEY_KINDS, dimension: true },
      stage: { type: 'enum', values: SURVEY_STAGES },
      scale_max: { type: 'decimal' },
      score: { type: 'decimal' },
      top_box: { type: 'flag' },
      channel_of_contact: { type: 'text', dimension: true },
      channel_of_survey: { type: 'text', dimension: true },
      /** One of the good answers on its scale, as the source says or by its score. */
      satisfied: { type: 'flag' },
    },
  },
  /** One evaluation of a contact, at the instant of the event. */
  qa: {
    columns: {
      sampling: { type: 'enum', values: SAMPLINGS, dimension: true },
      score: { type: 'decimal' },
      max: { type: 'decimal' },
      soft: { type: 'decimal' },
      critical: { type: 'flag' },
    },
  },
  /** A number that somebody else counts, for a period [from, to) and a scope (its dimensions). */
  metric: {
    columns: {
      metric: { type: 'text', dimension: true },
      value: { type: 'decimal' },
      unit: { type: 'text' },
      source: { type: 'text', dimension: true },
      /** Length of the period. */
      length: { type: 'ms' },
    },
  },
  /** What one agent was to do on one day. from = start of the first segment, to = end of the last. */
  schedule: {
    columns: {
      /** JSON of [from, to, activity, allowed states] each. */
      segments: { type: 'text', wide: true },
      paid: { type: 'ms' },
    },
    countsByEntry: true,
  },
} as const satisfies Record<string, FactKindShape>;

export type ColumnShape = (
  | { type: 'ms' | 'count' | 'instant' | 'decimal' | 'flag' | 'text' | 'texts' }
  | { type: 'enum'; values: readonly string[] }
) & { dimension?: true; history?: true; wide?: true };

export interface FactKindShape {
  columns: Record<string, ColumnShape>;
  /** Some number counts these facts in the period in which they began. */
  countsByEntry?: true;
  /** How far back before a period its numbers look. */
  looksBackMs?: number;
  /**
   * Facts that are samples of a series: of those with the same site and the same values in `of` (columns and
   * dimensions) the newest stands for the series at a moment, if it is not older than `standsForMs`. `counter`: a column
   * that only grows, until its source starts again; how far is told between samples at most `gapMs` apart.
   */
  series?: { of: readonly string[]; standsForMs: number; counter?: { column: string; gapMs: number } };
}

export type FactKind = keyof typeof FACT_KINDS;
export const FACT_KIND_NAMES = Object.keys(FACT_KINDS) as FactKind[];

type OwnDimensionOf<Columns> = {
  [Column in keyof Columns]: Columns[Column] extends { dimension: true } ? Column : never;
}[keyof Columns];

/** A column by which reports can group the facts of its kind, beside the dimensions of all. */
export type OwnDimension = { [Kind in FactKind]: OwnDimensionOf<(typeof FACT_KINDS)[Kind]['columns']> }[FactKind];

/** The columns of a kind by which reports can group. */
export const ownDimensions = (kind: FactKind): OwnDimension[] =>
  Object.entries(factKind(kind).columns).flatMap(([name, { dimension }]) => (dimension ? [name as OwnDimension] : []));

/** The shape of a kind, in its general type. */
export const factKind = (kind: FactKind): FactKindShape => FACT_KINDS[kind];

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
