import type { EventOf } from '../events/envelope.ts';
import { MINUTE_MS, SLOT_MS } from '../time/interval.ts';
import { isZone, zoneOf, type Zone } from '../time/zone.ts';
import { compareEvents } from './fact.ts';
import { DEFAULT_SETTINGS, type DimensionVersion } from './settings.ts';
import { Thresholds, versionAt } from './thresholds.ts';

interface Stamped {
  version: DimensionVersion;
  stamp: { at: number; p: string; e: number; n: number };
}

/** Every version of every site, queue, team ... that was told; the newest word on a (kind, site, id, validFrom) holds. */
export class DimensionRegister {
  readonly #versions = new Map<string, Stamped>();
  #thresholds: Thresholds | null = null;

  constructor(stored: readonly Stamped[] = []) {
    for (const { version, stamp } of stored) this.#put(version, stamp);
  }

  /** Takes a `dim.upsert` in. False where it says nothing new or lacks its kind or id. */
  receive(event: EventOf<'dim.upsert'>): boolean {
    const { kind, id, attrs, validFrom, site } = event.d;
    if (kind === undefined || id === undefined) return false;
    const version = { kind, id, site: kind === 'site' ? null : (site ?? null), validFrom: validFrom ?? event.at, attrs: attrs ?? {} };
    return this.#put(version, event);
  }

  versions(): DimensionVersion[] {
    return [...this.#versions.values()].map(({ version }) => version);
  }

  thresholds(): Thresholds {
    return (this.#thresholds ??= new Thresholds(this.versions()));
  }

  /** The version of a site, queue ... in force at an instant. */
  at(kind: string, site: string | null, id: string, instantMs: number): DimensionVersion | null {
    const versions = this.versions().filter((version) => version.kind === kind && version.id === id && version.site === site);
    return versionAt(versions, instantMs);
  }

  /** Zone and business-day start (ms after local midnight) of a site at an instant; the default zone where it set none. */
  calendar(site: string | null, instantMs: number, defaultZone: string): { zone: Zone; dayStartMs: number } {
    const attrs = site === null ? undefined : this.at('site', null, site, instantMs)?.attrs;
    const zone = typeof attrs?.tz === 'string' && isZone(attrs.tz) ? attrs.tz : defaultZone;
    return { zone: zoneOf(zone), dayStartMs: dayStartMs(attrs?.businessDayStart) };
  }

  stored(): Stamped[] {
    return [...this.#versions.values()];
  }

  #put(version: DimensionVersion, { at, p, e, n }: Stamped['stamp']): boolean {
    const key = JSON.stringify([version.kind, version.site, version.id, version.validFrom]);
    const standing = this.#versions.get(key);
    const stamp = { at, p, e, n };
    if (standing && compareEvents(stamp, standing.stamp) <= 0) return false;
    this.#versions.set(key, { version, stamp });
    this.#thresholds = null;
    return true;
  }
}

/** `HH:MM` on 15 minutes as ms after midnight; anything else is midnight. */
export function dayStartMs(text: unknown): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typeof text === 'string' ? text : DEFAULT_SETTINGS.businessDayStart);
  const startMs = match ? (Number(match[1]) * 60 + Number(match[2])) * MINUTE_MS : 0;
  return startMs % SLOT_MS === 0 ? startMs : 0;
}
