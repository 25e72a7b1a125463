import { SLOT_MS } from '../time/interval.ts';
import { Dimensions } from './dimension-register.ts';
import { DEFAULT_SETTINGS, JUDGING_SETTINGS, type DimensionVersion } from './settings.ts';
import { CALLING_SCOPES, printCallingWindow, type Dialer } from './calling-rules.ts';
import { Thresholds } from './thresholds.ts';

/** What a definition says of closed quarter hours that another one said before. */
export interface RestatedSpan {
  /** Name of the setting: `slThresholdMs`, `tz`, or the kind of a thing that counts as a whole (`calendar`, `shift`). */
  what: string;
  site: string | null;
  /** Null: every queue of the site that sets nothing itself. */
  queue: string | null;
  /** Starts of the first quarter hour, and of the first one that is as before; ms UTC. */
  fromMs: number;
  toMs: number;
  before: string | number | null;
  after: string | number | null;
}

const SINCE_EVER = Number.MIN_SAFE_INTEGER;
/** Kinds whose attributes place quarter hours in groups of reports: their name alone counts nothing. */
const PLACING_KINDS: readonly string[] = ['calendar', 'shift'];

/** Kinds of things whose versions say by what quarter hours are judged, or in which group of a report they count. */
export const judgesQuarterHours = (kind: string): boolean =>
  (CALLING_SCOPES as readonly string[]).includes(kind) || PLACING_KINDS.includes(kind);

export const isSameThing = (a: DimensionVersion, b: DimensionVersion): boolean =>
  a.kind === b.kind && a.id === b.id && (a.kind === 'site' || a.site === b.site);

/** The versions once this one is among them: of one thing and one `validFrom` the last said holds. */
const withVersion = (known: readonly DimensionVersion[], version: DimensionVersion): readonly DimensionVersion[] => [
  ...known.filter((other) => !isSameThing(other, version) || other.validFrom !== version.validFrom),
  version,
];

/** The versions as if this one had been the thing's only one from an instant on. */
export const asIfSince = (
  known: readonly DimensionVersion[],
  version: DimensionVersion,
  sinceMs: number,
): readonly DimensionVersion[] => [
  ...known.filter((other) => !isSameThing(other, version) || other.validFrom < sinceMs),
  { ...version, validFrom: sinceMs },
];

/** A rule of counting, and its value at every instant. */
interface Rule {
  what: string;
  site: string | null;
  queue: string | null;
  at: (side: Side, instantMs: number) => string | number | null;
}

interface Side {
  thresholds: Thresholds;
  dimensions: Dimensions;
}

/**
 * The closed quarter hours that a version would judge otherwise than they were judged: spans by rule, ascending, merged;
 * none where it only speaks of what is to come. A rule holds from the first quarter hour that begins at or after
 * `validFrom`. Names and targets change no number.
 *
 * @param closedUntilMs end of the last closed quarter hour, ms UTC
 */
export function restatedBy(
  known: readonly DimensionVersion[],
  version: DimensionVersion,
  closedUntilMs: number,
  defaultZone: string,
): RestatedSpan[] {
  const after = withVersion(known, version);
  const sides = [known, after].map((versions): Side => ({
    thresholds: new Thresholds(versions),
    dimensions: new Dimensions(versions),
  })) as [Side, Side];
  const instants = [...new Set([SINCE_EVER, ...after.map(({ validFrom }) => slotFrom(validFrom))])]
    .filter((instantMs) => instantMs < closedUntilMs)
    .sort((a, b) => a - b);
  return rulesOf(version, after, defaultZone).flatMap((rule) => {
    const spans: RestatedSpan[] = [];
    instants.forEach((fromMs, i) => {
      const [before, now] = sides.map((side) => rule.at(side, fromMs)) as [
        RestatedSpan['before'],
        RestatedSpan['after'],
      ];
      if (before === now) return;
      const toMs = instants[i + 1] ?? closedUntilMs;
      const last = spans.at(-1);
      if (last?.toMs === fromMs && last.before === before && last.after === now) last.toMs = toMs;
      else spans.push({ what: rule.what, site: rule.site, queue: rule.queue, fromMs, toMs, before, after: now });
    });
    return spans;
  });
}

function rulesOf(version: DimensionVersion, versions: readonly DimensionVersion[], defaultZone: string): Rule[] {
  const { kind, id, site } = version;
  const thresholds = (of: string | null, queue: string | null): Rule[] =>
    JUDGING_SETTINGS.map((what) => ({
      what,
      site: of,
      queue,
      at: (side, instantMs) => side.thresholds.at(what, of, queue, instantMs),
    }));
  const calling = (dialer: Dialer): Rule[] => {
    const place = { site: dialer.site ?? null, queue: dialer.queue ?? null };
    return [
      {
        ...place,
        what: 'callingWindow',
        at: ({ thresholds: { calling: rules } }, instantMs) => printCallingWindow(rules.window(dialer, instantMs)),
      },
      {
        ...place,
        what: 'attemptsPerDay',
        at: ({ thresholds: { calling: rules } }, instantMs) => rules.dayLimit(dialer, instantMs),
      },
    ];
  };
  if (kind === 'campaign') return calling({ site, campaign: id });
  if (kind === 'queue') return [...thresholds(site, id), ...calling({ site, queue: id })];
  if (kind === 'site') {
    const attrs = (side: Side, instantMs: number) => side.dimensions.at('site', null, id, instantMs)?.attrs;
    const own = new Set(versions.flatMap((other) => (other.kind === 'queue' && other.site === id ? [other.id] : [])));
    const place = { site: id, queue: null };
    return [
      ...[null, ...own].flatMap((queue) => thresholds(id, queue)),
      ...calling({ site: id }),
      { ...place, what: 'tz', at: (side, instantMs) => attrs(side, instantMs)?.tz ?? defaultZone },
      {
        ...place,
        what: 'businessDayStart',
        at: (side, instantMs) => attrs(side, instantMs)?.businessDayStart ?? DEFAULT_SETTINGS.businessDayStart,
      },
      {
        ...place,
        what: 'calendar',
        at: (side, instantMs) => {
          const calendar = attrs(side, instantMs)?.['calendar'];
          return typeof calendar === 'string' ? calendar : null;
        },
      },
    ];
  }
  if (!PLACING_KINDS.includes(kind)) return [];
  return [
    {
      what: kind,
      site,
      queue: null,
      at: (side, instantMs) => {
        const { name: _, ...placing } = side.dimensions.at(kind, site, id, instantMs)?.attrs ?? {};
        return JSON.stringify(placing);
      },
    },
  ];
}

/** Start of the first quarter hour from an instant on. */
const slotFrom = (instantMs: number): number => Math.ceil(instantMs / SLOT_MS) * SLOT_MS;
