import { order } from './raw-events.ts';
import type { Thing } from './things.ts';

/** What is counted over: [fromMs, toMs) as seen at asOfMs, all ms UTC. */
export interface RecountPeriod {
  fromMs: number;
  toMs: number;
  asOfMs: number;
  /** A queue visit counts where it began, or where it ended. */
  basis: 'entry' | 'event';
  /** Zone of the report and its start of the business day in ms after midnight, by which a year is gone back; UTC, 0. */
  tz?: string;
  dayStartMs?: number;
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

/** It is due in the period, and before asOf. */
export const dueIn = (thing: Thing, period: RecountPeriod): boolean =>
  thing.d.dueAt >= period.fromMs && thing.d.dueAt < momentOf(period);

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

/** Decimals are kept to six places. */
export const decimal = (value: unknown): number =>
  typeof value === 'number' ? Math.round(value * 1_000_000) / 1_000_000 : 0;

/** The whole of its own period lies in the period asked, and is over. */
export const wholly = (thing: Thing, period: RecountPeriod): boolean =>
  thing.from >= period.fromMs && thing.to !== null && thing.to <= momentOf(period) && thing.to >= period.fromMs;

/** What somebody else counted for periods inside the one asked: the sum, and how many numbers. */
export function told(metrics: readonly Thing[], name: string, period: RecountPeriod): { sum: number; n: number } {
  const found = metrics.filter((thing) => thing.d.metric === name && wholly(thing, period));
  return { sum: total(found, ({ d }) => decimal(d.value)), n: found.length };
}

/** Of the samples of one thing the newest before the moment, unless it is too old to stand for it. */
export function newest(
  samples: readonly Thing[],
  moment: number,
  goodForMs: number,
  seriesOf: (sample: Thing) => unknown[],
): Thing[] {
  const found = new Map<string, Thing>();
  for (const sample of samples) {
    if (!(sample.from < moment && sample.from >= moment - goodForMs)) continue;
    const key = JSON.stringify([sample.site, ...seriesOf(sample).map((part) => part ?? null)]);
    const known = found.get(key);
    if (!known || order(sample.event, known.event) > 0) found.set(key, sample);
  }
  return [...found.values()];
}

/** Bounds of contract 6: whole seconds to 60, then each 2 % above the last; waits to 8 h, what may last for days to 60 days. */
function growing(last: number, more: readonly number[]): number[] {
  const bounds = new Set(more);
  for (let second = 0; second <= 60; second += 1) bounds.add(second);
  for (let bound = 60; bound < last;) {
    bound = Math.min(last, Math.max(bound + 1, Math.ceil(bound * 1.02)));
    bounds.add(bound);
  }
  return [...bounds].sort((a, b) => a - b);
}
const BOUNDS = {
  wait: growing(28_800, [90, 120, 180, 240, 300, 600]),
  duration: growing(60 * 86_400, []),
};

/** The bound of the ceil(share x n)-th of some ms, in seconds; null over nothing. */
export function nearestRank(values: readonly number[], part: number, scale: keyof typeof BOUNDS): number | null {
  if (values.length === 0) return null;
  const ms = [...values].sort((a, b) => a - b)[Math.ceil(part * values.length) - 1]!;
  return BOUNDS[scale].find((bound) => ms <= bound * 1_000) ?? BOUNDS[scale].at(-1)!;
}
