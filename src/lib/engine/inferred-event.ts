import type { EventOf } from '../events/envelope.ts';

/** How long what was received may be a mere disorder of the wire before something is inferred from it. */
export const INFERENCE_GRACE_MS = 2_000;
/**
 * How long nothing is inferred from mere time after something was received: what ended it may still be on its way, as
 * when a past day is read in as fast as it goes.
 */
export const PIPE_MS = 120_000;

/** The times that inference is judged by. */
export interface InferenceTime {
  /** The floor's clock: the server's, or that of a replay. ms UTC. */
  nowMs: number;
  /** The server's clock, ms UTC: that of `receivedAt`. */
  serverMs: number;
  /** How fast the floor's clock runs against the server's. */
  speed: number;
}

type Told<T extends 'queue.left' | 'agent.state' | 'correction'> = Pick<EventOf<T>, 't' | 'at' | 'd'>;

/** Something that follows from what was heard, before it has its place in the sequence. */
export interface Inferred {
  /** The same for the same conclusion: it is told once. */
  key: string;
  event: Told<'queue.left'> | Told<'agent.state'> | Told<'correction'>;
}

/** What inference asks the fact stores. */
export interface Standings {
  /**
   * Whether the fact of a key is open; `inferred` where only the engine says that it has ended, `closed` where a source
   * does; null where there is none.
   */
  standing(site: string | null, key: string): 'open' | 'inferred' | 'closed' | null;
}

/** Ghosts of one producer: what it told the beginning of, and the engine had to end. */
export interface Ghosts {
  p: string;
  visits: number;
  agents: number;
}
