import { businessDate } from './interval.ts';
import { instantOf, localTime, type Zone } from './zone.ts';

/**
 * The instant at which the clock of the zone showed the same date and time a year before. A business day of 29 February
 * has none: all of it is the start of 1 March, so that nothing compares with it, and the 28th of the year after a leap
 * year compares with two days.
 */
export function yearBefore(instantMs: number, zone: Zone, dayStartMs: number): number {
  const { month, day, year } = businessDate(instantMs, zone, dayStartMs);
  if (month === 2 && day === 29) return instantOf({ year: year - 1, month: 3, day: 1 }, dayStartMs, zone);
  const { date, timeMs } = localTime(instantMs, zone);
  return instantOf({ ...date, year: date.year - 1 }, timeMs, zone);
}
