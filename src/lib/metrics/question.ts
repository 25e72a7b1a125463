import type { Range } from './confidence.ts';
import type { CalendarQuestion } from './calendar-sql.ts';
import type { AnyDimension, Dimension } from './dimensions.ts';

/**
 * To which period a visit counts. `entry`: the period in which it entered the queue; `event`: the period in which it left.
 * It moves E-coded metrics only (domain 1.0).
 */
export const BASES = ['entry', 'event'] as const;
export type Basis = (typeof BASES)[number];

/** Windows of live values. `interval` is the running 30 minutes, `today` each site's own business day. */
export const WINDOWS = ['now', '5m', '15m', '30m', '60m', 'interval', 'today'] as const;
export type WindowName = (typeof WINDOWS)[number];

/** Periods of reports. `week` is the ISO week; `total` is the whole period in one row. */
export const GRAINS = ['15m', '30m', '1h', 'day', 'week', 'month', 'quarter', 'year', 'total'] as const;
export type Grain = (typeof GRAINS)[number];

/** Allowed values by dimension; a dimension that is not named is not restricted. */
export type Filter = { readonly [D in AnyDimension]?: readonly string[] };

/** What the live path is asked: the metrics, grouped, over a window that ends at asOf. */
export interface LiveQuestion {
  metrics: readonly string[];
  by: readonly Dimension[];
  window: WindowName;
  basis: Basis;
  filter: Filter;
  /** A whole second of the last hour, ms UTC; absent: now. */
  asOfMs?: number;
}

/** How old and how complete the numbers of a scope are. */
export interface Freshness {
  /** Newest occurredAt of the producers of the scope, ms UTC; null where none was ever heard. */
  lastEventAt: number | null;
  /** Sequence gaps that touch the window. */
  gaps: number;
  complete: boolean;
  /** Producers whose source is cut off from its ACD (heartbeat said so). */
  disconnected: readonly string[];
  /** True where a producer of the scope is the simulator. */
  simulated: boolean;
}

/** One row: its dimensions, and the value of every metric asked; null = no data. */
export type Row = Readonly<Record<string, string | number | null>>;

export interface LiveAnswer {
  /** ms UTC, a whole second; the window is [asOf - length, asOf). */
  asOf: number;
  window: WindowName;
  basis: Basis;
  rows: readonly Row[];
  /** Size of the denominator of every ratio or mean, by row in the order of `rows`, by metric id. */
  samples: readonly Readonly<Record<string, number>>[];
  /** Ranges of 95 % of the metrics that carry one, by row in the order of `rows`, by metric id, in the unit of the metric. */
  ranges: readonly Readonly<Record<string, Range>>[];
  freshness: Freshness;
}

/** What a report is asked. Instants in ms UTC, on 15 minutes; `from` inclusive, `to` exclusive. */
export interface ReportQuestion {
  metrics: readonly string[];
  by: readonly AnyDimension[];
  grain: Grain;
  fromMs: number;
  toMs: number;
  /** IANA name or offset `+02:00`. */
  zone: string;
  basis: Basis;
  filter: Filter;
  /** Groups of the calendar of each row's site; absent: none. Their columns stand before those of `by`. */
  calendar?: CalendarQuestion;
  /** The instant as of which things have happened, ms UTC; absent: now. With it the report repeats a live answer. */
  asOfMs?: number;
}
