import { HOUR_MS, MINUTE_MS } from '../time/interval.ts';

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

/** `HH:MM` as ms after local midnight; null where it is none. */
export function clockMs(text: unknown): number | null {
  const match = QUARTER.exec(typeof text === 'string' ? text : '');
  return match && Number(match[1] ?? match[3]) * HOUR_MS + Number(match[2] ?? match[4]) * MINUTE_MS;
}
