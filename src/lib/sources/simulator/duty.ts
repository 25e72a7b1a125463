import type { Agent } from './agent.ts';
import { HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { Activity, Shift } from './preset.ts';
import type { Random } from './random.ts';

export interface PlannedBreak {
  activity: Activity;
  /** ms UTC. */
  at: number;
}

/** One person's shift on one day, as planned. */
export interface Duty {
  agent: Agent;
  shift: Shift;
  /** ms UTC. */
  startAt: number;
  endAt: number;
  /** In order, none over another. */
  breaks: readonly PlannedBreak[];
}

/** When the breaks of a shift are to be taken: in their windows, on whole minutes, one after the other. */
export function planBreaks(random: Random, activities: readonly Activity[], startAt: number): PlannedBreak[] {
  const drawn = activities.map((activity) => {
    const [from, to] = activity.window;
    return { activity, at: startAt + Math.round((random.between(from, to) * HOUR_MS) / MINUTE_MS) * MINUTE_MS };
  });
  drawn.sort((a, b) => a.at - b.at);
  let freeFrom = startAt;
  for (const one of drawn) {
    one.at = Math.max(one.at, freeFrom);
    freeFrom = one.at + one.activity.minutes * MINUTE_MS;
  }
  return drawn;
}
