import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../time/clock.ts';
import { DocumentStoreError } from './document-store.ts';
import type { DocumentStore } from './document-store.ts';

/** How often a write also removes the expired documents from the file, ms of the given clock. */
const SWEEP_EVERY_MS = 10 * 60_000;
/** How long a write waits for another process that is writing, ms. */
const BUSY_MS = 5_000;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS documents (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document)),
    expires_at INTEGER,
    PRIMARY KEY (collection, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS documents_by_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
`;

/**
 * The document store in one SQLite file, `documents.sqlite` in `directory` (made where it is absent). Every write is
 * synced to the disk before it resolves. Several processes may open the same file. Throws DocumentStoreError.
 */
export function openEmbeddedStore(options: { directory: string; clock: Clock }): DocumentStore {
  const { directory, clock } = options;
  const path = join(directory, 'documents.sqlite');
  const attempt = <T>(doing: string, work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw new DocumentStoreError(
        `Could not ${doing} the document file ${path}: ${(cause as Error).message}. ` +
          'Accounts, tokens and settings are unavailable, counting goes on; check the disk and the rights of the file.',
        { cause },
      );
    }
  };

  const database = attempt('open', () => {
    mkdirSync(directory, { recursive: true });
    const opened = new DatabaseSync(path, { timeout: BUSY_MS });
    opened.exec(SCHEMA);
    return opened;
  });
  const live = '(expires_at IS NULL OR expires_at > :now)';
  const select = database.prepare(
    `SELECT document FROM documents WHERE collection = :collection AND id = :id AND ${live}`,
  );
  const selectAll = database.prepare(
    `SELECT id, document FROM documents WHERE collection = :collection AND ${live} ORDER BY id`,
  );
  const upsert = database.prepare(
    `INSERT INTO documents VALUES (:collection, :id, :document, :expiresAt)
     ON CONFLICT DO UPDATE SET document = excluded.document, expires_at = excluded.expires_at`,
  );
  // An expired document that is still in the file is no obstacle to a new one.
  const insert = database.prepare(
    `INSERT INTO documents VALUES (:collection, :id, :document, :expiresAt)
     ON CONFLICT DO UPDATE SET document = excluded.document, expires_at = excluded.expires_at
     WHERE documents.expires_at <= :now`,
  );
  const remove = database.prepare(`DELETE FROM documents WHERE collection = :collection AND id = :id AND ${live}`);
  const removeExpired = database.prepare('DELETE FROM documents WHERE expires_at <= :now');

  let sweptAt = Number.NEGATIVE_INFINITY;
  const sweep = (): void => {
    const now = clock.now();
    if (Math.abs(now - sweptAt) < SWEEP_EVERY_MS) return;
    sweptAt = now;
    removeExpired.run({ now });
  };

  return {
    kind: 'embedded',
    async get<T extends object>(collection: string, id: string) {
      const row = attempt('read', () => select.get({ collection, id, now: clock.now() }));
      return row === undefined ? null : (JSON.parse(row['document'] as string) as T);
    },
    async put(collection, id, document, { expiresAt } = {}) {
      attempt('write', () => {
        upsert.run({ collection, id, document: JSON.stringify(document), expiresAt: expiresAt ?? null });
        sweep();
      });
    },
    async create(collection, id, document, { expiresAt } = {}) {
      return attempt('write', () => {
        const written = insert.run({
          collection,
          id,
          document: JSON.stringify(document),
          expiresAt: expiresAt ?? null,
          now: clock.now(),
        });
        sweep();
        return Number(written.changes) === 1;
      });
    },
    async delete(collection, id) {
      return attempt('write', () => Number(remove.run({ collection, id, now: clock.now() }).changes) === 1);
    },
    async list<T extends object>(collection: string) {
      const rows = attempt('read', () => selectAll.all({ collection, now: clock.now() }));
      return rows.map((row) => ({ id: row['id'] as string, document: JSON.parse(row['document'] as string) as T }));
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}
