import type { AggregateName } from '../metrics/aggregates.ts';
import { calendarScan } from '../metrics/calendar-sql.ts';
import type { Dimensions } from '../metrics/dimension-register.ts';
import { yearBeforeKey } from '../metrics/formula.ts';
import type { CountedPeriod } from '../metrics/period-sql.ts';
import { yearBefore } from '../time/year-before.ts';
import type { Zone } from '../time/zone.ts';
import type { ProducerSpan } from '../warehouse/producer-spans.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { countPeriod, type CountedCell } from './count-period.ts';
import type { Counting } from './counting.ts';
import { coveredIntervals } from './coverage.ts';

/** What the year before is found by. */
export interface YearBefore {
  zone: Zone;
  dayStartMs: number;
  known: Dimensions;
  spans: readonly ProducerSpan[];
}

/**
 * Counts the same intervals a year before, up to the same clock of the same date where they still run, and puts the sums
 * into the cells beside their own. They make no cell of their own, and nothing where no producer was heard. Throws
 * WarehouseError.
 */
export async function addYearBefore(
  warehouse: Warehouse,
  counting: Counting,
  names: readonly AggregateName[],
  cells: readonly CountedCell[],
  { zone, dayStartMs, known, spans }: YearBefore,
): Promise<void> {
  const { startsMs, toMs, asOfMs } = counting.period;
  const back = (instantMs: number): number => yearBefore(instantMs, zone, dayStartMs);
  const untilMs = back(Math.min(toMs, asOfMs));
  // Two instants of one clock reading have one instant a year before; so has a day that was not there.
  let last = Number.NEGATIVE_INFINITY;
  const placesMs = startsMs.map((start) => (last = Math.max(last, back(start))));
  const period: CountedPeriod = {
    startsMs: [...new Set(placesMs)].filter((start) => start < untilMs),
    toMs: untilMs,
    asOfMs,
  };
  if (period.startsMs.length === 0) return;
  const { calendar } = counting;
  const scan = calendar && calendarScan(calendar, known, { fromMs: period.startsMs[0]!, toMs: untilMs }, zone.name);
  const counted = await countPeriod(warehouse, { ...counting, aggregates: names, period, calendar: scan });
  const covered = coveredIntervals(spans, counting.filter, period);
  const heard = new Set(period.startsMs.filter((_, i) => covered[i]));
  // Of several intervals that begin at one instant a year before only the last has any time in it.
  const ownStart = new Map(placesMs.map((placeMs, i) => [placeMs, startsMs[i]!]));
  const place = (intervalMs: number, dims: CountedCell['dims']): string => JSON.stringify([intervalMs, ...dims]);
  const byPlace = new Map(cells.map((cell) => [place(cell.intervalMs, cell.dims), cell]));
  for (const { intervalMs, dims, values } of counted) {
    const cell = heard.has(intervalMs) ? byPlace.get(place(ownStart.get(intervalMs)!, dims)) : undefined;
    for (const name of cell ? names : []) cell!.values.set(yearBeforeKey(name), values.get(name) ?? 0);
  }
}
