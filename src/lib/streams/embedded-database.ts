import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LogError } from './event-log.ts';

/** The log itself: written by one process, read by any process of the same machine. */
const LOG_SCHEMA = `
  CREATE TABLE IF NOT EXISTS entry (
    -- rises over the whole log and never comes again, also after a trim: counted on from the shards
    id INTEGER PRIMARY KEY,
    shard TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    -- lines of the whole log up to and with this entry
    lines_through INTEGER NOT NULL,
    lines TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entry_shard ON entry (shard);
  -- outlives trimming: where a shard ends, and how many lines it ever took
  CREATE TABLE IF NOT EXISTS shard (
    name TEXT PRIMARY KEY,
    last_id INTEGER NOT NULL,
    line_count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS epoch (
    id INTEGER PRIMARY KEY,
    p TEXT NOT NULL,
    e INTEGER NOT NULL,
    UNIQUE (p, e)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS received (
    epoch INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (epoch, first)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rejected (
    epoch INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (epoch, first)
  ) STRICT, WITHOUT ROWID;
  -- digests of consecutive n; created_at is when the block was begun
  CREATE TABLE IF NOT EXISTS digest (
    epoch INTEGER NOT NULL,
    block INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    digests BLOB NOT NULL,
    PRIMARY KEY (epoch, block)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS digest_created ON digest (created_at);
  CREATE TABLE IF NOT EXISTS dead_letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shard TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    line TEXT NOT NULL,
    p TEXT, e INTEGER, n INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS resend (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    p TEXT NOT NULL,
    e INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS resend_producer ON resend (p);
`;

/** Where the groups stand: a file of its own, so that an acknowledgement never waits for an append, nor an append for it. */
const GROUP_SCHEMA = `
  CREATE TABLE IF NOT EXISTS position (
    name TEXT PRIMARY KEY,
    -- every entry up to this id is acknowledged
    id INTEGER NOT NULL,
    lines_through INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS acknowledged (
    name TEXT NOT NULL,
    id INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    PRIMARY KEY (name, id)
  ) STRICT, WITHOUT ROWID;
`;

const LOG_FILE = 'log.sqlite';
const GROUP_FILE = 'groups.sqlite';

export interface DatabaseOptions {
  directory: string;
  /** How long a statement waits for the lock of another process, ms. */
  busyTimeoutMs: number;
}

/** Opens the log for writing and creates it where it is absent. Throws LogError. */
export function openLogForWriting({ directory, busyTimeoutMs }: DatabaseOptions): DatabaseSync {
  return guarded(() => {
    mkdirSync(directory, { recursive: true });
    const database = new DatabaseSync(join(directory, LOG_FILE), { timeout: busyTimeoutMs });
    // Entries are rows of up to 500 lines: pages of 8 KiB write and read them a fifth faster than those of 4.
    database.exec(
      'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000;',
    );
    database.exec(LOG_SCHEMA);
    return database;
  });
}

/** Opens the log for reading beside its writer, from any process of this machine. Throws LogError where there is no log yet. */
export function openLogForReading({ directory, busyTimeoutMs }: DatabaseOptions): DatabaseSync {
  return guarded(() => new DatabaseSync(join(directory, LOG_FILE), { readOnly: true, timeout: busyTimeoutMs }));
}

/** Opens the positions of the groups. Throws LogError. */
export function openGroups({ directory, busyTimeoutMs }: DatabaseOptions): DatabaseSync {
  return guarded(() => {
    const database = new DatabaseSync(join(directory, GROUP_FILE), { timeout: busyTimeoutMs });
    // A position lost with the power is an entry delivered twice, which the group promises anyway: NORMAL is enough.
    // Entries are rows of up to 500 lines: pages of 8 KiB write and read them a fifth faster than those of 4.
    database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec(GROUP_SCHEMA);
    return database;
  });
}

/** Runs `work` in one transaction: all of it is kept, or nothing. Throws LogError. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  return guarded(() => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite may have rolled back by itself (disk full): a second ROLLBACK would hide the cause.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}

/** Runs `work` and turns what SQLite throws into a LogError. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asLogError(error);
  }
}

const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;

function asLogError(error: unknown): unknown {
  if (error instanceof LogError || error instanceof TypeError || error instanceof RangeError) return error;
  const { errcode, code, message } = error as { errcode?: number; code?: string; message?: string };
  const primary = errcode === undefined ? undefined : errcode & 0xff;
  const full =
    primary === SQLITE_FULL || code === 'ENOSPC' || (primary === SQLITE_IOERR && /ENOSPC|full/i.test(message ?? ''));
  if (full) {
    const text = `The disk of the event log is full (${message}). Nothing of this call is stored: free space or trim the log, then send it again.`;
    return new LogError('disk_full', text, { cause: error });
  }
  const text = `The event log cannot be used (${message}). Nothing of this call is stored: check the data directory, then send it again.`;
  return new LogError('log_down', text, { cause: error });
}
