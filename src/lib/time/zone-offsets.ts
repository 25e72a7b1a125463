import { DAY_MS, SLOT_MS } from './interval.ts';
import type { Zone } from './zone.ts';

/** Offsets of a zone by instant: from `startsMs[i]` to the next start it is `offsetsMs[i]`. ms. */
export interface OffsetRuns {
  startsMs: readonly number[];
  offsetsMs: readonly number[];
}

/** Within these years every change of the clocks is found; before and after them the nearest offset holds. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2060, 0, 1);
/** No zone changes its clocks twice in a week. */
const WEEK_MS = 7 * DAY_MS;

const known = new Map<string, OffsetRuns>();

/** When the clocks of a zone were and will be changed, for what cannot ask the zone itself. */
export function offsetRuns(zone: Zone): OffsetRuns {
  const found = known.get(zone.name);
  if (found) return found;
  const startsMs = [FIRST_MS];
  const offsetsMs = [zone.offsetMs(FIRST_MS)];
  for (let weekMs = FIRST_MS; weekMs < LAST_MS; weekMs += WEEK_MS) {
    const offset = zone.offsetMs(weekMs + WEEK_MS);
    if (offset === offsetsMs.at(-1)) continue;
    startsMs.push(changeBetween(weekMs, weekMs + WEEK_MS, zone));
    offsetsMs.push(offset);
  }
  const runs = { startsMs, offsetsMs };
  known.set(zone.name, runs);
  return runs;
}

/** The first quarter hour after `lowMs` that has the offset of `highMs`. */
function changeBetween(lowMs: number, highMs: number, zone: Zone): number {
  const before = zone.offsetMs(lowMs);
  let [low, high] = [lowMs, highMs];
  while (high - low > SLOT_MS) {
    const middle = low + Math.floor((high - low) / 2 / SLOT_MS) * SLOT_MS;
    if (zone.offsetMs(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
