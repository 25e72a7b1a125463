import { CALENDAR_GROUPS, type CalendarGroup } from '#lib/metrics/calendar-groups.ts';
import { BASES, type Basis } from '#lib/metrics/question.ts';
import { DEFAULT_SETTINGS, type DimensionVersion } from '#lib/metrics/settings.ts';
import { zoneOf } from '#lib/time/zone.ts';
import { namedIn } from '#lib/ui/names.ts';
import { PERIOD_KINDS, readDate, reportPeriod, type PeriodKind, type ReportPeriod } from '#lib/ui/report-period.ts';
import type { Locale } from '#lib/metrics/locale.ts';

/** What the address of the report page asks for. */
export interface ReportQuery {
  period: ReportPeriod;
  site: string | null;
  queue: string | null;
  /** Group of the calendar by which is compared; null: none. */
  by: CalendarGroup | null;
  basis: Basis;
  zone: string;
  /** Start of the business day, ms after local midnight. */
  dayStartMs: number;
  /** What is wrong with the address; null when nothing is. The rest is then the nearest sense. */
  complaint: string | null;
}

/** Value of `by` that compares nothing. */
const NOT_COMPARED = 'none';

/** Reads the address. The zone and the business day are those of the one site asked, or of the only one there is. */
export function readReportQuery(
  params: URLSearchParams,
  versions: readonly DimensionVersion[],
  defaults: { zone: string; nowMs: number },
): ReportQuery {
  const complaints: string[] = [];
  const kind = oneOf(params.get('period'), PERIOD_KINDS, 'day', 'period', complaints);
  const basis = oneOf(params.get('basis'), BASES, 'entry', 'basis', complaints);
  const by = oneOf(params.get('by'), [...CALENDAR_GROUPS, NOT_COMPARED], NOT_COMPARED, 'by', complaints);
  const dateText = params.get('date') || null;
  const date = dateText === null ? null : readDate(dateText);
  if (dateText !== null && date === null) complaints.push(`date=${dateText}`);
  const asked = params.get('site') || null;
  const ofSite = siteSettings(versions, asked);
  const zone = ofSite?.tz ?? defaults.zone;
  const dayStartMs = clockMs(ofSite?.businessDayStart ?? DEFAULT_SETTINGS.businessDayStart);
  return {
    period: reportPeriod(kind satisfies PeriodKind, date, defaults.nowMs, zoneOf(zone), dayStartMs),
    // The days of a question are those of the site that it names: an only site with days of its own is named.
    site: asked ?? (dayStartMs === 0 ? null : onlySite(versions)),
    queue: params.get('queue') || null,
    by: by === NOT_COMPARED ? null : by,
    basis,
    zone,
    dayStartMs,
    complaint: complaints.length === 0 ? null : complaints.join(', '),
  };
}

/** Choices of a filter: ids with their names in a language, by name. */
export function choicesOf(
  versions: readonly DimensionVersion[],
  kind: 'site' | 'queue',
  locale: Locale,
): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const version of versions) {
    if (version.kind === kind) names.set(version.id, namedIn(version.attrs.name, locale) ?? version.id);
  }
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((left, right) => left.name.localeCompare(right.name, locale));
}

/** Id of the only site there is; null where there are several or none. */
function onlySite(versions: readonly DimensionVersion[]): string | null {
  const sites = versions.filter((version) => version.kind === 'site');
  return sites.length === 1 ? sites[0]!.id : null;
}

/** What the site asked, or the only one there is, sets; null where there are several and none was asked. */
export function siteSettings(versions: readonly DimensionVersion[], site: string | null) {
  const id = site ?? onlySite(versions);
  return versions.find((version) => version.kind === 'site' && version.id === id)?.attrs ?? null;
}

function oneOf<Word extends string>(
  given: string | null,
  words: readonly Word[],
  fallback: Word,
  name: string,
  complaints: string[],
): Word {
  if (given === null || given === '') return fallback;
  const found = words.find((word) => word === given);
  if (found === undefined) complaints.push(`${name}=${given}`);
  return found ?? fallback;
}

function clockMs(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}
