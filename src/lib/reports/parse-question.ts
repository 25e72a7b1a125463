import { CALENDAR_GROUPS, isCalendarGroup, type CalendarGroup } from '../metrics/calendar-groups.ts';
import { REPORT_DIMENSIONS, type AnyDimension } from '../metrics/dimensions.ts';
import { BASES, GRAINS, type Grain, type ReportQuestion } from '../metrics/question.ts';
import { QuestionParameters, type ParsedQuestion } from '../metrics/question-parameters.ts';
import { DAY_MS, HOUR_MS, SLOT_MS } from '../time/interval.ts';
import { checkCalendar, readCalendarFilter } from './parse-calendar.ts';
import { readPeriod, type ReportSurroundings } from './parse-period.ts';

const REPORT_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface AskedReport extends ReportQuestion {
  format: ReportFormat;
}

/** Intervals of one answer; beyond it the grain is too fine for the period. */
const MAX_INTERVALS = 50_000;
/** The shortest that an interval of a grain is. */
const LEAST_MS: Record<Grain, number> = {
  '15m': SLOT_MS,
  '30m': 2 * SLOT_MS,
  '1h': HOUR_MS,
  day: 23 * HOUR_MS,
  week: 7 * DAY_MS - HOUR_MS,
  month: 28 * DAY_MS,
  quarter: 90 * DAY_MS,
  year: 365 * DAY_MS,
  total: Number.MAX_SAFE_INTEGER,
};

/** Reads the parameters of `GET /api/v1/reports/query`. Pure. */
export function parseReportQuestion(
  parameters: URLSearchParams,
  { defaultZone, versions }: ReportSurroundings,
): ParsedQuestion<AskedReport> {
  const names = ['metrics', 'by', 'grain', 'from', 'to', 'tz', 'basis', 'format', 'asOf', ...CALENDAR_GROUPS];
  const read = new QuestionParameters(parameters, names, REPORT_DIMENSIONS);
  const metrics = read.metrics((metric) => metric.inReports);
  const groups = read.by<AnyDimension | CalendarGroup>([...REPORT_DIMENSIONS, ...CALENDAR_GROUPS]);
  const by = groups.filter((name): name is AnyDimension => !isCalendarGroup(name));
  const grain = read.choice('grain', GRAINS, 'total');
  const basis = read.choice('basis', BASES, 'entry');
  const format = read.choice('format', REPORT_FORMATS, 'json');
  const filter = read.filter(REPORT_DIMENSIONS);
  read.checkDimensions(metrics, by, filter);
  const calendar = {
    by: groups.filter(isCalendarGroup),
    filter: readCalendarFilter(read),
  };
  const placed = calendar.by.length > 0 || Object.keys(calendar.filter).length > 0;
  if (placed) checkCalendar(read, metrics, calendar);

  const period = readPeriod(read, parameters, { defaultZone, versions }, filter);
  if (period === null)
    return read.result({ metrics: [], by, grain, basis, format, filter, zone: '', fromMs: 0, toMs: 0 });
  const { zone, fromMs, toMs, asOfMs } = period;
  if (fromMs !== null && toMs !== null && fromMs < toMs && (toMs - fromMs) / LEAST_MS[grain] > MAX_INTERVALS) {
    read.fault('grain', `The period has more than ${MAX_INTERVALS} intervals of ${grain}; ask for a coarser grain.`);
  }
  const ids = metrics.map(({ id }) => id);
  return read.result({
    metrics: ids,
    by,
    grain,
    basis,
    format,
    filter,
    zone,
    fromMs: fromMs ?? 0,
    toMs: toMs ?? 0,
    ...(placed ? { calendar } : {}),
    ...(asOfMs === null ? {} : { asOfMs }),
  });
}
