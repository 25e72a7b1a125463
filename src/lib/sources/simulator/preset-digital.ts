import type { Payload } from '../../events/vocabulary.ts';
import type { Names } from './names.ts';

export interface DigitalChannel {
  media: NonNullable<Payload<'queue.entered'>['media']>;
  queue: string;
  names: Names;
  perDay: number;
  /** Settled by the robot that answers first. */
  botShare: number;
  /** Nobody waits at the other end: answered when no conversation waits. */
  deferred?: boolean;
  /** From the first to the last message. */
  wallSeconds: number;
  /** What the agent spends on it. */
  focusSeconds: number;
  /** Median of the first answer after the agent has taken it. */
  firstResponseSeconds: number;
  /** Functions of the hotline that this channel offers too. */
  functions: number;
}

/** Written contacts: several at a time at one desk. */
export interface DigitalService {
  hourPercent: readonly number[];
  channels: readonly DigitalChannel[];
  topics: readonly string[];
  concurrency: number;
  patience: { shape: number; scaleSeconds: number };
  acwSeconds: number;
}
