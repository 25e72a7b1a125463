import type { Dimensions } from '../metrics/dimension-register.ts';
import type { DimensionValues } from '../metrics/dimensions.ts';
import type { WindowName } from '../metrics/question.ts';
import { MINUTE_MS, SLOT_MS, businessDayStart, intervalStart } from '../time/interval.ts';
import type { Period } from './evaluate.ts';

const SLIDING_MS: Partial<Record<WindowName, number>> = {
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '60m': 60 * MINUTE_MS,
};

/**
 * The period of a window that ends at asOf. `today` and `interval` begin by the calendar of each fact's own site.
 * `now` looks back one quarter hour for coverage only: gauges read the moment.
 */
export function livePeriod(
  window: WindowName,
  asOfMs: number,
  sites: readonly (string | null)[],
  dimensions: Dimensions,
  defaultZone: string,
): Period {
  const slidingMs = window === 'now' ? SLOT_MS : SLIDING_MS[window];
  if (slidingMs !== undefined) return { fromMs: asOfMs - slidingMs, toMs: asOfMs, asOfMs };
  const startOf = (site: string | null): number => {
    const { zone, dayStartMs } = dimensions.calendar(site, asOfMs, defaultZone);
    return window === 'today' ? businessDayStart(asOfMs, zone, dayStartMs) : intervalStart('30m', asOfMs, zone);
  };
  const starts = new Map<string | null, number>(sites.map((site) => [site, startOf(site)]));
  const fromMs = starts.size === 0 ? startOf(null) : Math.min(...starts.values());
  const startFor = ({ site = null }: DimensionValues): number => {
    let start = starts.get(site);
    if (start === undefined) starts.set(site, (start = startOf(site)));
    return start;
  };
  return { fromMs, toMs: asOfMs, asOfMs, startFor };
}
