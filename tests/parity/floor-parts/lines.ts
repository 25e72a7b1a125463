import type { Floor } from '../random-floor.ts';

/** Samples of lines: stale ones, several of one instant, counters that begin anew, what a group does not tell. */
export function linesPart(floor: Floor): void {
  const { chance, asOfMs } = floor;
  const hour = 3_600_000;
  for (let i = 0; i < 160; i += 1) {
    const at =
      asOfMs -
      chance.one([0, 1, 60_000, 60_001, chance.whole(0, 59_000), chance.whole(0, 300_000), chance.whole(0, 5 * hour)]);
    const inUse = floor.maybe(chance.whole(0, 40), 0.9);
    floor.send('switch', 'line.status', at, {
      ...(chance.happens(0.5) ? floor.dims() : { site: chance.one(['berlin', 'shanghai']) }),
      direction: floor.maybe(chance.one(['in', 'out']), 0.9),
      trunkGroup: floor.maybe(chance.one(['g1', 'g2']), 0.9),
      link: floor.maybe(chance.one(['a', 'b']), 0.9),
      up: floor.maybe(chance.happens(0.8)),
      capacity: floor.maybe(40),
      inUse,
      blockedTotal: floor.maybe(chance.one([0, chance.whole(0, 30), Math.round((at - asOfMs + 6 * hour) / 60_000)])),
    });
  }
}
