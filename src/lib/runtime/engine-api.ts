import type { EventIdentity } from '../events/envelope.ts';
import type { SequenceGap } from '../engine/sequence-gap.ts';
import type { BrokenReading, InvariantState } from '../metrics/invariants.ts';
import type { LiveAtClose } from '../metrics/live-at-close.ts';
import type { Stamped } from '../metrics/dimension-register.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import type { LiveAnswer, LiveQuestion } from '../metrics/question.ts';
import type { TopicQuestion } from '../hub/topic.ts';
import type { BoardState } from '../wire/messages.ts';
import type { Ghosts } from '../engine/inferred-event.ts';
import type { HeardProducer, SequenceAccount } from '../engine/producers.ts';
import type { Appended } from '../streams/event-log.ts';
import type { Places } from './places.ts';

export interface EngineStatus {
  /** Every line of the log up to now is counted. */
  caughtUp: boolean;
  /** Lines folded since the start, and how many of them were there already. */
  lines: number;
  duplicates: number;
  invalid: number;
  /** Age of the newest line folded, ms since it was received; null before the first. */
  delayMs: number | null;
  facts: number;
  producers: HeardProducer[];
  /** Visits and agents that the engine had to end because their source did not, by producer. */
  ghosts: Ghosts[];
}

/** How the invariants of the live state stand, and what a reading of them costs. */
export interface LiveInvariants {
  states: readonly InvariantState[];
  tookMs: number;
}

/** What the engine's thread starts with: plain data. */
export interface EngineSettings {
  places: Places;
  /** Start of this process, ms UTC. */
  epoch: number;
  /** Whether it tells what it infers: one engine of a log does. */
  infers: boolean;
}

/** What the engine's thread answers. */
export interface EngineApi {
  live(question: LiveQuestion, asOfMs: number | null): LiveAnswer;
  /** Gaps that are older than the grace; null before the log is read, when what is missing may yet come. */
  gaps(): SequenceGap[] | null;
  dimensions(): readonly DimensionVersion[];
  /** Every statement behind those, also those that lost; null before the log is read. */
  statements(): Stamped[] | null;
  status(): Promise<EngineStatus>;
  /** What became of the numbers of every epoch. */
  accounts(): SequenceAccount[];
  /** As they were read last; null before the log is read. */
  invariants(): LiveInvariants | null;
  openTopic(id: number, topic: TopicQuestion): void;
  closeTopic(id: number): void;
  /** Lines with these identities were refused at ingest. */
  rejected(identities: readonly EventIdentity[]): void;
  /** There may be something new in the log. */
  wake(): void;
  /** Writes a checkpoint and ends. */
  stop(): Promise<void>;
}

/** What the engine's thread tells. */
export interface EngineListener {
  boardState(topic: number, state: BoardState): void;
  problem(message: string): void;
  /** Invariants that were not broken before. */
  broken(readings: readonly BrokenReading[]): void;
  /** Quarter hours that closed, as the live path counts them at that moment. */
  closed(closed: readonly LiveAtClose[]): void;
  /** What the engine infers, for the log: in order, each once. */
  append(lines: Appended[]): void;
}
