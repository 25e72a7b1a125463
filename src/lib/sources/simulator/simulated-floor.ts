import type { ContactCentreEvent } from '../../events/envelope.ts';
import type { Witness } from './truth/witness.ts';

export interface FloorOptions {
  /** Fixes everything that happens. */
  seed: number;
  /** "Now" when the floor opens, ms UTC: from here on the caller paces it. */
  startAt: number;
  /** Epoch of its producers, ms UTC: the real start. */
  epoch: number;
  /** Length of the past before `startAt` that is told with true instants. Default: the business day so far, at most 3 h. */
  historyMs?: number;
  /** Share of the floor: of its people, seats and contacts. Default 1. */
  scale?: number;
  /** Sees everything that happens, the warm-up too. */
  witness?: Witness;
}

/** A simulated floor: a deterministic stream of contract events. No clock, no I/O. */
export interface Floor {
  /** Simulated time, ms UTC: everything up to here was told or, before `historyFrom`, prepared. */
  readonly now: number;
  readonly historyFrom: number;
  readonly startAt: number;
  /** Things that are going to happen. Bounded by the size of the floor, however long it lives. */
  readonly pending: number;
  /**
   * Lets the floor live until `untilMs` and returns what happened, in order of `at`. Stops earlier after `atMost`
   * events (prepared ones of the warm-up count too): it is up to date when it returns fewer than `atMost` events and
   * `now` has reached `untilMs`.
   */
  next(untilMs: number, atMost?: number): ContactCentreEvent[];
}
