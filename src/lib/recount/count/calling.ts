import { clockAt } from '../local-clock.ts';
import { endedIn, momentOf, share, type Numbers, type RecountPeriod } from '../period.ts';
import { order, type Payload, type RawEvent } from '../raw-events.ts';
import { inForce } from '../thresholds.ts';
import type { Thing } from '../things.ts';

const DAY_MS = 86_400_000;
const NOT_DIALED = ['agent_preview_skipped', 'do_not_call'];

/** Attempts at hours at which may not be dialled, and of records dialled too often on one day (domain 1.6: O22). */
export function countCalling(
  counted: readonly Thing[],
  all: readonly Thing[],
  settings: readonly RawEvent[],
  period: RecountPeriod,
): Numbers {
  const dialed = counted.filter((thing) => endedIn(thing, period) && !NOT_DIALED.includes(thing.d.result as string));
  const outside = dialed.filter((attempt) => !isAllowed(attempt, settings)).length;
  const records = new Set(dialed.map(({ d }) => d.record as unknown));
  // A day of 25 hours lies at most that far back.
  const near = all.filter(({ d, to }) => records.has(d.record) && to! >= period.fromMs - 2 * DAY_MS);
  const places = placesOfDay(near, settings, momentOf(period));
  const tooOften = dialed.filter((attempt) => (places.get(attempt) ?? 0) > limitOf(attempt, settings)).length;
  return {
    calling_window_breaches: outside,
    calling_window_breach_rate: share(outside, dialed.length),
    daily_attempt_breaches: tooOften,
  };
}

/** Start of the quarter hour of dialling: settings hold for whole ones. */
const quarterHourOf = ({ dialedAt }: Payload): number => Math.floor((dialedAt as number) / 900_000) * 900_000;

/** What the campaign says, else the queue, else the site, when it was dialled. */
function setting<Value>(
  { site, d }: Thing,
  settings: readonly RawEvent[],
  name: string,
  read: (value: unknown) => Value | null,
): Value | null {
  const { campaign = null, queue = null } = d as { campaign?: string; queue?: string };
  for (const [kind, id] of [
    ['campaign', campaign],
    ['queue', queue],
    ['site', site],
  ] as const) {
    const attrs: Payload = id === null ? {} : inForce(settings, kind, site, id, quarterHourOf(d));
    const value = read(attrs[name]);
    if (value !== null) return value;
  }
  return null;
}

const clockOf = ({ site, d }: Thing, settings: readonly RawEvent[]) => {
  const { tz } = site === null ? {} : inForce(settings, 'site', null, site, quarterHourOf(d));
  return clockAt(d.dialedAt as number, typeof tz === 'string' ? tz : 'UTC');
};

function isAllowed(attempt: Thing, settings: readonly RawEvent[]): boolean {
  const read = (text: unknown): number[] | null => {
    const hours = typeof text === 'string' ? /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text) : null;
    if (!hours) return null;
    const [fromHour, from, toHour, to] = hours.slice(1).map(Number) as [number, number, number, number];
    const isClock = fromHour < 24 && from < 60 && to < 60 && (toHour < 24 || (toHour === 24 && to === 0));
    return isClock ? [fromHour * 60 + from, toHour * 60 + to] : null;
  };
  const [from, to] = (setting(attempt, settings, 'callingWindow', read) ?? [480, 1_260]) as [number, number];
  const minute = Math.floor(clockOf(attempt, settings).timeMs / 60_000);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

const limitOf = (attempt: Thing, settings: readonly RawEvent[]): number =>
  setting(attempt, settings, 'attemptsPerDay', (value) =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null,
  ) ?? 3;

/** The how many-th attempt of its record on the day of dialling each one is, in the order in which they ended. */
function placesOfDay(
  attempts: readonly Thing[],
  settings: readonly RawEvent[],
  moment: number,
): ReadonlyMap<Thing, number> {
  const places = new Map<Thing, number>();
  const counts = new Map<string, number>();
  const known = attempts
    .filter(({ to, d }) => to! < moment && typeof d.record === 'string' && !NOT_DIALED.includes(d.result as string))
    .sort((a, b) => a.to! - b.to! || order(a.event, b.event));
  for (const attempt of known) {
    const { site, d } = attempt;
    const key = JSON.stringify([site, d.campaign ?? null, d.record, clockOf(attempt, settings).day]);
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    places.set(attempt, place);
  }
  return places;
}
