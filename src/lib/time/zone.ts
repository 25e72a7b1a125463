/** A time zone: an IANA name (`Asia/Shanghai`) or a fixed offset (`+02:00`, `Z`, `UTC`). */
export interface Zone {
  name: string;
  /** Offset from UTC at that instant, ms; local = UTC + offset. */
  offsetMs(instantMs: number): number;
}

const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;
const known = new Map<string, Zone>();

/** The zone of that name. Throws RangeError where the name is neither an IANA zone nor an offset up to 18 hours. */
export function zoneOf(name: string): Zone {
  const cached = known.get(name);
  if (cached) return cached;
  const zone = fixedZone(name) ?? namedZone(name);
  known.set(name, zone);
  return zone;
}

/** True where `zoneOf` accepts the name. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

function fixedZone(name: string): Zone | null {
  if (name === 'Z' || name === 'UTC') return { name: 'UTC', offsetMs: () => 0 };
  const match = OFFSET.exec(name);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes > 18 * 60) throw new RangeError(`${name} is not an offset from UTC.`);
  const offset = (match[1] === '-' ? -1 : 1) * minutes * 60_000;
  return { name, offsetMs: () => offset };
}

function namedZone(name: string): Zone {
  // Without this guard Intl would take offsets in spellings of its own.
  if (!/^[A-Za-z]/.test(name)) throw new RangeError(`${name} is not a time zone.`);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Offsets change on quarter hours at the finest, so one computation serves a whole quarter.
  const byQuarter = new Map<number, number>();
  return {
    name,
    offsetMs(instantMs) {
      const quarter = Math.floor(instantMs / 900_000);
      const cached = byQuarter.get(quarter);
      if (cached !== undefined) return cached;
      const parts: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(quarter * 900_000)) parts[type] = Number(value);
      const local = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second);
      const offset = local - quarter * 900_000;
      if (byQuarter.size > 100_000) byQuarter.clear();
      byQuarter.set(quarter, offset);
      return offset;
    },
  };
}

/** A calendar date in no zone. `month` and `day` count from 1. */
export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

const DAY_MS = 86_400_000;

/** The calendar date and the ms since local midnight that a clock on the wall shows at that instant. */
export function localTime(instantMs: number, zone: Zone): { date: CalendarDate; timeMs: number } {
  const local = instantMs + zone.offsetMs(instantMs);
  const dayStart = Math.floor(local / DAY_MS) * DAY_MS;
  const day = new Date(dayStart);
  return {
    date: { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() },
    timeMs: local - dayStart,
  };
}

/**
 * The instant at which the wall clock of the zone shows that date and time. Where it shows it twice (DST ends) the first;
 * where it never does (DST begins) the first instant after the hole. `day` may run over, as in Date.UTC.
 */
export function instantOf({ year, month, day }: CalendarDate, timeMs: number, zone: Zone): number {
  const local = Date.UTC(year, month - 1, day) + timeMs;
  const before = zone.offsetMs(local - DAY_MS);
  const after = zone.offsetMs(local + DAY_MS);
  const candidates = before >= after ? [before, after] : [after, before];
  for (const offset of candidates) {
    const instant = local - offset;
    if (zone.offsetMs(instant) === offset) return instant;
  }
  return firstInstantFrom(local - Math.max(before, after), local - Math.min(before, after), zone);
}

function firstInstantFrom(low: number, high: number, zone: Zone): number {
  const startOffset = zone.offsetMs(low);
  for (let instant = low; instant <= high; instant += 900_000) {
    if (zone.offsetMs(instant) !== startOffset) return instant;
  }
  return high;
}

/** ISO 8601 with the zone's offset, to the second, ms only where there are any: `2026-11-01T00:00:00+08:00`. */
export function isoInZone(instantMs: number, zone: Zone): string {
  const offset = zone.offsetMs(instantMs);
  const local = new Date(instantMs + offset).toISOString();
  const minutes = Math.abs(Math.round(offset / 60_000));
  const sign = offset < 0 ? '-' : '+';
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23);
  return `${clock}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
