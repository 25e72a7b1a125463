import { instantOf, localTime, type CalendarDate, type Zone } from './zone.ts';

/** The grid of the product: every period of a report lies on it. */
export const SLOT_MS = 900_000;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** 24 hours: a length, not the day of a calendar, which a change of clocks makes longer or shorter. */
export const DAY_MS = 86_400_000;

/** Start of the 15-min slot that holds the instant. */
export const slotOf = (instantMs: number): number => Math.floor(instantMs / SLOT_MS) * SLOT_MS;

/** Start of the whole second after which nothing up to `instantMs` is missing: the asOf of live values. */
export const wholeSecondUp = (instantMs: number): number => Math.ceil(instantMs / SECOND_MS) * SECOND_MS;

/** Lengths of report periods that have one on the wall clock. */
const SHORT: Readonly<Record<string, number>> = { '15m': SLOT_MS, '30m': 2 * SLOT_MS, '1h': HOUR_MS };

export type CalendarGrain = '15m' | '30m' | '1h' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'total';

/**
 * Starts of the intervals of a grain that cover [fromMs, toMs), ascending; the first may begin before `fromMs` and is
 * clipped to it by the reader. Days and longer start at `dayStartMs` after local midnight. A local hour that DST repeats
 * makes two intervals, one that DST skips none: intervals are cut in time, not in clock readings.
 */
export function intervalStarts(
  grain: CalendarGrain,
  fromMs: number,
  toMs: number,
  zone: Zone,
  dayStartMs = 0,
): number[] {
  if (grain === 'total') return [fromMs];
  const starts: number[] = [];
  let start = intervalStart(grain, fromMs, zone, dayStartMs);
  while (start < toMs) {
    starts.push(start);
    start = nextStart(grain, start, zone, dayStartMs);
  }
  return starts;
}

/** Start of the interval of that grain that holds the instant. */
export function intervalStart(grain: CalendarGrain, instantMs: number, zone: Zone, dayStartMs = 0): number {
  const lengthMs = SHORT[grain];
  if (lengthMs !== undefined) {
    const offset = zone.offsetMs(instantMs);
    let start = Math.floor((instantMs + offset) / lengthMs) * lengthMs - offset;
    // Where clocks moved in the midst of it (by half an hour, say) the interval begins when they did.
    while (start + SLOT_MS <= instantMs && zone.offsetMs(start) !== offset) start += SLOT_MS;
    return start;
  }
  if (grain === 'total') return instantMs;
  const start = instantOf(periodStart(grain, businessDate(instantMs, zone, dayStartMs)), dayStartMs, zone);
  return start;
}

function nextStart(grain: CalendarGrain, startMs: number, zone: Zone, dayStartMs: number): number {
  const lengthMs = SHORT[grain];
  if (lengthMs !== undefined) {
    // A change of the offset may cut an interval short or shift the grid of local hours.
    let next = startMs + SLOT_MS;
    while (next < startMs + lengthMs && intervalStart(grain, next, zone) === startMs) next += SLOT_MS;
    return next;
  }
  const date = businessDate(startMs, zone, dayStartMs);
  return instantOf(following(grain, date), dayStartMs, zone);
}

/** The business day that holds the instant: the calendar date on which it began. */
export function businessDate(instantMs: number, zone: Zone, dayStartMs: number): CalendarDate {
  const { date, timeMs } = localTime(instantMs, zone);
  const today = instantOf(date, dayStartMs, zone);
  if (instantMs >= today) return date;
  return timeMs >= dayStartMs ? date : normalised({ ...date, day: date.day - 1 });
}

/** Start of the business day that holds the instant, ms UTC. */
export function businessDayStart(instantMs: number, zone: Zone, dayStartMs: number): number {
  return instantOf(businessDate(instantMs, zone, dayStartMs), dayStartMs, zone);
}

function periodStart(grain: CalendarGrain, date: CalendarDate): CalendarDate {
  switch (grain) {
    case 'week': {
      // ISO weeks begin on Monday; getUTCDay counts from Sunday.
      const weekday = (new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay() + 6) % 7;
      return normalised({ ...date, day: date.day - weekday });
    }
    case 'month':
      return { ...date, day: 1 };
    case 'quarter':
      return { ...date, month: date.month - ((date.month - 1) % 3), day: 1 };
    case 'year':
      return { ...date, month: 1, day: 1 };
    default:
      return date;
  }
}

function following(grain: CalendarGrain, date: CalendarDate): CalendarDate {
  switch (grain) {
    case 'week':
      return normalised({ ...date, day: date.day + 7 });
    case 'month':
      return normalised({ ...date, month: date.month + 1 });
    case 'quarter':
      return normalised({ ...date, month: date.month + 3 });
    case 'year':
      return { ...date, year: date.year + 1 };
    default:
      return normalised({ ...date, day: date.day + 1 });
  }
}

function normalised({ year, month, day }: CalendarDate): CalendarDate {
  const date = new Date(Date.UTC(year, month - 1, day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
