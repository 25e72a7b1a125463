import { CALENDAR_WORDS as VALUES, type CalendarGroup } from '../metrics/calendar-groups.ts';
import { clockMs, type ShiftAttrs } from '../metrics/calendar-data.ts';
import type { Locale } from '../metrics/locale.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import { DAY_MS, HOUR_MS } from '../time/interval.ts';
import { CALENDAR_GROUP_WORDS } from '../words/calendar-group-words.ts';
import { speak } from '../words/speak.ts';
import { namedIn } from './names.ts';

/** A shift as pages name it: `Night, 20:00–04:00`. */
export interface NamedShift {
  id: string;
  label: string;
  /** Local time at which it begins, ms after midnight. */
  fromMs: number;
}

/** 5 January 1970 was a Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** The name of a weekday (1 = Monday), written alone: with a capital letter. */
export function weekdayName(day: number, length: 'long' | 'short', locale: Locale): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(
    MONDAY_MS + (day - 1) * DAY_MS,
  );
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** The shifts that are known, one for each id. */
export function namedShifts(versions: readonly DimensionVersion[], locale: Locale): NamedShift[] {
  const found = new Map<string, NamedShift>();
  for (const { kind, id, attrs } of versions) {
    if (kind !== 'shift' || found.has(id)) continue;
    const { name, from, to } = attrs as unknown as ShiftAttrs;
    const fromMs = clockMs(from);
    if (fromMs !== null) found.set(id, { id, label: `${namedIn(name, locale) ?? id}, ${from}–${to}`, fromMs });
  }
  return [...found.values()];
}

/** What a group of the calendar says of a quarter hour, in words; null: nothing says it. */
export function calendarLabel(
  group: CalendarGroup,
  value: string | null,
  locale: Locale,
  shifts: readonly NamedShift[],
): string {
  const say = speak(CALENDAR_GROUP_WORDS, locale);
  if (value === null) return say('shift.none');
  if (group === 'weekday') return weekdayName(Number(value), 'long', locale);
  if (group === 'hour') return `${value}:00–${String((Number(value) + 1) % 24).padStart(2, '0')}:00`;
  if (group === 'shift') return shifts.find(({ id }) => id === value)?.label ?? value;
  return say(value as 'working' | 'rest' | 'holiday' | 'open' | 'closed');
}

/**
 * The place of a value among those of its group, for sorting: weekdays from Monday, hours from the one in which the
 * business day starts, shifts as they begin in it, kinds of days and opening as their lists have them; none at the end.
 *
 * @param dayStartMs start of the business day, ms after local midnight
 */
export function calendarPlace(
  group: CalendarGroup,
  value: string | null,
  shifts: readonly NamedShift[],
  dayStartMs: number,
): number {
  if (value === null) return Infinity;
  const sinceStart = (clock: number): number => (((clock - dayStartMs) % DAY_MS) + DAY_MS) % DAY_MS;
  if (group === 'shift') {
    const shift = shifts.find(({ id }) => id === value);
    return shift ? sinceStart(shift.fromMs) : DAY_MS;
  }
  if (group === 'hour') return sinceStart(Number(value) * HOUR_MS);
  return VALUES[group]?.indexOf(value) ?? 0;
}
