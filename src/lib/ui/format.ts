import type { Locale } from '../metrics/locale.ts';

/** A value in print: the digits, and the unit that is set smaller beside them (may be empty). */
export interface FormattedValue {
  text: string;
  unit: string;
  /** Digits and unit in reading order, for tables, titles and screen readers. */
  whole: string;
}

export const NO_DATA = '—';

const UNIT_BEFORE_TEXT = /^[^\d−-]/;
/** From here a count on the wall is written with its thousands: 12.4K, 1.2万. */
const COMPACT_FROM = 10_000;
const SECONDS_PER_HOUR = 3600;

const cache = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = cache.get(key);
  if (format === undefined) cache.set(key, (format = new Intl.NumberFormat(locale, options)));
  return format;
}

const none: FormattedValue = { text: NO_DATA, unit: '', whole: NO_DATA };

/**
 * A value for the wall: at most four significant glyphs (78 %, 1:35, 12.4K).
 *
 * @param value in the unit of the dictionary: a fraction 0..1 for `ratio`, seconds for `seconds`; null = no data
 */
export function formatForWall(value: number | null, unit: string, locale: Locale): FormattedValue {
  if (value === null) return none;
  if (unit === 'ratio') {
    // Below ten percent a whole point is too coarse: 4.1 %, not 4 %.
    const digits = Math.abs(value) < 0.0995 && value !== 0 ? 1 : 0;
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return split(numberFormat(locale, { style: 'percent', ...fraction }), value);
  }
  if (unit === 'seconds') return clock(value, locale);
  if (Math.abs(value) >= COMPACT_FROM) {
    return split(numberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }), value);
  }
  const whole = numberFormat(locale, { maximumFractionDigits: 1, useGrouping: false }).format(value);
  return { text: whole, unit: '', whole };
}

/** A value for a table or a page: one decimal of a percent, seconds below a minute with one decimal, whole counts. */
export function formatForPage(value: number | null, unit: string, locale: Locale): string {
  if (value === null) return NO_DATA;
  if (unit === 'ratio') {
    return numberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
  }
  if (unit === 'seconds') {
    if (Math.abs(value) >= 60) return clock(value, locale).whole;
    const seconds = { style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 1 } as const;
    return numberFormat(locale, { ...seconds, minimumFractionDigits: 1 }).format(value);
  }
  return numberFormat(locale, { maximumFractionDigits: Number.isInteger(value) ? 0 : 2 }).format(value);
}

/** A target in print: no more decimals than it has. */
export function formatTarget(value: number, unit: string, locale: Locale): string {
  const percent = { style: 'percent', maximumFractionDigits: 2 } as const;
  if (unit === 'ratio') return numberFormat(locale, percent).format(value);
  if (unit !== 'seconds' || value >= 60) return formatForPage(value, unit, locale);
  const seconds = { style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 1 } as const;
  return numberFormat(locale, seconds).format(value);
}

/** Minutes and seconds below an hour, hours and minutes beyond. */
function clock(seconds: number, locale: Locale): FormattedValue {
  const total = Math.round(Math.abs(seconds));
  const sign = seconds < 0 ? '−' : '';
  const pair = (large: number, small: number) => `${sign}${large}:${String(small).padStart(2, '0')}`;
  if (total < SECONDS_PER_HOUR) {
    const text = pair(Math.floor(total / 60), total % 60);
    return { text, unit: '', whole: text };
  }
  const minutes = Math.floor(total / 60);
  const text = pair(Math.floor(minutes / 60), minutes % 60);
  const unit = hourWord(locale);
  return { text, unit, whole: `${text} ${unit}` };
}

function hourWord(locale: Locale): string {
  const parts = numberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'short' }).formatToParts(2);
  return parts.find((part) => part.type === 'unit')?.value.trim() ?? 'h';
}

/** Takes the digits apart from the percent sign or the word for thousands, so that these can be set smaller. */
function split(format: Intl.NumberFormat, value: number): FormattedValue {
  const parts = format.formatToParts(value);
  const isUnit = (type: string) => type === 'percentSign' || type === 'compact';
  const text = parts
    .filter((part) => !isUnit(part.type))
    .map((part) => part.value)
    .join('')
    .trim();
  const unit = parts.find((part) => isUnit(part.type))?.value ?? '';
  const whole = format.format(value);
  return UNIT_BEFORE_TEXT.test(whole) ? { text: whole, unit: '', whole } : { text, unit, whole };
}

/** Local time of an instant in a zone (IANA or offset), by the language's habit. */
export function formatTime(atMs: number, zone: string, locale: Locale, withSeconds = false): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone: zone,
  }).format(atMs);
}

/** Date and time of an instant in a zone, to the minute. */
export const formatInstant = (atMs: number, zone: string, locale: Locale): string =>
  dateAndTime(atMs, zone, locale, 'short');

/** The same to the second. */
export const formatInstantExactly = (atMs: number, zone: string, locale: Locale): string =>
  dateAndTime(atMs, zone, locale, 'medium');

function dateAndTime(atMs: number, zone: string, locale: Locale, timeStyle: 'short' | 'medium'): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle,
    hourCycle: 'h23',
    timeZone: zone,
  }).format(atMs);
}
