import type { EventIdentity, EventOf } from '../events/envelope.ts';
import { MINUTE_MS, SLOT_MS } from '../time/interval.ts';
import { isZone, zoneOf, type Zone } from '../time/zone.ts';
import { compareEvents } from './fact.ts';
import { DEFAULT_SETTINGS, type DimensionVersion } from './settings.ts';
import { readTargets } from './targets.ts';
import { Thresholds } from './thresholds.ts';
import { versionAt } from './version-in-force.ts';

/** What is known of sites, queues, teams ...: their names and settings by instant. Immutable. */
export class Dimensions {
  readonly versions: readonly DimensionVersion[];
  readonly #byId = new Map<string, DimensionVersion[]>();
  readonly #byKind = new Map<string, readonly DimensionVersion[]>();
  #thresholds: Thresholds | null = null;

  constructor(versions: readonly DimensionVersion[]) {
    this.versions = versions.map((version) => ({
      ...version,
      // A site stands in no site, whatever its event carried.
      site: version.kind === 'site' ? null : version.site,
      attrs: { ...version.attrs, ...(version.attrs.targets ? { targets: readTargets(version.attrs.targets) } : {}) },
    }));
    for (const version of this.versions) {
      const key = JSON.stringify([version.kind, version.site, version.id]);
      const known = this.#byId.get(key);
      if (known) known.push(version);
      else this.#byId.set(key, [version]);
    }
  }

  thresholds(): Thresholds {
    return (this.#thresholds ??= new Thresholds(this.versions));
  }

  /** The version of a site, queue ... in force at an instant. */
  at(kind: string, site: string | null, id: string, instantMs: number): DimensionVersion | null {
    return versionAt(this.#byId.get(JSON.stringify([kind, site, id])) ?? [], instantMs);
  }

  /** What of a kind stands in a site at an instant, by id: shifts, calendars. */
  inSite(kind: string, site: string | null, instantMs: number): DimensionVersion[] {
    const ids = new Set(this.#ofKind(kind).flatMap((version) => (version.site === site ? [version.id] : [])));
    return [...ids].sort().flatMap((id) => this.at(kind, site, id, instantMs) ?? []);
  }

  #ofKind(kind: string): readonly DimensionVersion[] {
    let found = this.#byKind.get(kind);
    if (!found) this.#byKind.set(kind, (found = this.versions.filter((version) => version.kind === kind)));
    return found;
  }

  /** Zone and business-day start (ms after local midnight) of a site at an instant; the default zone where it set none. */
  calendar(site: string | null, instantMs: number, defaultZone: string): { zone: Zone; dayStartMs: number } {
    const attrs = site === null ? undefined : this.at('site', null, site, instantMs)?.attrs;
    const zone = typeof attrs?.tz === 'string' && isZone(attrs.tz) ? attrs.tz : defaultZone;
    return { zone: zoneOf(zone), dayStartMs: dayStartMs(attrs?.businessDayStart) };
  }
}

/** What was said of a thing, and the event that said it. */
export interface Stamped {
  version: DimensionVersion;
  stamp: { at: number; p: string; e: number; n: number };
}

/** The site in which a named thing stands: a site stands in none, whatever its event carried. */
export const siteOfDimension = (kind: string, site: string | undefined): string | null =>
  kind === 'site' ? null : (site ?? null);

/** What a `dim.upsert` says; null where it lacks its kind or id. */
export function statedVersion({ at, d }: EventOf<'dim.upsert'>): DimensionVersion | null {
  const { kind, id, attrs, validFrom, site } = d;
  if (kind === undefined || id === undefined) return null;
  return { kind, id, site: siteOfDimension(kind, site), validFrom: validFrom ?? at, attrs: attrs ?? {} };
}

/** Collects `dim.upsert` events: of one (kind, site, id, validFrom) the greatest (at, p, e, n) holds. */
export class DimensionRegister {
  readonly #stamped = new Map<string, Stamped>();
  /** Statements that lost against the one that holds: they count again when that one is taken back. */
  readonly #lost = new Map<string, Stamped[]>();
  #dimensions: Dimensions | null = null;

  constructor(stored: readonly Stamped[] = []) {
    for (const { version, stamp } of stored) this.#put(version, stamp);
  }

  /** False where the event says nothing new, or lacks its kind or id. */
  receive(event: EventOf<'dim.upsert'>): boolean {
    const version = statedVersion(event);
    return version !== null && this.#put(version, event);
  }

  dimensions(): Dimensions {
    return (this.#dimensions ??= new Dimensions([...this.#stamped.values()].map(({ version }) => version)));
  }

  /** Takes back what an event said. Gives the event, as far as it was heard; null where it said nothing here. */
  withdraw({ p, e, n }: EventIdentity): EventOf<'dim.upsert'> | null {
    const isFrom = ({ stamp }: Stamped): boolean => stamp.n === n && stamp.e === e && stamp.p === p;
    for (const [key, standing] of this.#stamped) {
      const lost = this.#lost.get(key) ?? [];
      const said = [standing, ...lost].find(isFrom);
      if (!said) continue;
      this.#stamped.delete(key);
      this.#lost.delete(key);
      this.#dimensions = null;
      for (const other of [standing, ...lost]) if (other !== said) this.#put(other.version, other.stamp);
      const { kind, id, site, validFrom, attrs } = said.version;
      const d = { kind, id, validFrom, attrs, ...(site === null ? {} : { site }) };
      return { v: 1, t: 'dim.upsert', ...said.stamp, d };
    }
    return null;
  }

  stored(): Stamped[] {
    return [...this.#stamped.values(), ...[...this.#lost.values()].flat()];
  }

  #put(version: DimensionVersion, { at, p, e, n }: Stamped['stamp']): boolean {
    const key = JSON.stringify([version.kind, version.site, version.id, version.validFrom]);
    const standing = this.#stamped.get(key);
    const stamp = { at, p, e, n };
    const order = standing ? compareEvents(stamp, standing.stamp) : 1;
    if (order === 0) return false;
    if (standing) {
      const loses = order < 0 ? { version, stamp } : standing;
      const lost = this.#lost.get(key);
      if (lost) lost.push(loses);
      else this.#lost.set(key, [loses]);
      if (order < 0) return false;
    }
    this.#stamped.set(key, { version, stamp });
    this.#dimensions = null;
    return true;
  }
}

/** `HH:MM` on 15 minutes as ms after midnight; anything else is midnight. */
export function dayStartMs(text: unknown): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typeof text === 'string' ? text : DEFAULT_SETTINGS.businessDayStart);
  const startMs = match ? (Number(match[1]) * 60 + Number(match[2])) * MINUTE_MS : 0;
  return startMs % SLOT_MS === 0 ? startMs : 0;
}
