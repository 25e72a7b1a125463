import { dayStartMs } from '../metrics/dimension-register.ts';
import type { Filter } from '../metrics/question.ts';
import type { QuestionParameters } from '../metrics/question-parameters.ts';
import type { CountingSettings, DimensionVersion } from '../metrics/settings.ts';
import { versionAt } from '../metrics/version-in-force.ts';
import { SLOT_MS } from '../time/interval.ts';
import { instantOf, isZone, zoneOf } from '../time/zone.ts';

/** What reading a period needs to know of the floor. */
export interface ReportSurroundings {
  /** Zone where neither `tz` nor the one site asked says it. */
  defaultZone: string;
  versions: readonly DimensionVersion[];
}

/** A period as parameters say it: ms UTC, null where a parameter is absent or at fault. */
export interface ReadPeriod {
  zone: string;
  fromMs: number | null;
  toMs: number | null;
  asOfMs: number | null;
}

/**
 * Reads `from`, `to`, `tz` and `asOf`, and faults what makes no sense; null where there is no zone to read the rest in.
 * The zone and the business day are those of the one site asked. `ends` false: a question that has no from and to.
 */
export function readPeriod(
  read: QuestionParameters,
  parameters: URLSearchParams,
  { defaultZone, versions }: ReportSurroundings,
  filter: Filter,
  ends = true,
): ReadPeriod | null {
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
    return null;
  }
  const instant = (name: 'from' | 'to', text: string | null): number | null => {
    if (text === null) {
      if (ends && !parameters.has(name)) read.fault(name, 'It is required: a date (2026-11-01) or an instant.');
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
  if (fromMs !== null && toMs !== null && fromMs >= toMs) {
    read.fault('to', 'It must lie after from; to is exclusive.');
  }
  const asOfText = read.text('asOf');
  const asOfMs = asOfText === null ? null : readInstant(asOfText, zone, () => 0);
  if (asOfText !== null && asOfMs === null) {
    read.fault('asOf', `"${asOfText}" is neither ISO 8601 with an offset, nor ms UTC.`);
  }
  return { zone, fromMs, toMs, asOfMs };
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
