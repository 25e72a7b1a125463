import type { Thing } from './things.ts';

/** What is counted over: [fromMs, toMs) as seen at asOfMs, all ms UTC. */
export interface RecountPeriod {
  fromMs: number;
  toMs: number;
  asOfMs: number;
  /** A queue visit counts where it began, or where it ended. */
  basis: 'entry' | 'event';
}

/** Metric id -> number as an answer shows it; times in seconds, shares as fractions, no data = null. */
export type Numbers = Record<string, number | null>;

/** The instant at which gauges are read. */
export const momentOf = ({ toMs, asOfMs }: RecountPeriod): number => Math.min(toMs, asOfMs);

/** It began in the period, and before asOf. */
export const beganIn = (thing: Thing, period: RecountPeriod): boolean =>
  thing.from >= period.fromMs && thing.from < momentOf(period);

/** It ended in the period, and before asOf. */
export const endedIn = (thing: Thing, period: RecountPeriod): boolean =>
  thing.to !== null && thing.to >= period.fromMs && thing.to < momentOf(period);

/** It has ended as seen at asOf. */
export const isOver = (thing: Thing, { asOfMs }: RecountPeriod): boolean => thing.to !== null && thing.to < asOfMs;

/** It lasts at the moment. */
export const lastsAt = (thing: Thing, moment: number): boolean =>
  thing.from < moment && (thing.to === null || thing.to >= moment);

/** How long of it lies in the period, in ms. */
export function msIn(thing: Thing, period: RecountPeriod): number {
  const until = momentOf(period);
  return Math.max(0, Math.min(thing.to ?? until, until) - Math.max(thing.from, period.fromMs));
}

export const total = <Item>(items: readonly Item[], of: (item: Item) => number | undefined | null): number =>
  items.reduce((sum, item) => sum + (of(item) ?? 0), 0);

/** a / b, null where b is 0. */
export const share = (a: number, b: number): number | null => (b === 0 ? null : a / b);

/** Mean of ms as seconds, null over nothing. */
export const meanSeconds = (ms: number, n: number): number | null => (n === 0 ? null : ms / n / 1_000);

/** Greatest of some ms as seconds, null over nothing. */
export const greatestSeconds = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)) / 1_000;
