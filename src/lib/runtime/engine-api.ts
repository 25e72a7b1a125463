import type { EventIdentity } from '../events/envelope.ts';
import type { DimensionVersion } from '../metrics/settings.ts';
import type { LiveAnswer, LiveQuestion } from '../metrics/question.ts';
import type { TopicQuestion } from '../hub/topic.ts';
import type { BoardState } from '../wire/messages.ts';
import type { Producers } from '../engine/producers.ts';

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
  producers: ReturnType<Producers['list']>;
}

/** What the engine's thread answers. */
export interface EngineApi {
  live(question: LiveQuestion, asOfMs: number | null): LiveAnswer;
  dimensions(): readonly DimensionVersion[];
  status(): Promise<EngineStatus>;
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
}
