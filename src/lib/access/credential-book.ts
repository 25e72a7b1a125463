import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';
import { digestOf, sameDigest } from './secrets.ts';

/** What a token and a display link have in common. The secret itself is nowhere. */
export interface Credential {
  id: string;
  /** SHA-256 of the secret, hex. */
  digest: string;
  /** ms UTC; null while it is in force. */
  revokedAt: number | null;
}

/** The credentials of one collection, held in memory so that judging a request reads no store. */
export interface CredentialBook<T extends Credential> {
  /** The credential in force with this secret, or null. */
  find(secret: string): Promise<T | null>;
  /** All, the revoked too. Read from the store. */
  list(): Promise<T[]>;
  get(id: string): Promise<T | null>;
  /** Writes and takes effect in this process before it resolves. */
  write(credential: T): Promise<void>;
  /** Reads the store now; tells `onGone` of what was in force and is no more. */
  refresh(): Promise<void>;
}

/**
 * A book over `collection`. What another process revokes is refused here after at most `staleMs`. While the store does
 * not answer, a book older than that refuses everything (rejects with DocumentStoreError) rather than trust it.
 */
export function openCredentialBook<T extends Credential>(options: {
  store: DocumentStore;
  collection: string;
  clock: Clock;
  staleMs: number;
  onGone: (credential: T) => void;
}): CredentialBook<T> {
  const { store, collection, clock, staleMs, onGone } = options;
  let inForce = new Map<string, T>();
  let readAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  let shared: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    const startedAt = clock.now();
    const listed = await store.list<T>(collection);
    const before = inForce;
    inForce = new Map();
    for (const { document } of listed) if (document.revokedAt === null) inForce.set(document.digest, document);
    readAt = startedAt;
    for (const [digest, credential] of before) if (!inForce.has(digest)) onGone(credential);
  };
  /** A reading that starts after all that began before, so that it sees every write that resolved. */
  const refresh = (): Promise<void> => {
    const next = last.then(read);
    last = next.catch(() => undefined);
    return next;
  };

  return {
    async find(secret) {
      if (Math.abs(clock.now() - readAt) >= staleMs) {
        shared ??= refresh().finally(() => {
          shared = null;
        });
        await shared;
      }
      const digest = digestOf(secret);
      const found = inForce.get(digest);
      return found !== undefined && sameDigest(found.digest, digest) ? found : null;
    },
    async list() {
      return (await store.list<T>(collection)).map((row) => row.document);
    },
    get: (id) => store.get<T>(collection, id),
    async write(credential) {
      await store.put(collection, credential.id, credential);
      await refresh();
    },
    refresh,
  };
}
