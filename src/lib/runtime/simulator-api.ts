import type { AppendOutcome, Appended } from '../streams/event-log.ts';
import { MINUTE_MS } from '../time/interval.ts';

/** How much past a simulated floor tells when it opens: enough to fill the windows of the wall, little enough to start at once. */
export const SIMULATED_HISTORY_MS = 35 * MINUTE_MS;

export interface SimulatorSettings {
  preset: string;
  speed: number;
  seed: number;
  /** Simulated now when it opens, ms UTC. */
  startAt: number;
  /** How much past it tells, ms. */
  historyMs: number;
  /** Real start: the epoch of its producers, ms UTC. */
  epoch: number;
}

export interface SimulatorApi {
  stop(): Promise<void>;
}

export interface SimulatorListener {
  append(lines: Appended[]): Promise<AppendOutcome[]>;
  problem(message: string): void;
}
