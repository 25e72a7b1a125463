import { ENDED_BY, ORIGINS } from '#lib/events/enumerations.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import type { Floor } from '../random-floor.ts';

const LIMIT_MS = 4 * HOUR_MS;

/** Contacts of every origin: ended, open, open for too long, told of by their end only. */
export function contactsPart(floor: Floor, size: number): void {
  const { chance, asOfMs } = floor;
  for (let i = 0; i < size / 2; i += 1) {
    const dims = { ...floor.dims(), ix: `c${i}` };
    const isRecent = i < ORIGINS.length * 2;
    const startedAt = isRecent
      ? asOfMs - 200_000 - i
      : chance.one([floor.instant(), asOfMs - LIMIT_MS + chance.whole(-1, 1)]);
    const origin = isRecent ? ORIGINS[i % ORIGINS.length]! : floor.maybe(chance.one(ORIGINS));
    if (isRecent || chance.happens(0.9)) floor.send('pbx', 'ix.started', startedAt, { ...dims, origin });
    if (chance.happens(0.3)) continue;
    const endedAt = startedAt + chance.one([chance.whole(0, 600_000), asOfMs - startedAt, 100_000]);
    floor.send('pbx', 'ix.ended', Math.max(endedAt, 1), {
      ...dims,
      startedAt: floor.maybe(startedAt),
      endedAt: floor.maybe(endedAt),
      endedBy: floor.maybe(chance.one(ENDED_BY)),
      legs: floor.maybe(1),
    });
  }
}
