import type { EventType, Payload } from '../../../events/vocabulary.ts';

/** Somebody who stands on the floor and sees what happens, at the moment it happens, whatever becomes of the message. */
export interface Witness {
  /** `role`: who would tell of it. `at`: the floor's own time, ms UTC. The warm-up is seen too. */
  happened<T extends EventType>(role: string, t: T, at: number, d: Payload<T>): void;
}
