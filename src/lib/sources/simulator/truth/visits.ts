import type { Payload } from '../../../events/vocabulary.ts';
import type { Limits } from './limits.ts';
import { Tally, type Keys } from './tally.ts';

interface Caller {
  enteredAt: number;
  site: string | undefined;
  queue: string | undefined;
}

type Outcome = Payload<'queue.left'>['outcome'];

/** Callers in queues: who came, how long each waited by the clock on the wall, and what became of them. */
export class Visits {
  /** By the quarter hour in which the caller came. */
  readonly byEntry = new Tally('site', 'queue');
  /** By the quarter hour in which the caller left. */
  readonly byEnd = new Tally('site', 'queue');
  /** Who waits at the end of the quarter hour. */
  readonly waiting = new Tally('site', 'queue');
  private readonly callers = new Map<string, Caller>();
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  entered(at: number, { visit, site, queue }: Payload<'queue.entered'>): void {
    this.callers.set(visit, { enteredAt: at, site, queue });
    this.byEntry.add(at, [site, queue], 'offered');
  }

  left(at: number, { visit, outcome }: Payload<'queue.left'>): void {
    const caller = this.callers.get(visit);
    if (!caller)
      throw new Error(`The visit ${visit} left a queue that it never entered: the floor contradicts itself.`);
    this.callers.delete(visit);
    this.end(caller, at, outcome);
  }

  /** The line through the end of a quarter hour. */
  boundary(at: number): void {
    for (const { enteredAt, site, queue } of this.callers.values()) {
      if (enteredAt >= at) continue;
      this.waiting.add(at - 1, [site, queue], 'depth');
      this.waiting.greatest(at - 1, [site, queue], 'longestMs', at - enteredAt);
      if (at - enteredAt > this.limits.of(site, queue).slThresholdMs) this.byEnd.add(at - 1, [site, queue], 'tooLong');
    }
  }

  /** Who still waits when the telling ends, and has waited too long by then. */
  finish(at: number): void {
    for (const { enteredAt, site, queue } of this.callers.values()) {
      if (at - enteredAt > this.limits.of(site, queue).slThresholdMs)
        this.byEntry.add(enteredAt, [site, queue], 'stillTooLong');
    }
  }

  private end({ enteredAt, site, queue }: Caller, at: number, outcome: Outcome): void {
    const waitMs = at - enteredAt;
    const { slThresholdMs, shortAbandonMs } = this.limits.of(site, queue);
    const keys: Keys = [site, queue];
    for (const [tally, instant] of [
      [this.byEntry, enteredAt],
      [this.byEnd, at],
    ] as const) {
      const add = (field: string, amount = 1): void => tally.add(instant, keys, field, amount);
      add('ended');
      add(outcome);
      tally.greatest(instant, keys, 'longestWaitMs', waitMs);
      if (outcome === 'answered') {
        add('answeredWaitMs', waitMs);
        tally.sample(instant, keys, 'answeredWait', waitMs);
        if (waitMs <= slThresholdMs) add('answeredInTime');
      } else if (outcome === 'abandoned') {
        add('abandonedWaitMs', waitMs);
        if (waitMs <= slThresholdMs) add('abandonedInTime');
        if (waitMs <= shortAbandonMs) add('abandonedShort');
      }
    }
  }
}
