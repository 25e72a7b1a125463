import { businessDate, DAY_MS, intervalStart, intervalStarts } from '../time/interval.ts';
import { instantOf, type CalendarDate, type Zone } from '../time/zone.ts';
import type { Grain } from '../metrics/question.ts';

export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Into which intervals each kind of period is cut for its curve and table. */
export const GRAIN_OF = {
  day: '30m',
  week: 'day',
  month: 'day',
  quarter: 'week',
  year: 'month',
} as const satisfies Readonly<Record<PeriodKind, Grain>>;

/** The intervals that a table of the page can have. */
export type PageGrain = (typeof GRAIN_OF)[PeriodKind];

/** A day, ISO week, month, quarter or year of business days. Instants in ms UTC, `toMs` exclusive; dates as `YYYY-MM-DD`. */
export interface ReportPeriod {
  kind: PeriodKind;
  fromMs: number;
  toMs: number;
  /** Date on which it begins, and on which the ones beside it begin. */
  date: string;
  previous: string;
  next: string;
}

/** The date that a text names, or null where it names none (`2026-02-30`). */
export function readDate(text: string): CalendarDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return writeDate(date) === text ? date : null;
}

/** The period of that kind which holds the date; without a date, the one that holds `nowMs`. */
export function reportPeriod(
  kind: PeriodKind,
  date: CalendarDate | null,
  nowMs: number,
  zone: Zone,
  dayStartMs: number,
): ReportPeriod {
  const within = date === null ? nowMs : instantOf(date, dayStartMs, zone);
  const fromMs = intervalStart(kind, within, zone, dayStartMs);
  const toMs = followingStart(kind, fromMs, zone, dayStartMs);
  const dateOf = (instantMs: number) => writeDate(businessDate(instantMs, zone, dayStartMs));
  return {
    kind,
    fromMs,
    toMs,
    date: dateOf(fromMs),
    previous: dateOf(intervalStart(kind, fromMs - 1, zone, dayStartMs)),
    next: dateOf(toMs),
  };
}

/** Longer than any period, so that its end is the second start found. */
const PAST_ANY_MS = 400 * DAY_MS;

function followingStart(kind: PeriodKind, fromMs: number, zone: Zone, dayStartMs: number): number {
  const [, second] = intervalStarts(kind, fromMs, fromMs + PAST_ANY_MS, zone, dayStartMs);
  return second ?? fromMs + PAST_ANY_MS;
}

function writeDate({ year, month, day }: CalendarDate): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
