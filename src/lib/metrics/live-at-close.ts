import type { MetricId } from './dictionary.ts';

/** A quarter hour closes this long after its end, or later, when its last open fact closes (contract 5). */
export const CLOSING_MS = 120_000;

/** The numbers of a quarter hour that are kept when it closes, and compared with its report from then on. */
export const KEPT_AT_CLOSE = [
  'offered',
  'answered',
  'abandoned',
  'short_abandoned',
  'flow_out',
  'timed_out',
  'callbacks_chosen',
  'service_level',
  'asa',
  'wait_p90',
  'handled',
  'aht',
  'staffed_time',
  'attempts',
  'connects',
] as const satisfies readonly MetricId[];

/** Value by metric; null = no data. */
export type KeptNumbers = Readonly<Record<string, number | null>>;

/** What the live path said of a quarter hour of a site at the moment at which it closed. Instants in ms UTC. */
export interface LiveAtClose {
  site: string | null;
  slotAtMs: number;
  closedAtMs: number;
  /** Null: what names no queue. */
  queues: readonly { queue: string | null; numbers: KeptNumbers }[];
  /** Of the whole site. */
  numbers: KeptNumbers;
}
