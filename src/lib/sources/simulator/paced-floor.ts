import { setImmediate, setTimeout } from 'node:timers/promises';
import type { ContactCentreEvent } from '../../events/envelope.ts';
import { NO_SITE_SHARD, type Appended } from '../../streams/event-log.ts';
import type { Clock } from '../../time/clock.ts';
import type { Floor } from './simulated-floor.ts';

export interface PacedFloorOptions {
  floor: Floor;
  /** The clock that the floor lives by; its speed is the floor's speed. */
  clock: Clock;
  /** Puts lines into the log; the next slice waits until it has settled. A rejected slice is offered again, unchanged. */
  append(lines: Appended[]): Promise<unknown>;
  /** Stops the floor; the returned promise then resolves once a running append has settled. */
  signal: AbortSignal;
  /** Told of every append that failed. */
  onError(error: unknown): void;
}

/** Events in one slice: a few milliseconds of work, so that the process stays responsive. */
export const SLICE_EVENTS = 1000;
const STEP_MS = 75;
const RETRY_MS = 1000;

/** Lets a floor live by a clock, from its history to the present and on, and writes it into the log. Resolves when stopped. */
export async function runSimulatedFloor({ floor, clock, append, signal, onError }: PacedFloorOptions): Promise<void> {
  while (!signal.aborted) {
    const until = clock.now();
    const events = floor.next(until, SLICE_EVENTS);
    if (events.length > 0) await appendUntilDone(events.map(toAppended), append, signal, onError);
    const upToDate = events.length < SLICE_EVENTS && floor.now >= until;
    if (upToDate) await pause(STEP_MS, signal);
    else await setImmediate();
  }
}

/** The line of an event on its way into the log. */
export function toAppended(event: ContactCentreEvent): Appended {
  const { p, e, n, at, d } = event;
  return { shard: d.site ?? NO_SITE_SHARD, p, e, n, at, line: JSON.stringify(event) };
}

async function appendUntilDone(
  lines: Appended[],
  append: PacedFloorOptions['append'],
  signal: AbortSignal,
  onError: PacedFloorOptions['onError'],
): Promise<void> {
  do {
    try {
      await append(lines);
      return;
    } catch (error) {
      onError(error);
      await pause(RETRY_MS, signal);
    }
  } while (!signal.aborted);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
