import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { guarded, inTransaction, openGroups, type DatabaseOptions } from './embedded-database.ts';
import { entryOf, type EntryRow } from './embedded-tail.ts';
import type { LogEntry, LogGroup } from './event-log.ts';
import type { WakeUp } from './wake-up.ts';

interface GroupOptions {
  database: DatabaseSync;
  name: string;
  files: DatabaseOptions;
  wakeUp: WakeUp;
  pollMs: number;
}

interface Delivered {
  lineCount: number;
  linesThrough: number;
  acknowledged: boolean;
}

/**
 * A group whose place in the log is one id, up to which everything is acknowledged, and the ids acknowledged beyond it.
 * An opened group starts at that id: what an earlier reader was given and did not acknowledge comes first by itself.
 */
export class EmbeddedGroup implements LogGroup {
  readonly skipped = 0;
  readonly #name: string;
  readonly #groups: DatabaseSync;
  readonly #wakeUp: WakeUp;
  readonly #pollMs: number;
  readonly #next: StatementSync;
  readonly #linesInLog: StatementSync;
  readonly #move: StatementSync;
  readonly #acknowledgeOne: StatementSync;
  readonly #forget: StatementSync;
  /** Given and not yet below the place, ascending by id. */
  readonly #delivered = new Map<number, Delivered>();
  /** Acknowledged by an earlier reader beyond the place. */
  readonly #done: Set<number>;
  #cursor: number;
  #closed = false;

  constructor({ database, name, files, wakeUp, pollMs }: GroupOptions) {
    this.#name = name;
    this.#wakeUp = wakeUp;
    this.#pollMs = pollMs;
    this.#next = database.prepare(
      'SELECT id, shard, received_at, line_count, lines_through, lines FROM entry WHERE id > ? ORDER BY id LIMIT ?',
    );
    this.#linesInLog = database.prepare('SELECT coalesce(sum(line_count), 0) AS lines FROM shard');
    this.#groups = openGroups(files);
    const groups = this.#groups;
    const start = startOfLog(database);
    groups
      .prepare('INSERT OR IGNORE INTO position (name, id, lines_through) VALUES (?, ?, ?)')
      .run(name, start.id, start.lines);
    this.#move = groups.prepare('UPDATE position SET id = ?, lines_through = ? WHERE name = ?');
    this.#acknowledgeOne = groups.prepare('INSERT OR IGNORE INTO acknowledged (name, id, line_count) VALUES (?, ?, ?)');
    this.#forget = groups.prepare('DELETE FROM acknowledged WHERE name = ? AND id <= ?');
    this.#cursor = this.#place().id;
    const done = groups.prepare('SELECT id FROM acknowledged WHERE name = ?').all(name) as { id: number }[];
    this.#done = new Set(done.map(({ id }) => id));
  }

  get closed(): boolean {
    return this.#closed;
  }

  read(maxEntries: number, waitMs: number): Promise<LogEntry[]> {
    return this.#wakeUp.until(
      () => this.#take(maxEntries),
      waitMs,
      this.#pollMs,
      () => this.#closed,
    );
  }

  async acknowledge(entries: readonly LogEntry[]): Promise<void> {
    const before = new Map<number, Delivered>();
    for (const { id } of entries) {
      const delivered = this.#delivered.get(Number(id));
      if (delivered !== undefined && !delivered.acknowledged) before.set(Number(id), delivered);
    }
    for (const delivered of before.values()) delivered.acknowledged = true;
    let place: { id: number; linesThrough: number } | null = null;
    for (const [id, delivered] of this.#delivered) {
      if (!delivered.acknowledged) break;
      place = { id, linesThrough: delivered.linesThrough };
    }
    try {
      inTransaction(this.#groups, () => {
        for (const [id, { lineCount }] of before) {
          if (place === null || id > place.id) this.#acknowledgeOne.run(this.#name, id, lineCount);
        }
        if (place === null) return;
        this.#move.run(place.id, place.linesThrough, this.#name);
        this.#forget.run(this.#name, place.id);
      });
    } catch (error) {
      for (const delivered of before.values()) delivered.acknowledged = false;
      throw error;
    }
    if (place === null) return;
    for (const id of this.#delivered.keys()) {
      if (id > place.id) break;
      this.#delivered.delete(id);
    }
  }

  async lag(): Promise<number> {
    return guarded(() => {
      const { lines } = this.#linesInLog.get() as { lines: number };
      const beyond = this.#groups
        .prepare('SELECT coalesce(sum(line_count), 0) AS lines FROM acknowledged WHERE name = ?')
        .get(this.#name) as { lines: number };
      return lines - this.#place().lines_through - beyond.lines;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wakeUp.wake();
    if (this.#groups.isOpen) this.#groups.close();
  }

  #take(maxEntries: number): LogEntry[] {
    const found: LogEntry[] = [];
    while (found.length === 0) {
      const rows = guarded(() => this.#next.all(this.#cursor, maxEntries)) as unknown as EntryRow[];
      if (rows.length === 0) break;
      for (const row of rows) {
        this.#cursor = row.id;
        const acknowledged = this.#done.delete(row.id);
        this.#delivered.set(row.id, { lineCount: row.line_count, linesThrough: row.lines_through, acknowledged });
        if (!acknowledged) found.push(entryOf(row));
      }
    }
    return found;
  }

  #place(): { id: number; lines_through: number } {
    return this.#groups.prepare('SELECT id, lines_through FROM position WHERE name = ?').get(this.#name) as {
      id: number;
      lines_through: number;
    };
  }
}

/** Before the oldest entry that still stands: a new group starts there, and what was trimmed before it is no lag. */
function startOfLog(database: DatabaseSync): { id: number; lines: number } {
  const oldest = database
    .prepare('SELECT id - 1 AS id, lines_through - line_count AS lines FROM entry ORDER BY id LIMIT 1')
    .get();
  const end = database.prepare(
    'SELECT coalesce(max(last_id), 0) AS id, coalesce(sum(line_count), 0) AS lines FROM shard',
  );
  return (oldest ?? end.get()) as { id: number; lines: number };
}
