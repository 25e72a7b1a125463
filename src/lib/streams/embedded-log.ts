import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { guarded, inTransaction, openGroups, openLogForWriting } from './embedded-database.ts';
import { EmbeddedLedger } from './embedded-ledger.ts';
import { EmbeddedLogReader, type EmbeddedReaderOptions } from './embedded-reader.ts';
import { assertSingleLines, entryChunks } from './entry-chunks.ts';
import {
  DEAD_LETTER_KEEP_MS,
  DIGEST_KEEP_MS,
  type Appended,
  type AppendOutcome,
  type DeadLetter,
  type EventLog,
  type LogGroup,
  type LogPosition,
  type LogTail,
  type ResendRequest,
  type SequenceLedger,
} from './event-log.ts';
import { GroupCommit } from './group-commit.ts';
import { maskDigits } from './mask-digits.ts';

export interface EmbeddedLogOptions extends EmbeddedReaderOptions {
  /** The server's clock, ms UTC: receivedAt. */
  now: () => number;
  /** Called after every commit that added entries: tell the readers in other threads to `wake`. */
  onCommit?: () => void;
  /** Lines that may wait for the disk before `append` refuses with `log_behind`; default 500,000. */
  maxWaitingLines?: number;
  /** Size that the database file may reach, bytes; beyond it `append` refuses with `disk_full`. Absent: the disk decides. */
  maxBytes?: number;
}

/** Lines of one transaction: beyond this a flush to disk costs next to nothing per line. */
const MAX_LINES_PER_COMMIT = 2000;
/** Entries removed by one transaction of `trim`, so that appends get their turn between. */
const MAX_ENTRIES_PER_TRIM = 500;
const RESENDS_KEPT = 1000;

/** The event log in one SQLite database (WAL, synchronous=FULL) of one directory. One process writes, others may read. */
export class EmbeddedLog implements EventLog {
  readonly kind = 'embedded';
  readonly #database: DatabaseSync;
  readonly #groups: DatabaseSync;
  readonly #reader: EmbeddedLogReader;
  readonly #ledger: EmbeddedLedger;
  readonly #commits: GroupCommit<Appended, AppendOutcome>;
  readonly #options: EmbeddedLogOptions;
  readonly #addEntry: StatementSync;
  readonly #moveShard: StatementSync;
  readonly #end: StatementSync;
  readonly #addDeadLetter: StatementSync;

  /** Creates the database where it is absent. Throws LogError. */
  constructor(options: EmbeddedLogOptions) {
    const { directory, busyTimeoutMs = 2000, maxBytes, maxWaitingLines = 500_000 } = options;
    this.#options = options;
    this.#database = openLogForWriting({ directory, busyTimeoutMs });
    this.#groups = openGroups({ directory, busyTimeoutMs });
    this.#reader = new EmbeddedLogReader(options);
    this.#ledger = new EmbeddedLedger(this.#database);
    if (maxBytes !== undefined) {
      const { page_size } = this.#database.prepare('PRAGMA page_size').get() as { page_size: number };
      this.#database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / page_size))}`);
    }
    this.#addEntry = this.#database.prepare(
      'INSERT INTO entry (id, shard, received_at, line_count, lines_through, lines) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#moveShard = this.#database.prepare(
      `INSERT INTO shard (name, last_id, line_count) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET last_id = excluded.last_id, line_count = line_count + excluded.line_count`,
    );
    this.#end = this.#database.prepare(
      'SELECT coalesce(max(last_id), 0) AS id, coalesce(sum(line_count), 0) AS lines FROM shard',
    );
    this.#addDeadLetter = this.#database.prepare(
      'INSERT INTO dead_letter (shard, received_at, code, message, line, p, e, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#commits = new GroupCommit({
      commit: (lines) => this.#commit(lines),
      maxItems: MAX_LINES_PER_COMMIT,
      maxWaiting: maxWaitingLines,
      parallel: 1,
    });
  }

  async append(lines: readonly Appended[]): Promise<AppendOutcome[]> {
    assertSingleLines(lines);
    return this.#commits.add(lines);
  }

  async bury(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    inTransaction(this.#database, () => {
      for (const { shard, receivedAt, code, message, line, identity } of letters) {
        const { p = null, e = null, n = null } = identity ?? {};
        this.#addDeadLetter.run(shard, receivedAt, code, maskDigits(message), maskDigits(line), p, e, n);
        if (identity !== null) this.#ledger.reject(identity);
      }
    });
  }

  deadLetters(limit: number): Promise<DeadLetter[]> {
    return this.#reader.deadLetters(limit);
  }

  tail(from: LogPosition): LogTail {
    return this.#reader.tail(from);
  }

  group(name: string): Promise<LogGroup> {
    return this.#reader.group(name);
  }

  ledger(): Promise<SequenceLedger[]> {
    return this.#reader.ledger();
  }

  end(): Promise<LogPosition> {
    return this.#reader.end();
  }

  async trim(beforeMs: number): Promise<number> {
    const now = this.#options.now();
    const place = guarded(() => this.#groups.prepare('SELECT min(id) AS id FROM position').get()) as {
      id: number | null;
    };
    const oldest = this.#database.prepare('SELECT id, received_at FROM entry WHERE id <= ? ORDER BY id LIMIT ?');
    const remove = this.#database.prepare('DELETE FROM entry WHERE id <= ?');
    let removed = 0;
    for (let more = true; more;) {
      more = inTransaction(this.#database, () => {
        const rows = oldest.all(place.id ?? Number.MAX_SAFE_INTEGER, MAX_ENTRIES_PER_TRIM) as {
          id: number;
          received_at: number;
        }[];
        const firstKept = rows.findIndex((row) => row.received_at >= beforeMs);
        const last = rows[(firstKept === -1 ? rows.length : firstKept) - 1];
        if (last === undefined) return false;
        removed += Number(remove.run(last.id).changes);
        return firstKept === -1 && rows.length === MAX_ENTRIES_PER_TRIM;
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    inTransaction(this.#database, () => {
      this.#database.prepare('DELETE FROM dead_letter WHERE received_at < ?').run(now - DEAD_LETTER_KEEP_MS);
      this.#ledger.forgetDigests(now - DIGEST_KEEP_MS);
    });
    return removed;
  }

  async requestResend(p: string, e: number, from: number, to: number): Promise<void> {
    inTransaction(this.#database, () => {
      this.#database.prepare('INSERT INTO resend (p, e, first, last) VALUES (?, ?, ?, ?)').run(p, e, from, to);
      this.#database
        .prepare(
          'DELETE FROM resend WHERE p = ? AND id <= (SELECT id FROM resend WHERE p = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
        )
        .run(p, p, RESENDS_KEPT);
    });
  }

  async resendRequests(p: string): Promise<ResendRequest[]> {
    const rows = guarded(() =>
      this.#database.prepare('SELECT p, e, first, last FROM resend WHERE p = ? ORDER BY id').all(p),
    );
    return (rows as { e: number; first: number; last: number }[]).map(({ e, first, last }) => ({
      p,
      e,
      from: first,
      to: last,
    }));
  }

  async durability(): Promise<{ durable: boolean; reason: string | null }> {
    const { synchronous } = guarded(() => this.#database.prepare('PRAGMA synchronous').get()) as {
      synchronous: number;
    };
    const { journal_mode } = guarded(() => this.#database.prepare('PRAGMA journal_mode').get()) as {
      journal_mode: string;
    };
    if (synchronous >= 2 && journal_mode === 'wal') return { durable: true, reason: null };
    const reason = `The database runs with journal_mode=${journal_mode}, synchronous=${synchronous}; durable is wal with 2 (FULL).`;
    return { durable: false, reason };
  }

  ping(): Promise<void> {
    return this.#reader.ping();
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    await this.#reader.close();
    if (this.#groups.isOpen) this.#groups.close();
    if (this.#database.isOpen) this.#database.close();
  }

  #commit(lines: readonly Appended[]): AppendOutcome[] {
    const now = this.#options.now();
    const outcomes = inTransaction(this.#database, () => {
      const decided = this.#ledger.receive(lines, now);
      const end = this.#end.get() as { id: number; lines: number };
      for (const chunk of entryChunks(lines, decided)) {
        const count = chunk.lines.length;
        end.id += 1;
        end.lines += count;
        this.#addEntry.run(end.id, chunk.shard, now, count, end.lines, chunk.lines.join('\n'));
        this.#moveShard.run(chunk.shard, end.id, count);
      }
      return decided;
    });
    this.#reader.wake();
    this.#options.onCommit?.();
    return outcomes;
  }
}

/** Opens the log for its one writer and creates it where it is absent. Throws LogError. */
export const openEmbeddedLog = (options: EmbeddedLogOptions): EmbeddedLog => new EmbeddedLog(options);
