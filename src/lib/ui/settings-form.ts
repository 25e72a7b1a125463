import type { Better } from '../boards/band.ts';
import { printCallingWindow, readCallingWindow, readDayLimit } from '../metrics/calling-rules.ts';
import { isWaitBound } from '../metrics/histogram.ts';
import { LOCALES } from '../metrics/locale.ts';
import { isServiceLevelFormula, type DimensionVersion, type MetricTarget } from '../metrics/settings.ts';
import { instantOf, isZone, zoneOf } from '../time/zone.ts';
import type { SETTINGS_WORDS } from '../words/settings-words.ts';

export const SETTING_KINDS = ['site', 'queue'] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

/** Metrics whose targets can be set here: those that a wall or the report colours or names. */
export const TARGET_METRICS = [
  'service_level',
  'answer_rate',
  'abandon_rate',
  'asa',
  'longest_wait',
  'queue_depth',
] as const;

/** What is wrong with a field: the key of its sentence. */
export type Complaint = Extract<keyof typeof SETTINGS_WORDS, `bad.${string}`>;
export type Complaints = Readonly<Record<string, Complaint>>;

export type SettingsReading =
  { version: DimensionVersion; complaints: null } | { version: null; complaints: Complaints };

export interface SettingsContext {
  kind: SettingKind;
  /** The version in force, whose other attributes are kept; null for a new site or queue. */
  current: DimensionVersion | null;
  metric: (id: string) => { unit: string; better: Better } | null;
  /** Zone in which `validFrom` was typed. */
  zone: string;
  nowMs: number;
}

/** Attributes that the form writes; it keeps all others. */
const OWN_ATTRIBUTES = [
  'name',
  'tz',
  'businessDayStart',
  'slThresholdMs',
  'shortAbandonMs',
  'serviceLevelFormula',
  'callingWindow',
  'attemptsPerDay',
  'targets',
];
/** As long as an id in an event may be. */
const MAX_ID = 64;
const CLOCK = /^([01]\d|2[0-3]):(00|15|30|45)$/;
const LOCAL_INSTANT = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Reads the form of a site or a queue. An empty field is not set, so that the next wider setting counts.
 * Fields: `id, site, name.<locale>, tz, businessDayStart, slThreshold, shortAbandon` (seconds), `serviceLevelFormula`,
 * `callingWindow`, `attemptsPerDay`, `target.<metric>`, `breach.<metric>` (percent for shares, else the unit), `validFrom` (local time).
 */
export function readSettingsForm(field: (name: string) => string, context: SettingsContext): SettingsReading {
  const { kind, current } = context;
  const complaints: Record<string, Complaint> = {};
  const id = current?.id ?? field('id').trim();
  const site = kind === 'site' ? id : (current?.site ?? field('site').trim());
  if (id === '' || id.length > MAX_ID) complaints['id'] = 'bad.id';
  if (kind === 'queue' && site === '') complaints['site'] = 'bad.site';

  const tz = field('tz').trim();
  if (tz !== '' && !isZone(tz)) complaints['tz'] = 'bad.tz';
  const businessDayStart = field('businessDayStart').trim();
  if (businessDayStart !== '' && !CLOCK.test(businessDayStart)) complaints['businessDayStart'] = 'bad.dayStart';

  const threshold = (name: string): number | null => {
    const text = field(name).trim();
    if (text === '') return null;
    const ms = Number(text) * 1000;
    if (isWaitBound(ms)) return ms;
    complaints[name] = 'bad.threshold';
    return null;
  };
  const slThresholdMs = threshold('slThreshold');
  const shortAbandonMs = threshold('shortAbandon');
  const callingWindow = field('callingWindow').trim();
  const window = readCallingWindow(callingWindow.replace(/\s*[-–—]\s*/, '-'));
  if (callingWindow !== '' && window === null) complaints['callingWindow'] = 'bad.callingWindow';
  const attemptsPerDay = field('attemptsPerDay').trim();
  const dayLimit = readDayLimit(Number(attemptsPerDay));
  if (attemptsPerDay !== '' && dayLimit === null) complaints['attemptsPerDay'] = 'bad.attemptsPerDay';
  const formula = field('serviceLevelFormula');
  const targets = readTargets(field, context, complaints);
  const validFrom = readValidFrom(field('validFrom').trim(), context, complaints);
  if (Object.keys(complaints).length > 0) return { version: null, complaints };

  const name = readNames(field);
  const kept: Record<string, unknown> = { ...current?.attrs };
  for (const own of OWN_ATTRIBUTES) delete kept[own];
  const attrs: DimensionVersion['attrs'] = {
    ...kept,
    ...(name === null ? {} : { name }),
    ...(tz === '' ? {} : { tz }),
    ...(businessDayStart === '' ? {} : { businessDayStart }),
    ...(slThresholdMs === null ? {} : { slThresholdMs }),
    ...(shortAbandonMs === null ? {} : { shortAbandonMs }),
    ...(window === null ? {} : { callingWindow: printCallingWindow(window) }),
    ...(dayLimit === null ? {} : { attemptsPerDay: dayLimit }),
    ...(isServiceLevelFormula(formula) ? { serviceLevelFormula: formula } : {}),
    ...(Object.keys(targets).length === 0 ? {} : { targets }),
  };
  return { version: { kind, id, site, validFrom, attrs }, complaints: null };
}

function readNames(field: (name: string) => string): Record<string, string> | null {
  const names: Record<string, string> = {};
  for (const locale of LOCALES) {
    const text = field(`name.${locale}`).trim();
    if (text !== '') names[locale] = text;
  }
  return Object.keys(names).length === 0 ? null : names;
}

function readTargets(
  field: (name: string) => string,
  { metric: find, current }: SettingsContext,
  complaints: Record<string, Complaint>,
): Record<string, MetricTarget> {
  const targets: Record<string, MetricTarget> = { ...current?.attrs.targets };
  for (const id of TARGET_METRICS) {
    const metric = find(id);
    if (metric === null) continue;
    const number = (name: string): number | null => {
      const text = field(name).trim();
      if (text === '') return null;
      const value = metric.unit === 'ratio' ? Number(text) / 100 : Number(text);
      if (value >= 0 && (metric.unit !== 'ratio' || value <= 1)) return value;
      complaints[name] = 'bad.target';
      return null;
    };
    const target = number(`target.${id}`);
    const breach = number(`breach.${id}`);
    const marks = current?.attrs.targets?.[id]?.marks;
    delete targets[id];
    if (target === null) {
      if (breach !== null) complaints[`target.${id}`] ??= 'bad.pair';
      continue;
    }
    const wrongSide =
      metric.better === 'higher' ? breach !== null && breach > target : breach !== null && breach < target;
    if (wrongSide) complaints[`breach.${id}`] = 'bad.order';
    targets[id] = { target, ...(breach === null ? {} : { breach }), ...(marks === undefined ? {} : { marks }) };
  }
  return targets;
}

function readValidFrom(text: string, { zone, nowMs }: SettingsContext, complaints: Record<string, Complaint>): number {
  if (text === '') return nowMs;
  const instant = localInstant(text, zone);
  if (instant === null) complaints['validFrom'] = 'bad.date';
  return instant ?? nowMs;
}

/** The instant, ms UTC, of a local date and time as a field of a form gives it; null where it is none. */
export function localInstant(text: string, zone: string): number | null {
  const match = LOCAL_INSTANT.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute] = match.map(Number) as [number, number, number, number, number, number];
  return instantOf({ year, month, day }, (hour * 60 + minute) * 60_000, zoneOf(zone));
}
