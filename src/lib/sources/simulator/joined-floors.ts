import type { ContactCentreEvent } from '../../events/envelope.ts';
import type { Floor } from './simulated-floor.ts';
import { SECOND_MS } from './local-time.ts';

/** Simulated time that one bounded call covers at most, so that it stays short while nothing is told yet. */
const LONGEST_CALL_MS = 60 * SECOND_MS;

/** Several sites as one stream, in order of `at`; at the same instant in the order of the sites. */
export function joinFloors(floors: readonly Floor[]): Floor {
  const first = floors[0];
  if (!first) throw new Error('A virtual centre without a site cannot be simulated: its preset has to name one.');
  const startsAt = Math.min(...floors.map(({ now }) => now));
  let now = startsAt;
  let ready: ContactCentreEvent[] = [];
  const step = (until: number): void => {
    const told = floors.flatMap((floor) => floor.next(until));
    // Stable: what one site tells stays in its order.
    told.sort((a, b) => a.at - b.at);
    ready = ready.length === 0 ? told : [...ready, ...told];
    now = until;
  };
  return {
    historyFrom: Math.min(...floors.map(({ historyFrom }) => historyFrom)),
    startAt: first.startAt,
    get now() {
      return now;
    },
    get pending() {
      return floors.reduce((sum, { pending }) => sum + pending, 0);
    },
    next(untilMs, atMost = Number.POSITIVE_INFINITY) {
      const until = atMost === Number.POSITIVE_INFINITY ? untilMs : Math.min(untilMs, now + LONGEST_CALL_MS);
      while (now < until && ready.length < atMost) step(Math.min(until, now + SECOND_MS));
      if (ready.length > atMost) return ready.splice(0, atMost);
      const told = ready;
      ready = [];
      return told;
    },
  };
}
