import { HOUR_MS, MINUTE_MS } from '../time/interval.ts';
import type { ParameterFault } from './question-parameters.ts';

/** A name: one for all languages, or by language. */
type Named = string | Readonly<Record<string, string>>;

/** Local times `HH:MM` on 15 minutes; `to` may be 24:00. */
export interface OpenHours {
  from: string;
  to: string;
}

/** One date of a calendar: a holiday, or, with `working`, a rest day on which is worked. */
export interface CalendarDay {
  /** `YYYY-MM-DD`, the business day that begins on it. */
  date: string;
  name?: Named;
  working?: boolean;
  /** Hours open on that day instead of the usual ones; empty: closed. */
  open?: readonly OpenHours[];
}

/** Attributes of a `calendar`: what a country or a site keeps. */
export interface CalendarAttrs {
  name?: Named;
  dates: readonly CalendarDay[];
  /** ISO weekdays (1 = Monday) on which nobody is expected to work. */
  restDays?: readonly number[];
  /** Usual opening hours, by ISO weekday of the business day; absent: always open. */
  opening?: readonly (OpenHours & { days: readonly number[] })[];
}

/** Attributes of a `shift`: from `from` to `to`, over midnight where `to` is not after `from`. */
export interface ShiftAttrs {
  name?: Named;
  from: string;
  to: string;
  /** ISO weekdays of the calendar day on which it begins; absent: every day. */
  days?: readonly number[];
}

const QUARTER = /^(?:([01]\d|2[0-3]):(00|15|30|45)|(24):(00))$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Dates of one version: ten years of a country with two hundred a year. */
const MAX_DATES = 2_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `HH:MM` as ms after local midnight; null where it is none. */
export function clockMs(text: unknown): number | null {
  const match = QUARTER.exec(typeof text === 'string' ? text : '');
  return match && Number(match[1] ?? match[3]) * HOUR_MS + Number(match[2] ?? match[4]) * MINUTE_MS;
}

const isDate = (text: unknown): boolean => {
  const match = DATE.exec(typeof text === 'string' ? text : '');
  if (!match) return false;
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return day.getUTCMonth() === Number(match[2]) - 1 && day.getUTCDate() === Number(match[3]);
};

const isWeekdays = (value: unknown): boolean =>
  Array.isArray(value) && value.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);

const HOURS = 'Hours are {"from": "09:00", "to": "18:00"}, on 15 minutes, `from` before `to`.';
const isHours = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const [from, to] = [clockMs(value['from']), clockMs(value['to'])];
  return from !== null && to !== null && from < to;
};

/** What is wrong with the attributes of a calendar. */
export function calendarFaults(attrs: Readonly<Record<string, unknown>>): ParameterFault[] {
  const faults: ParameterFault[] = [];
  const { dates, restDays, opening } = attrs;
  if (!Array.isArray(dates) || dates.length > MAX_DATES)
    faults.push({ field: 'attrs.dates', reason: `It is a list of at most ${MAX_DATES} dates.` });
  else
    dates.forEach((day: unknown, i) => {
      const field = `attrs.dates.${i}`;
      if (!isObject(day) || !isDate(day['date'])) faults.push({ field, reason: 'Its date is written 2026-10-01.' });
      else if (day['open'] !== undefined && !(Array.isArray(day['open']) && day['open'].every(isHours)))
        faults.push({ field, reason: HOURS });
    });
  if (restDays !== undefined && !isWeekdays(restDays))
    faults.push({ field: 'attrs.restDays', reason: 'Weekdays are numbers from 1 (Monday) to 7.' });
  const isOpening = (value: unknown): boolean => isHours(value) && isWeekdays((value as { days?: unknown }).days);
  if (opening !== undefined && !(Array.isArray(opening) && opening.every(isOpening)))
    faults.push({ field: 'attrs.opening', reason: `${HOURS} With "days" from 1 (Monday) to 7.` });
  return faults;
}

/** What is wrong with the attributes of a shift. */
export function shiftFaults({ from, to, days }: Readonly<Record<string, unknown>>): ParameterFault[] {
  const faults: ParameterFault[] = [];
  for (const [field, text] of Object.entries({ from, to })) {
    if (clockMs(text) === null)
      faults.push({ field: `attrs.${field}`, reason: 'It is a local time on 15 minutes, as 22:00.' });
  }
  if (days !== undefined && !isWeekdays(days))
    faults.push({ field: 'attrs.days', reason: 'Weekdays are numbers from 1 (Monday) to 7.' });
  return faults;
}
