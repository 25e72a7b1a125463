import type { CalendarQuestion } from '../metrics/calendar-sql.ts';
import type { Basis, Filter, LiveQuestion } from '../metrics/question.ts';

/** Over what a number of a report was counted. */
export interface ReportedNumbers {
  fromMs: number;
  toMs: number;
  zone: string;
  basis: Basis;
  filter: Filter;
  asOfMs: number;
  /** Values of the calendar to which it is kept. */
  calendar?: CalendarQuestion['filter'];
}

const filterParams = (filter: Filter | CalendarQuestion['filter']): [string, string][] =>
  Object.entries(filter).map(([name, values]) => [name, values.join(',')]);

/** The question to the page that explains a number of a report; without its metric. */
export const reportedParams = ({ fromMs, toMs, zone, basis, filter, asOfMs, calendar = {} }: ReportedNumbers): string =>
  new URLSearchParams([
    ['from', new Date(fromMs).toISOString()],
    ['to', new Date(toMs).toISOString()],
    ['tz', zone],
    ['basis', basis],
    ['asOf', String(asOfMs)],
    ...filterParams(filter),
    ...filterParams(calendar),
  ]).toString();

/** Where a number of a report is explained. */
export const explainAddress = (metric: string, params: string): string => `/explain?metric=${metric}&${params}`;

/** Where a live number is explained, as it was at that instant. `sites` narrow it; empty: all. */
export function liveExplainAddress(
  metric: string,
  { window, basis, filter }: Pick<LiveQuestion, 'window' | 'basis' | 'filter'>,
  where: { asOfMs: number; zone: string; sites: readonly string[] },
  only: Filter = {},
): string {
  const narrowed = { ...filter, ...(where.sites.length > 0 ? { site: where.sites } : {}), ...only };
  const params = new URLSearchParams([
    ['metric', metric],
    ['window', window],
    ['basis', basis],
    ['tz', where.zone],
    ['asOf', String(where.asOfMs)],
    ...filterParams(narrowed),
  ]);
  return `/explain?${params}`;
}
