import { DAY_MS, slotOf } from '../time/interval.ts';
import { isZone, zoneOf, type Zone } from '../time/zone.ts';
import { DEFAULT_SETTINGS, type DimensionVersion } from './settings.ts';
import { versionAt } from './version-in-force.ts';

/** What an attempt can do wrong: dial outside of the hours that are allowed, or its record too often on one day. */
export type CallingRule = 'outside_window' | 'too_often';

/** Results of records that were given out and not dialled: no attempt that anybody noticed. */
export const NOT_DIALED_RESULTS = ['agent_preview_skipped', 'do_not_call'] as const;

/** Minutes after local midnight; where the end is not after the start, it is over midnight. */
export interface CallingWindow {
  fromMinute: number;
  toMinute: number;
}

const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24(?=:00)):([0-5]\d)$/;

/** `08:00-21:00` as minutes; null where it is none. */
export function readCallingWindow(text: unknown): CallingWindow | null {
  const match = typeof text === 'string' ? WINDOW.exec(text) : null;
  if (!match) return null;
  const [fromHour, from, toHour, to] = match.slice(1).map(Number) as [number, number, number, number];
  return { fromMinute: fromHour * 60 + from, toMinute: toHour * 60 + to };
}

/** A window on the clock of a site, and how far that is ahead of UTC. */
export interface CallingHours extends CallingWindow {
  offsetMs: number;
}

/** Minutes as `08:00-21:00`. */
export function printCallingWindow({ fromMinute, toMinute }: CallingWindow): string {
  const clock = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${clock(fromMinute)}-${clock(toMinute)}`;
}

/** Whole attempts of a record a day, at least one; null where it is no such number. */
export const readDayLimit = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : null;

/** The kinds that can set these rules, the narrowest first: what it does not say the next one says. */
export const CALLING_SCOPES = ['campaign', 'queue', 'site'] as const;
type CallingScope = (typeof CALLING_SCOPES)[number];

/** Versions of one campaign, queue or site. */
export interface RuledThing {
  kind: CallingScope;
  site: string | null;
  id: string;
  versions: readonly DimensionVersion[];
}

/** Who dials, as far as rules can differ by it. */
export interface Dialer {
  site?: string | null;
  queue?: string | null;
  campaign?: string | null;
}

/**
 * In which hours may be dialled, and how often a record on one day: by campaign, queue and site, in force at the start of
 * the quarter hour of dialling, on the clock of the site (UTC where it sets none). Immutable.
 */
export class CallingRules {
  readonly things: readonly RuledThing[];
  readonly #byId = new Map<string, RuledThing>();

  constructor(versions: readonly DimensionVersion[]) {
    const ruling = versions.filter(({ kind }) => (CALLING_SCOPES as readonly string[]).includes(kind));
    for (const version of ruling) {
      const [kind, site] = [version.kind as CallingScope, version.kind === 'site' ? version.id : version.site];
      const key = JSON.stringify([kind, site, version.id]);
      const own = this.#byId.get(key);
      this.#byId.set(key, { kind, site, id: version.id, versions: [...(own?.versions ?? []), version] });
    }
    this.things = [...this.#byId.values()];
  }

  /** The hours in which the dialer may dial at an instant. */
  window(dialer: Dialer, instantMs: number): CallingWindow {
    return this.#first(dialer, instantMs, 'callingWindow', readCallingWindow) ?? DEFAULT_WINDOW;
  }

  /** How often it may dial one record on the day of an instant. */
  dayLimit(dialer: Dialer, instantMs: number): number {
    return this.#first(dialer, instantMs, 'attemptsPerDay', readDayLimit) ?? DEFAULT_SETTINGS.attemptsPerDay;
  }

  /** The hours of a dialer and the offset of its site, the same for every instant of a quarter hour. */
  hours(dialer: Dialer, instantMs: number): CallingHours {
    return {
      ...this.window(dialer, instantMs),
      offsetMs: this.#zone(dialer.site ?? null, instantMs).offsetMs(instantMs),
    };
  }

  /** True where what is dialled at an instant is dialled outside of the hours allowed then. */
  static isOutside({ fromMinute, toMinute, offsetMs }: CallingHours, instantMs: number): boolean {
    const localMs = instantMs + offsetMs;
    const minute = Math.floor(localMs / 60_000) - Math.floor(localMs / DAY_MS) * 1_440;
    const inside =
      fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
    return !inside;
  }

  #first<Value>(
    dialer: Dialer,
    instantMs: number,
    attribute: string,
    read: (value: unknown) => Value | null,
  ): Value | null {
    for (const kind of CALLING_SCOPES) {
      const version = this.#at(kind, dialer.site ?? null, dialer[kind] ?? null, instantMs);
      const value = read(version?.attrs[attribute]);
      if (value !== null) return value;
    }
    return null;
  }

  #zone(site: string | null, instantMs: number): Zone {
    return zoneIn(this.#at('site', site, site, instantMs));
  }

  #at(kind: CallingScope, site: string | null, id: string | null, instantMs: number): DimensionVersion | null {
    const thing = id === null ? undefined : this.#byId.get(JSON.stringify([kind, site, id]));
    return thing ? versionAt(thing.versions, slotOf(instantMs)) : null;
  }
}

const DEFAULT_WINDOW = readCallingWindow(DEFAULT_SETTINGS.callingWindow)!;

/** The zone that a version of a site sets; UTC where it sets none. */
export const zoneIn = (version: DimensionVersion | null): Zone => {
  const tz = version?.attrs.tz;
  return zoneOf(typeof tz === 'string' && isZone(tz) ? tz : DEFAULT_SETTINGS.tz);
};
