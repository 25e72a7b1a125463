import { order, type Payload, type RawEvent } from './raw-events.ts';
import type { Thing } from './things.ts';

const QUARTER_HOUR_MS = 900_000;

const FORMULAS = ['short', 'neg', 'ign', 'pos', 'ans'];

/**
 * T and S of a visit in ms and the formula of its service level: the queue's, else its site's, else 20 s, 5 s and `short`,
 * in force when the quarter hour of its entry began.
 */
export function thresholdsOf(
  visit: Thing,
  settings: readonly RawEvent[],
): { tMs: number; sMs: number; formula: string } {
  const quarterHour = Math.floor(visit.from / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  const { site = null, queue = null } = visit.d as { site?: string; queue?: string };
  const ofSite = inForce(settings, 'site', null, site, quarterHour);
  const ofQueue = inForce(settings, 'queue', site, queue, quarterHour);
  const setting = (name: string, otherwise: number): number =>
    [ofQueue[name], ofSite[name]].find((value) => typeof value === 'number') ?? otherwise;
  const formula = [ofQueue, ofSite]
    .map((attrs) => attrs['serviceLevelFormula'])
    .find((value): value is string => typeof value === 'string' && FORMULAS.includes(value));
  return {
    tMs: setting('slThresholdMs', 20_000),
    sMs: setting('shortAbandonMs', 5_000),
    formula: formula ?? 'short',
  };
}

/** Attributes of what `dim.upsert` last said with effect at an instant. A site stands in no site. */
export function inForce(
  settings: readonly RawEvent[],
  kind: string,
  site: string | null,
  id: string | null,
  instant: number,
): Payload {
  let best: { from: number; event: RawEvent } | null = null;
  for (const event of settings) {
    const { d } = event;
    if (d.kind !== kind || d.id !== id || (kind !== 'site' && (d.site ?? null) !== site)) continue;
    const from = (d.validFrom as number | undefined) ?? event.at;
    if (from > instant) continue;
    if (!best || from > best.from || (from === best.from && order(event, best.event) > 0)) best = { from, event };
  }
  return (best?.event.d.attrs as Payload | undefined) ?? {};
}
