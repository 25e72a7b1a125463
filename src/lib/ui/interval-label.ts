import type { Locale } from '../metrics/locale.ts';
import { formatTime } from './format.ts';
import { DAY_MS } from '../time/interval.ts';
import type { PageGrain, ReportPeriod } from './report-period.ts';

/** Within the last day of a week, also where the clocks are set in it. */
const WEEK_SPANS_MS = 6.5 * DAY_MS;

/**
 * A row's interval: the time of its start within a day; a day with its weekday; the days of a week, as far as they lie in
 * the period; a month.
 */
export function intervalLabel(
  isoStart: string,
  grain: PageGrain,
  period: Pick<ReportPeriod, 'fromMs' | 'toMs'>,
  zone: string,
  locale: Locale,
): string {
  const at = Date.parse(isoStart);
  if (Number.isNaN(at)) return isoStart;
  if (grain === '30m') return formatTime(at, zone, locale);
  if (grain === 'week')
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: zone }).formatRange(
      Math.max(at, period.fromMs),
      Math.min(at + WEEK_SPANS_MS, period.toMs - 1),
    );
  if (grain === 'month') return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: zone }).format(at);
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(
    at,
  );
}

/** The period in words: `Monday, 23 November 2026`, `23 – 29 Nov 2026`, `November 2026`, `October – December 2026`, `2026`. */
export function periodTitle(period: ReportPeriod, zone: string, locale: Locale): string {
  if (period.kind === 'year')
    return new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: zone }).format(period.fromMs);
  if (period.kind === 'quarter') {
    const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: zone });
    // Half a day before its end lies within its last month, whenever the business day begins.
    return months.formatRange(period.fromMs, period.toMs - DAY_MS / 2);
  }
  if (period.kind === 'month') {
    return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: zone }).format(period.fromMs);
  }
  if (period.kind === 'week') {
    const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
    return days.formatRange(period.fromMs, period.toMs - 1);
  }
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: zone }).format(period.fromMs);
}
