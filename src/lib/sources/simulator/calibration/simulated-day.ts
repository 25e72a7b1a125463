import { createFloor, sitesOf, type AnyPreset } from '../floor.ts';
import type { ContactCentreEvent } from '../../../events/envelope.ts';
import type { Preset } from '../preset.ts';
import { LocalTime } from '../local-time.ts';
import { DayCount } from './day-count.ts';
import type { Finding } from './target.ts';
import { findingsOf, targetsOf } from './targets.ts';

const DAY_MS = 86_400_000;
const STEP_MS = 10_000;

export interface SimulatedDayOptions {
  preset: AnyPreset;
  seed: number;
  /** Local midnight at which the day begins, ms UTC. */
  startAt: number;
  scale?: number;
  /** Length, ms; default a day. */
  lengthMs?: number;
  /** Takes the events of a step, in order; the next step waits for it. */
  take?: (events: readonly ContactCentreEvent[]) => Promise<void> | void;
  /** Told after every step: share of the day, events so far. */
  progress?: (share: number, events: number) => void;
  signal?: AbortSignal;
}

export interface SimulatedDay {
  events: number;
  /** By site, where the preset has sites; the count of what each told. */
  counts: ReadonlyMap<string, DayCount>;
}

/** Lives through a day as fast as it goes and counts it. The epoch is the start of the day: the same day is the same bytes. */
export async function simulateDay(options: SimulatedDayOptions): Promise<SimulatedDay> {
  const { preset, seed, startAt, scale, lengthMs = DAY_MS, take, progress, signal } = options;
  const floor = createFloor(preset, { seed, startAt, epoch: startAt, historyMs: 0, scale });
  const until = startAt + lengthMs;
  const counts = new Map(sitesOf(preset).map(({ site }) => [site, new DayCount(startAt, until)]));
  let events = 0;
  while (floor.now < until && !signal?.aborted) {
    const told = floor.next(Math.min(until, floor.now + STEP_MS));
    for (const event of told) counts.get(event.d.site ?? '')?.read(event);
    events += told.length;
    if (take) await take(told);
    progress?.(Math.max(0, (floor.now - startAt) / lengthMs), events);
  }
  return { events, counts };
}

/** The figures of a site's day against its targets. */
export function holdAgainstTargets(site: Preset, count: DayCount, startAt: number, scale = 1): Finding[] {
  const time = new LocalTime(site.utcOffsetMinutes);
  const weekday = site.inbound.weekdayFactors[time.weekdayOf(time.dayOf(startAt))] ?? 1;
  return findingsOf(count, targetsOf(site, scale, weekday));
}
