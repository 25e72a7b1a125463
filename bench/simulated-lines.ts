import { createFloor } from '#lib/sources/simulator/floor.ts';
import { toAppended } from '#lib/sources/simulator/paced-floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import type { Appended } from '#lib/streams/event-log.ts';
import { HOUR_MS } from '#lib/time/interval.ts';

const MINUTE_MS = 60_000;

/** Events of a simulated floor, the same ones at every call: a shift of the largest preset that ends at `untilMs`. */
export function simulatedLines(count: number, untilMs = Date.UTC(2026, 10, 19, 9)): Appended[] {
  const startAt = untilMs - 8 * HOUR_MS;
  const floor = createFloor(PRESETS.changsha!, { seed: 1, startAt, epoch: startAt, historyMs: 0 });
  const lines: Appended[] = [];
  while (lines.length < count && floor.now < untilMs) {
    for (const event of floor.next(floor.now + MINUTE_MS)) lines.push(toAppended(event));
  }
  return lines.slice(0, count);
}
