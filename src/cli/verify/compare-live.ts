import { setImmediate } from 'node:timers/promises';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { BASES, WINDOWS, type Basis, type WindowName } from '#lib/metrics/question.ts';
import type { RecountedLog } from '#lib/recount/recount.ts';
import { recount, within } from '#lib/recount/recount.ts';
import { calendarOf } from '#lib/recount/calendar.ts';
import { businessDayStart, HOUR_MS, intervalStart, MINUTE_MS, SECOND_MS, SLOT_MS } from '#lib/time/interval.ts';
import { isZone, zoneOf } from '#lib/time/zone.ts';
import { compareRow, emptyComparison, groupName, near, valuesOf, type Compared } from './compare.ts';
import type { VerifiedLog } from './event-log.ts';
import type { Server } from './server.ts';

const LENGTH_MS: Partial<Record<WindowName, number>> = {
  now: SLOT_MS,
  '5m': 5 * MINUTE_MS,
  '15m': SLOT_MS,
  '30m': 30 * MINUTE_MS,
  '60m': HOUR_MS,
};
/** Nobody's today is longer: 24 hours, and the hour that a clock is put back. */
const LONGEST_DAY_MS = 25 * HOUR_MS;
/** What happened just now may still be on its way here. */
const SETTLED_MS = 10 * SECOND_MS;

/** One live answer that is compared. */
export interface LivePart {
  window: WindowName;
  by: 'site' | 'queue';
  basis: Basis;
}

/** The instant of the live answers: a whole second that lies in the past of everyone. */
export const liveInstant = (nowMs: number): number => Math.floor((nowMs - SETTLED_MS) / SECOND_MS) * SECOND_MS;

/** The live answers whose window lies in the period whole. */
export function liveParts(fromMs: number, toMs: number, asOfMs: number): LivePart[] {
  return WINDOWS.flatMap((window) => {
    const lengthMs = LENGTH_MS[window] ?? (window === 'interval' ? 2 * SLOT_MS : LONGEST_DAY_MS);
    if (asOfMs > toMs || asOfMs - lengthMs < fromMs) return [];
    // Each site has its own today and its own half hour: the sum of them over a queue has no one beginning.
    const groupings = LENGTH_MS[window] === undefined ? (['site'] as const) : (['site', 'queue'] as const);
    return groupings.flatMap((by) => BASES.map((basis) => ({ window, by, basis })));
  });
}

/** Asks a live answer, counts each of its numbers again, and compares. */
export async function compareLive(
  server: Server,
  log: VerifiedLog,
  { window, by, basis }: LivePart,
  asOfMs: number,
  defaultZone: string,
  signal: AbortSignal,
): Promise<Compared> {
  const ofMoment = ['gauge', 'derived'];
  const metrics = METRICS.filter(
    ({ live, formula, dimensions }) =>
      live && dimensions.includes(by) && (window !== 'now' || ofMoment.includes(formula.kind)),
  ).map(({ id }) => id);
  const answer = await server.live({ metrics, by: [by], window, basis }, asOfMs);
  const compared = emptyComparison();
  const values = valuesOf(log.counted, by);
  const rows = new Map(answer.rows.map((row) => [row[by] as string | null, row]));
  for (const value of rows.keys()) values.add(value);
  for (const value of values) {
    signal.throwIfAborted();
    await setImmediate();
    const lengthMs = LENGTH_MS[window];
    const fromMs = lengthMs ? asOfMs - lengthMs : beginning(window, log.counted, value, asOfMs, defaultZone);
    const period = { fromMs, toMs: asOfMs, asOfMs, basis };
    compareRow(
      {
        where: `live ${window}, basis ${basis}`,
        interval: `${new Date(fromMs).toISOString()}/${new Date(asOfMs).toISOString()}`,
        group: groupName(by, value),
        row: rows.get(value) ?? null,
        recounted: recount(near(within(log.counted, { [by]: [value] }), fromMs, asOfMs), period),
        heard: log.isHeard(fromMs, asOfMs),
      },
      metrics,
      compared,
    );
  }
  return compared;
}

/** Where the today or the half hour of a site begins. */
function beginning(
  window: WindowName,
  { settings }: RecountedLog,
  site: string | null,
  asOfMs: number,
  defaultZone: string,
): number {
  const { tz, dayStartMs } = calendarOf(settings, site, asOfMs);
  const zone = zoneOf(tz !== null && isZone(tz) ? tz : defaultZone);
  return window === 'today' ? businessDayStart(asOfMs, zone, dayStartMs) : intervalStart('30m', asOfMs, zone);
}
