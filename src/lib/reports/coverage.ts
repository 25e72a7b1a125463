import { isInferringProducer } from '../events/own-producers.ts';
import type { Filter } from '../metrics/question.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import { SCOPE_MS } from '../metrics/producer-scope.ts';
import type { ProducerSpan } from '../warehouse/producer-spans.ts';

/** From when to when a producer epoch was heard, whatever the site. ms UTC. */
export interface HeardEpoch {
  p: string;
  e: number;
  firstAt: number;
  lastAt: number;
  simulated: boolean;
}

/**
 * The producer epochs that stand behind numbers of the scope and period: every epoch of a producer that was heard at an
 * asked site in the period or in the day before it. What the engine inferred stands behind nothing.
 */
export function epochsInScope(
  spans: readonly ProducerSpan[],
  filter: Filter,
  fromMs: number,
  toMs: number,
): HeardEpoch[] {
  const observed = spans.filter(({ p }) => !isInferringProducer(p));
  const atSite = observed.filter(
    ({ site, firstAt, lastAt }) =>
      !filter.site || (site !== null && filter.site.includes(site) && firstAt < toMs && lastAt >= fromMs - SCOPE_MS),
  );
  const producers = new Set(atSite.map(({ p }) => p));
  const epochs = new Map<string, HeardEpoch>();
  for (const { p, e, firstAt, lastAt, simulated } of observed) {
    if (!producers.has(p)) continue;
    const key = `${p} ${e}`;
    const epoch = epochs.get(key);
    if (!epoch) epochs.set(key, { p, e, firstAt, lastAt, simulated });
    else {
      epoch.firstAt = Math.min(epoch.firstAt, firstAt);
      epoch.lastAt = Math.max(epoch.lastAt, lastAt);
    }
  }
  return [...epochs.values()];
}

/** True where an epoch was heard in or across [fromMs, toMs). */
export const isHeard = (epochs: readonly HeardEpoch[], fromMs: number, toMs: number): boolean =>
  epochs.some(({ firstAt, lastAt }) => firstAt < toMs && lastAt >= fromMs);

/**
 * By interval, whether a producer of the scope covered it: a number there is one, not "no data". An interval that begins
 * at or after asOf has not come yet, and nothing covers it.
 */
export function coveredIntervals(
  spans: readonly ProducerSpan[],
  filter: Filter,
  { startsMs, toMs, asOfMs }: CountedPeriod,
): boolean[] {
  const everywhere = filter.site ? null : epochsInScope(spans, filter, startsMs[0]!, toMs);
  return startsMs.map((start, i) => {
    const end = Math.min(startsMs[i + 1] ?? toMs, asOfMs);
    return start < end && isHeard(everywhere ?? epochsInScope(spans, filter, start, end), start, end);
  });
}
