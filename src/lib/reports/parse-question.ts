import { dayStartMs } from '../metrics/dimension-register.ts';
import { REPORT_DIMENSIONS } from '../metrics/dimensions.ts';
import { BASES, GRAINS, type Grain, type ReportQuestion } from '../metrics/question.ts';
import { QuestionParameters, type ParsedQuestion } from '../metrics/question-parameters.ts';
import type { CountingSettings, DimensionVersion } from '../metrics/settings.ts';
import { versionAt } from '../metrics/thresholds.ts';
import { HOUR_MS, SLOT_MS } from '../time/interval.ts';
import { instantOf, isZone, zoneOf } from '../time/zone.ts';

const REPORT_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface AskedReport extends ReportQuestion {
  format: ReportFormat;
}

/** What reading a report question needs to know of the floor. */
export interface ReportSurroundings {
  /** Zone where neither `tz` nor the one site asked says it. */
  defaultZone: string;
  versions: readonly DimensionVersion[];
}

/** Intervals of one answer; beyond it the grain is too fine for the period. */
const MAX_INTERVALS = 50_000;
const DAY_MS = 24 * HOUR_MS;
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
  const names = ['metrics', 'by', 'grain', 'from', 'to', 'tz', 'basis', 'format', 'asOf'];
  const read = new QuestionParameters(parameters, names, REPORT_DIMENSIONS);
  const metrics = read.metrics((metric) => metric.inReports);
  const by = read.by(REPORT_DIMENSIONS);
  const grain = read.choice('grain', GRAINS, 'total');
  const basis = read.choice('basis', BASES, 'entry');
  const format = read.choice('format', REPORT_FORMATS, 'json');
  const filter = read.filter(REPORT_DIMENSIONS);
  read.checkDimensions(metrics, by, filter);

  const site = filter.site?.length === 1 ? filter.site[0] : undefined;
  const settingsAt = (instantMs: number): CountingSettings =>
    versionAt(
      versions.filter((version) => version.kind === 'site' && version.id === site),
      instantMs,
    )?.attrs ?? {};
  const fromText = read.text('from');
  const toText = read.text('to');
  const asked = read.text('tz');
  // In a query string a plus sign is a blank: `tz=+02:00` arrives as ` 02:00`.
  const tz = asked !== null && /^ \d/.test(asked) ? `+${asked.slice(1)}` : asked;
  const roughMs = Date.parse(fromText ?? '') || 0;
  const zone = tz ?? settingsAt(roughMs).tz ?? defaultZone;
  if (!isZone(zone)) {
    read.fault('tz', `"${zone}" is neither an IANA time zone (Asia/Shanghai) nor an offset (+02:00).`);
    return read.result({ metrics: [], by, grain, basis, format, filter, zone, fromMs: 0, toMs: 0 });
  }
  const instant = (name: 'from' | 'to', text: string | null): number | null => {
    if (text === null) {
      if (!parameters.has(name)) read.fault(name, 'It is required: a date (2026-11-01) or an instant.');
      return null;
    }
    const instantMs = readInstant(text, zone, (roughly) => dayStartMs(settingsAt(roughly).businessDayStart));
    if (instantMs === null) {
      read.fault(name, `"${text}" is neither a date (2026-11-01), nor ISO 8601 with an offset, nor ms UTC.`);
    } else if (instantMs % SLOT_MS !== 0) read.fault(name, `"${text}" does not lie on 15 minutes.`);
    return instantMs;
  };
  const fromMs = instant('from', fromText);
  const toMs = instant('to', toText);
  if (fromMs !== null && toMs !== null) {
    if (fromMs >= toMs) read.fault('to', 'It must lie after from; to is exclusive.');
    else if ((toMs - fromMs) / LEAST_MS[grain] > MAX_INTERVALS) {
      read.fault('grain', `The period has more than ${MAX_INTERVALS} intervals of ${grain}; ask for a coarser grain.`);
    }
  }
  const asOfText = read.text('asOf');
  const asOfMs = asOfText === null ? null : readInstant(asOfText, zone, () => 0);
  if (asOfText !== null && asOfMs === null) {
    read.fault('asOf', `"${asOfText}" is neither ISO 8601 with an offset, nor ms UTC.`);
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
    ...(asOfMs === null ? {} : { asOfMs }),
  });
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+ -]\d{2}:\d{2})$/;
const MS = /^\d{1,14}$/;

/** A bare date is midnight, or the start of the business day, in the zone. */
function readInstant(text: string, zoneName: string, dayStartAt: (roughly: number) => number): number | null {
  if (MS.test(text)) return Number(text);
  const date = DATE.exec(text);
  if (date) {
    const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
    const utc = new Date(Date.UTC(year, month - 1, day));
    if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day) return null;
    const zone = zoneOf(zoneName);
    return instantOf({ year, month, day }, dayStartAt(instantOf({ year, month, day }, 0, zone)), zone);
  }
  if (!ISO.test(text)) return null;
  const instantMs = Date.parse(text.replace(' ', '+'));
  return Number.isNaN(instantMs) ? null : instantMs;
}
