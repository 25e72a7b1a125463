import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { guarded } from './embedded-database.ts';
import type { LogEntry, LogPosition, LogTail } from './event-log.ts';
import type { WakeUp } from './wake-up.ts';

interface TailOptions {
  database: DatabaseSync;
  from: LogPosition;
  wakeUp: WakeUp;
  pollMs: number;
}

export interface EntryRow {
  id: number;
  shard: string;
  received_at: number;
  line_count: number;
  lines_through: number;
  lines: string;
}

export const entryOf = ({ id, shard, received_at, lines }: EntryRow): LogEntry => ({
  shard,
  id: String(id),
  receivedAt: received_at,
  lines: lines.split('\n'),
});

/** Follows all shards by one cursor: ids rise over the whole log, so shards that appear later need no discovery. */
export class EmbeddedTail implements LogTail {
  /** Everything in the embedded log was written by it: nothing is ever passed over. */
  readonly skipped = 0;
  readonly #next: StatementSync;
  readonly #wakeUp: WakeUp;
  readonly #pollMs: number;
  readonly #position: Map<string, number>;
  #cursor: number;
  #closed = false;

  constructor({ database, from, wakeUp, pollMs }: TailOptions) {
    this.#next = database.prepare('SELECT id, shard, received_at, lines FROM entry WHERE id > ? ORDER BY id LIMIT ?');
    this.#wakeUp = wakeUp;
    this.#pollMs = pollMs;
    this.#position = new Map(Object.entries(from).map(([shard, id]) => [shard, Number(id)]));
    this.#cursor = startOf(database, this.#position);
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

  position(): LogPosition {
    return Object.fromEntries([...this.#position].map(([shard, id]) => [shard, String(id)]));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wakeUp.wake();
  }

  #take(maxEntries: number): LogEntry[] {
    for (;;) {
      const rows = guarded(() => this.#next.all(this.#cursor, maxEntries)) as unknown as EntryRow[];
      const last = rows.at(-1);
      if (last === undefined) return [];
      this.#cursor = last.id;
      const fresh = rows.filter(({ id, shard }) => id > (this.#position.get(shard) ?? 0));
      for (const { id, shard } of fresh) this.#position.set(shard, id);
      if (fresh.length > 0) return fresh.map(entryOf);
    }
  }
}

/** The id before the first entry, of any shard, that was not read yet. */
function startOf(database: DatabaseSync, position: ReadonlyMap<string, number>): number {
  const shards = database.prepare('SELECT name, last_id FROM shard').all() as { name: string; last_id: number }[];
  const firstAfter = database.prepare('SELECT id FROM entry WHERE shard = ? AND id > ? ORDER BY id LIMIT 1');
  let start = shards.reduce((highest, { last_id }) => Math.max(highest, last_id), 0);
  for (const { name, last_id } of shards) {
    const read = position.get(name) ?? 0;
    if (read >= last_id) continue;
    const first = firstAfter.get(name, read) as { id: number } | undefined;
    if (first !== undefined) start = Math.min(start, first.id - 1);
  }
  return start;
}
