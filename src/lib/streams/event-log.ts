import type { EventIdentity } from '#lib/events/envelope.ts';

export { NO_SITE_SHARD } from '#lib/events/envelope.ts';

/** One line on its way into the log. The line is already validated and holds the contract's fields only. */
export interface Appended extends EventIdentity {
  shard: string;
  /** occurredAt, ms UTC. */
  at: number;
  line: string;
}

/**
 * What the log did with a line. `duplicate`: the same (p,e,n) with the same content stands already;
 * `conflict`: the same (p,e,n) stands with other content, the first stays.
 */
export type AppendOutcome = 'accepted' | 'duplicate' | 'conflict';

/** One log entry: one line or several, with the server's clock at append. */
export interface LogEntry {
  shard: string;
  /** Position inside the shard. Opaque, ordered. */
  id: string;
  /** ms UTC by the server's clock at append. */
  receivedAt: number;
  lines: string[];
}

/** A refused line, kept 7 days for administrators. Runs of 7 or more digits are masked before it is stored. */
export interface DeadLetter {
  shard: string;
  receivedAt: number;
  code: string;
  message: string;
  line: string;
  identity: EventIdentity | null;
}

/** Where a reader stands in every shard that it has read: shard -> id of the last entry read. */
export type LogPosition = Readonly<Record<string, string>>;

/** A reader of its own that starts after `from` and follows the end of the log, shards that appear later included. */
export interface LogTail {
  /** Up to `maxEntries` entries in order of each shard; waits up to `waitMs` for the first, then gives an empty list. */
  read(maxEntries: number, waitMs: number): Promise<LogEntry[]>;
  position(): LogPosition;
  /** Entries passed over because they hold no line (in Redis: added by others without the field `ev`). */
  readonly skipped: number;
  close(): Promise<void>;
}

/**
 * A consumer group reader: an entry is delivered until it is acknowledged, also after a crash of the reader. One reader
 * is given an entry once: it keeps what it could not process and tries again, or closes and opens the group anew.
 */
export interface LogGroup {
  /** First the entries that an earlier reader was given and did not acknowledge, then new ones. */
  read(maxEntries: number, waitMs: number): Promise<LogEntry[]>;
  acknowledge(entries: readonly LogEntry[]): Promise<void>;
  /** Lines (embedded) or entries (Redis) not yet delivered or not acknowledged; null = cannot be known, which is an alert, never zero. */
  lag(): Promise<number | null>;
  /** Entries passed over because they hold no line. They are acknowledged. */
  readonly skipped: number;
  close(): Promise<void>;
}

/** A producer was asked to send n `from` to `to` of its epoch again. */
export interface ResendRequest {
  p: string;
  e: number;
  from: number;
  to: number;
}

/** Received sequence numbers of one producer epoch. */
export interface SequenceLedger {
  p: string;
  e: number;
  /** Disjoint ascending inclusive ranges of the received n. */
  received: readonly (readonly [from: number, to: number])[];
  /** Ranges of the n that were refused with a readable identity and did not come again. */
  rejected: readonly (readonly [from: number, to: number])[];
}

export type LogErrorCode = 'log_down' | 'disk_full' | 'log_behind';

/** The log could not take or give lines. `append` threw: nothing of that call may be taken as durable. */
export class LogError extends Error {
  readonly code: LogErrorCode;
  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogError';
    this.code = code;
  }
}

/**
 * The event log: append-only, per shard ordered, durable. Two implementations (embedded SQLite, Redis Streams)
 * keep one contract, and one suite of tests runs on both.
 */
export interface EventLog {
  readonly kind: 'embedded' | 'redis';
  /** Resolves when every accepted line is durable; the outcome of each line in the order given. Concurrent calls are committed in groups. Throws LogError. */
  append(lines: readonly Appended[]): Promise<AppendOutcome[]>;
  /** Stores refused lines, and marks their (p,e,n) as rejected in the ledger. */
  bury(letters: readonly DeadLetter[]): Promise<void>;
  /** Newest first. */
  deadLetters(limit: number): Promise<DeadLetter[]>;
  tail(from: LogPosition): LogTail;
  group(name: string): Promise<LogGroup>;
  ledger(): Promise<SequenceLedger[]>;
  /** Position of the newest entry of every shard. */
  end(): Promise<LogPosition>;
  /** Removes entries received before `beforeMs` that every group has acknowledged, and dead letters older than 7 days. Returns the entries removed. */
  trim(beforeMs: number): Promise<number>;
  /** Asks a producer to send sequence numbers again. */
  requestResend(p: string, e: number, from: number, to: number): Promise<void>;
  /** The newest requests to a producer (at most 1,000), oldest first. */
  resendRequests(p: string): Promise<ResendRequest[]>;
  /** Whether an acknowledged line survives kill -9 and power loss, and if not, the reason in one sentence. */
  durability(): Promise<{ durable: boolean; reason: string | null }>;
  /** Rejects with LogError when the log cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a process that only reads needs of the log. */
export type LogReader = Pick<EventLog, 'kind' | 'tail' | 'group' | 'ledger' | 'end' | 'deadLetters' | 'ping' | 'close'>;

/** Dead letters are kept 7 days. */
export const DEAD_LETTER_KEEP_MS = 7 * 24 * 3_600_000;

/** How long the content of a received line can be compared with a repeat; after that a conflict is taken for a duplicate. */
export const DIGEST_KEEP_MS = 48 * 3_600_000;
