import type { Floor } from '#lib/sources/simulator/floor.ts';

/** The figures of a floor over a period, counted in the plainest way. */
export interface Figures {
  events: number;
  eventsPerSecond: number;
  offered: number;
  answered: number;
  abandoned: number;
  /** Answered within 20 s of all answered and abandoned. */
  serviceLevel: number;
  answerRate: number;
  asaSeconds: number;
  /** Primary legs written up, and by function. */
  handled: number;
  handledBy: Record<string, number>;
  ahtSecondsBy: Record<string, number>;
  attempts: number;
  connectRate: number;
  nuisanceRate: number;
  /** Hours by state; not ready by reason too. */
  stateHours: Record<string, number>;
  occupancy: number;
  staffedAtMost: number;
  /** People who logged in or were seen. */
  onDuty: number;
}

const HANDLING = new Set(['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING']);
const HOUR_MS = 3_600_000;

/** Lets the floor live until `untilMs` and counts what it tells. */
export function figuresOf(floor: Floor, untilMs: number): Figures {
  const from = floor.now;
  const count = {
    events: 0,
    offered: 0,
    answered: 0,
    abandoned: 0,
    inTime: 0,
    waitMs: 0,
    handled: 0,
    attempts: 0,
    live: 0,
    lost: 0,
    staffedAtMost: 0,
  };
  const handledBy: Record<string, number> = {};
  const secondsBy: Record<string, number> = {};
  const stateHours: Record<string, number> = {};
  const people = new Set<string>();
  let handlingMs = 0;
  let readyMs = 0;
  while (floor.now < untilMs) {
    for (const event of floor.next(Math.min(untilMs, floor.now + 10_000))) {
      count.events += 1;
      switch (event.t) {
        case 'queue.entered':
          count.offered += 1;
          break;
        case 'queue.left':
          if (event.d.outcome === 'abandoned') count.abandoned += 1;
          if (event.d.outcome !== 'answered') break;
          count.answered += 1;
          count.waitMs += event.d.waitMs;
          if (event.d.waitMs <= 20_000) count.inTime += 1;
          break;
        case 'wrap.ended': {
          if (event.d.role === 'consult') break;
          count.handled += 1;
          const work = `${event.d.direction} ${event.d.fn}`;
          handledBy[work] = (handledBy[work] ?? 0) + 1;
          secondsBy[work] = (secondsBy[work] ?? 0) + (event.d.handledMs ?? 0) / 1000;
          break;
        }
        case 'dial.attempt':
          count.attempts += 1;
          if (event.d.result === 'live') count.live += 1;
          if (event.d.result === 'abandoned_by_dialer') count.lost += 1;
          break;
        case 'agent.state': {
          const { prev, agent, enteredAt } = event.d;
          people.add(agent);
          if (!prev || prev.state === 'LOGGED_OUT') break;
          const ms = enteredAt - Math.max(from, prev.enteredAt);
          const key = prev.reason ? `${prev.state} ${prev.reason}` : prev.state;
          stateHours[key] = (stateHours[key] ?? 0) + ms / HOUR_MS;
          if (HANDLING.has(prev.state)) handlingMs += ms;
          if (prev.state === 'READY') readyMs += ms;
          break;
        }
        case 'agent.snapshot':
          count.staffedAtMost = Math.max(
            count.staffedAtMost,
            snapshotSize(event.d.corr ?? '', event.d.agents?.length ?? 0),
          );
          break;
        default:
          break;
      }
    }
  }
  return {
    ...count,
    eventsPerSecond: count.events / ((untilMs - from) / 1000),
    serviceLevel: count.inTime / (count.answered + count.abandoned),
    answerRate: count.answered / count.offered,
    asaSeconds: count.waitMs / count.answered / 1000,
    handledBy,
    ahtSecondsBy: Object.fromEntries(
      Object.entries(secondsBy).map(([work, seconds]) => [work, seconds / (handledBy[work] ?? 1)]),
    ),
    connectRate: (count.live + count.lost) / count.attempts,
    nuisanceRate: count.lost / (count.live + count.lost),
    stateHours,
    occupancy: handlingMs / (handlingMs + readyMs),
    onDuty: people.size,
  };
}

let openSnapshot = { corr: '', size: 0 };

/** Adds up the batches of one snapshot. */
function snapshotSize(corr: string, batch: number): number {
  openSnapshot = openSnapshot.corr === corr ? { corr, size: openSnapshot.size + batch } : { corr, size: batch };
  return openSnapshot.size;
}
