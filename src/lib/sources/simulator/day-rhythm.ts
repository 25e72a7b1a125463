import { HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const STEP_MS = 5 * MINUTE_MS;

/** Lets something happen so many times in a mean day, at random, more often in the hours that have more percent of the day. */
export function happenThroughTheDay(
  world: World,
  random: Random,
  { perDay, hourPercent }: { perDay: number; hourPercent: readonly number[] },
  happen: () => void,
): void {
  if (perDay <= 0) return;
  const step = (): void => {
    const { now } = world;
    const end = (Math.floor(now / STEP_MS) + 1) * STEP_MS;
    const percent = hourPercent[Math.floor(world.time.hourOf(now))] ?? 0;
    const expected = perDay * (percent / 100) * ((end - now) / HOUR_MS);
    for (let count = random.poisson(expected); count > 0; count -= 1)
      world.agenda.at(now + random.uniform() * (end - now - 1), happen);
    world.agenda.at(end, step);
  };
  step();
}
