import { businessDate, DAY_MS, SLOT_MS } from '../time/interval.ts';
import { localTime, type CalendarDate } from '../time/zone.ts';
import { clockMs, type CalendarAttrs, type OpenHours, type ShiftAttrs } from './calendar-data.ts';
import type { Dimensions } from './dimension-register.ts';

/**
 * What a quarter hour is by the calendar of its site. Each is one value for a whole quarter hour, so a report may group by
 * it and nothing is torn apart.
 * `weekday`: 1 (Monday) to 7 of the business day; `hour`: 00 to 23 on the clock of the site; `shift`: id of a shift;
 * `daytype`: working, rest, holiday; `opening`: open, closed.
 */
export const CALENDAR_GROUPS = ['weekday', 'hour', 'shift', 'daytype', 'opening'] as const;
export type CalendarGroup = (typeof CALENDAR_GROUPS)[number];

export const isCalendarGroup = (name: string): name is CalendarGroup =>
  (CALENDAR_GROUPS as readonly string[]).includes(name);

/** The closed lists of values; a shift may have any id. */
export const CALENDAR_WORDS: Readonly<Partial<Record<CalendarGroup, readonly string[]>>> = {
  weekday: ['1', '2', '3', '4', '5', '6', '7'],
  hour: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
  daytype: ['working', 'rest', 'holiday'],
  opening: ['open', 'closed'],
};

/** Runs of quarter hours of one value: from `startsMs[i]` to the next start it is `values[i]`. */
export interface CalendarRuns {
  startsMs: readonly number[];
  values: readonly (string | null)[];
}

/** ISO weekday: 1 = Monday. */
const weekdayOf = ({ year, month, day }: CalendarDate): number =>
  ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const written = ({ year, month, day }: CalendarDate): string => `${year}-${twoDigits(month)}-${twoDigits(day)}`;

/** What the quarter hour that begins at an instant is; null where nothing says it. */
export function calendarValue(
  group: CalendarGroup,
  dimensions: Dimensions,
  site: string | null,
  slotMs: number,
  defaultZone: string,
): string | null {
  const { zone, dayStartMs } = dimensions.calendar(site, slotMs, defaultZone);
  if (group === 'hour') return twoDigits(Math.floor(localTime(slotMs, zone).timeMs / 3_600_000));
  if (group === 'shift') return shiftAt(dimensions, site, slotMs, localTime(slotMs, zone));
  const day = businessDate(slotMs, zone, dayStartMs);
  const weekday = weekdayOf(day);
  if (group === 'weekday') return String(weekday);
  const calendar = calendarOf(dimensions, site, slotMs);
  const date = calendar?.dates.find((entry) => entry.date === written(day));
  if (group === 'daytype') {
    if (date) return date.working ? 'working' : 'holiday';
    return calendar?.restDays?.includes(weekday) ? 'rest' : 'working';
  }
  const hours: readonly OpenHours[] | undefined =
    date?.open ?? calendar?.opening?.filter(({ days }) => days.includes(weekday));
  if (hours === undefined) return 'open';
  const { timeMs } = localTime(slotMs, zone);
  return hours.some(({ from, to }) => timeMs >= (clockMs(from) ?? 0) && timeMs < (clockMs(to) ?? 0))
    ? 'open'
    : 'closed';
}

/** The calendar of a site: the one that it names, else one that stands in it. */
function calendarOf(dimensions: Dimensions, site: string | null, slotMs: number): CalendarAttrs | null {
  const named = site === null ? undefined : dimensions.at('site', null, site, slotMs)?.attrs['calendar'];
  const version =
    typeof named === 'string'
      ? (dimensions.at('calendar', null, named, slotMs) ?? dimensions.at('calendar', site, named, slotMs))
      : dimensions.inSite('calendar', site, slotMs)[0];
  const attrs = version?.attrs as CalendarAttrs | undefined;
  return attrs && Array.isArray(attrs.dates) ? attrs : null;
}

/** Of the shifts that are on, the one that began last; of several, the first by id. */
function shiftAt(
  dimensions: Dimensions,
  site: string | null,
  slotMs: number,
  { date, timeMs }: ReturnType<typeof localTime>,
): string | null {
  const today = weekdayOf(date);
  const yesterday = today === 1 ? 7 : today - 1;
  let found: { id: string; sinceMs: number } | null = null;
  for (const { id, attrs } of dimensions.inSite('shift', site, slotMs)) {
    const { from, to, days } = attrs as unknown as ShiftAttrs;
    const [fromMs, toMs] = [clockMs(from), clockMs(to)];
    if (fromMs === null || toMs === null) continue;
    const over = toMs <= fromMs;
    const on = (day: number): boolean => days?.includes(day) ?? true;
    const began =
      timeMs >= fromMs && (over || timeMs < toMs) && on(today)
        ? timeMs - fromMs
        : over && timeMs < toMs && on(yesterday)
          ? timeMs - fromMs + DAY_MS
          : null;
    if (began !== null && (found === null || began < found.sinceMs)) found = { id, sinceMs: began };
  }
  return found?.id ?? null;
}

/** The values of a site over a period, quarter hours that follow one another with one value put together. */
export function calendarRuns(
  group: CalendarGroup,
  dimensions: Dimensions,
  site: string | null,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  defaultZone: string,
): CalendarRuns {
  const startsMs: number[] = [];
  const values: (string | null)[] = [];
  for (let slotMs = Math.floor(fromMs / SLOT_MS) * SLOT_MS; slotMs < toMs; slotMs += SLOT_MS) {
    const value = calendarValue(group, dimensions, site, slotMs, defaultZone);
    if (startsMs.length > 0 && values.at(-1) === value) continue;
    startsMs.push(slotMs);
    values.push(value);
  }
  return { startsMs, values };
}
