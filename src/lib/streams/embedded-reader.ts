import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { guarded, openLogForReading, type DatabaseOptions } from './embedded-database.ts';
import { EmbeddedGroup } from './embedded-group.ts';
import { readLedger } from './embedded-ledger.ts';
import { EmbeddedTail } from './embedded-tail.ts';
import type { DeadLetter, LogGroup, LogPosition, LogReader, LogTail, SequenceLedger } from './event-log.ts';
import { WakeUp } from './wake-up.ts';

export interface EmbeddedReaderOptions {
  directory: string;
  /** How often a waiting reader looks by itself, ms; default 15. `wake` makes it look at once. */
  pollMs?: number;
  /** How long a statement waits for a lock of another process, ms; default 2,000. */
  busyTimeoutMs?: number;
}

/** Reads the embedded log beside its writer: from the same thread, another thread or another process of the machine. */
export class EmbeddedLogReader implements LogReader {
  readonly kind = 'embedded';
  readonly #database: DatabaseSync;
  readonly #options: DatabaseOptions;
  readonly #pollMs: number;
  readonly #wakeUp = new WakeUp();
  #open: (EmbeddedTail | EmbeddedGroup)[] = [];
  readonly #end: StatementSync;
  readonly #deadLetters: StatementSync;

  /** Throws LogError where there is no log in the directory. */
  constructor({ directory, pollMs = 15, busyTimeoutMs = 2000 }: EmbeddedReaderOptions) {
    this.#options = { directory, busyTimeoutMs };
    this.#pollMs = pollMs;
    this.#database = openLogForReading(this.#options);
    this.#end = guarded(() => this.#database.prepare('SELECT name, last_id FROM shard ORDER BY name'));
    this.#deadLetters = guarded(() => this.#database.prepare('SELECT * FROM dead_letter ORDER BY id DESC LIMIT ?'));
  }

  /** Tells the waiting readers that there may be something new. */
  wake(): void {
    this.#wakeUp.wake();
  }

  tail(from: LogPosition): LogTail {
    const tail = guarded(
      () => new EmbeddedTail({ database: this.#database, from, wakeUp: this.#wakeUp, pollMs: this.#pollMs }),
    );
    return this.#keep(tail);
  }

  async group(name: string): Promise<LogGroup> {
    const group = guarded(
      () =>
        new EmbeddedGroup({
          database: this.#database,
          name,
          files: this.#options,
          wakeUp: this.#wakeUp,
          pollMs: this.#pollMs,
        }),
    );
    return this.#keep(group);
  }

  async ledger(): Promise<SequenceLedger[]> {
    return guarded(() => readLedger(this.#database));
  }

  async end(): Promise<LogPosition> {
    const rows = guarded(() => this.#end.all()) as { name: string; last_id: number }[];
    return Object.fromEntries(rows.map((row) => [row.name, String(row.last_id)]));
  }

  async deadLetters(limit: number): Promise<DeadLetter[]> {
    return guarded(() => this.#deadLetters.all(limit)).map((row) => {
      const { shard, received_at, code, message, line, p, e, n } = row as {
        shard: string;
        received_at: number;
        code: string;
        message: string;
        line: string;
        p: string | null;
        e: number | null;
        n: number | null;
      };
      const identity = p === null || e === null || n === null ? null : { p, e, n };
      return { shard, receivedAt: received_at, code, message, line, identity };
    });
  }

  async ping(): Promise<void> {
    guarded(() => this.#end.all());
  }

  async close(): Promise<void> {
    for (const reader of this.#open) await reader.close();
    if (this.#database.isOpen) this.#database.close();
  }

  /** Remembers what must be closed with this reader. */
  #keep<Reader extends EmbeddedTail | EmbeddedGroup>(reader: Reader): Reader {
    this.#open = [...this.#open.filter(({ closed }) => !closed), reader];
    return reader;
  }
}

/** Opens the log that another thread or process writes. Throws LogError where there is none in the directory. */
export const openEmbeddedLogReader = (options: EmbeddedReaderOptions): EmbeddedLogReader =>
  new EmbeddedLogReader(options);
