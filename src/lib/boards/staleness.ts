import type { Freshness } from '../metrics/question.ts';

/** How far a tile may be believed: fresh; old (it fades and says its age); lost ("—", the last value small). */
export type Trust = 'fresh' | 'old' | 'lost';

export const OLD_AFTER_MS = 10_000;
const LOST_AFTER_MS = 60_000;

/**
 * Age of the data in real milliseconds; null where no producer was ever heard.
 *
 * @param nowMs the floor's clock
 * @param speed of the floor's clock: 1, or 60 on a replay floor
 */
export function dataAgeMs(lastEventAt: number | null, nowMs: number, speed: number): number | null {
  return lastEventAt === null ? null : Math.max(0, (nowMs - lastEventAt) / speed);
}

/** A source that is cut off from its ACD is lost at once: its own clock still beats, its numbers do not. */
export function trustOf(ageMs: number | null, freshness: Pick<Freshness, 'disconnected'>): Trust {
  if (ageMs === null || ageMs > LOST_AFTER_MS || freshness.disconnected.length > 0) return 'lost';
  return ageMs > OLD_AFTER_MS ? 'old' : 'fresh';
}
