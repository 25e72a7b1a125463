import type { CalendarAttrs, CalendarDay, ShiftAttrs } from '../metrics/calendar-data.ts';
import type { DimensionVersion } from '../metrics/settings.ts';

/** How many weekdays there are: 1 = Monday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type Field = (name: string) => string;

/** The weekdays that are ticked: fields `<name>.1` to `<name>.7`. */
const ticked = (field: Field, name: string): number[] => WEEKDAYS.filter((day) => field(`${name}.${day}`) !== '');

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `2026-10-01 National Day`: a date and its name; a date that begins with `+` is one on which is worked. */
function dayOf(line: string): CalendarDay {
  const [, worked = '', date = line, name = ''] = /^(\+?)\s*(\S+)\s*(.*)$/.exec(line) ?? [];
  return { date, ...(name === '' ? {} : { name }), ...(worked === '' ? {} : { working: true }) };
}

/**
 * Reads the form of a site's calendar: `id, site, dates` (a line each), `rest.<weekday>`, `open.<weekday>`, `openFrom`,
 * `openTo`. What is typed wrongly stands in the version as it was typed: its faults say so.
 */
export function readCalendarForm(field: Field, validFrom: number): DimensionVersion {
  const restDays = ticked(field, 'rest');
  const days = ticked(field, 'open');
  const attrs: CalendarAttrs = {
    dates: lines(field('dates')).map(dayOf),
    ...(restDays.length > 0 ? { restDays } : {}),
    ...(days.length > 0 ? { opening: [{ days, from: field('openFrom').trim(), to: field('openTo').trim() }] } : {}),
  };
  return version('calendar', field, validFrom, attrs);
}

/** Reads the form of a shift: `id, site, from, to, on.<weekday>`; no weekday ticked is every day. */
export function readShiftForm(field: Field, validFrom: number): DimensionVersion {
  const days = ticked(field, 'on');
  const attrs: ShiftAttrs = {
    from: field('from').trim(),
    to: field('to').trim(),
    ...(days.length > 0 ? { days } : {}),
  };
  return version('shift', field, validFrom, attrs);
}

const version = (kind: string, field: Field, validFrom: number, attrs: object): DimensionVersion => ({
  kind,
  id: field('id').trim(),
  site: field('site').trim(),
  validFrom,
  attrs: attrs as DimensionVersion['attrs'],
});
