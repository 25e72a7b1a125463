import type { Locale } from '../metrics/locale.ts';
import { formatTime } from './format.ts';
import type { ReportPeriod } from './report-period.ts';

/** A row's interval: the time of its start within a day, else its date with the weekday. */
export function intervalLabel(isoStart: string, grain: '30m' | 'day', zone: string, locale: Locale): string {
  const at = Date.parse(isoStart);
  if (Number.isNaN(at)) return isoStart;
  if (grain === '30m') return formatTime(at, zone, locale);
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(
    at,
  );
}

/** The period in words: `Monday, 23 November 2026`, `23 – 29 Nov 2026`, `November 2026`. */
export function periodTitle(period: ReportPeriod, zone: string, locale: Locale): string {
  if (period.kind === 'month') {
    return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: zone }).format(period.fromMs);
  }
  if (period.kind === 'week') {
    const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
    return days.formatRange(period.fromMs, period.toMs - 1);
  }
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: zone }).format(period.fromMs);
}
