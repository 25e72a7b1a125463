/** A document that the app owns (a person, a session, a display link, an audit entry ...): plain JSON. */
export type Document = Record<string, unknown>;

/**
 * The documents of the app behind one small interface. Two implementations (embedded SQLite, Redis) keep one contract.
 * A collection is a noun in the plural, an id is opaque. Every method rejects with DocumentStoreError where the store
 * cannot do it. Expiry is judged by the clock given at opening (embedded) or by the clock of the Redis server.
 */
export interface DocumentStore {
  readonly kind: 'embedded' | 'redis';
  get<T extends object>(collection: string, id: string): Promise<T | null>;
  /** Creates or replaces. With `expiresAt` (ms UTC) the document is gone after that instant. Durable when it resolves. */
  put<T extends object>(collection: string, id: string, document: T, options?: { expiresAt?: number }): Promise<void>;
  /** Creates; false where the id exists already. */
  create<T extends object>(
    collection: string,
    id: string,
    document: T,
    options?: { expiresAt?: number },
  ): Promise<boolean>;
  /** True where a live document was removed. */
  delete(collection: string, id: string): Promise<boolean>;
  /** All live documents of a collection, by id ascending (order of the UTF-8 bytes). */
  list<T extends object>(collection: string): Promise<{ id: string; document: T }[]>;
  close(): Promise<void>;
}

/** The store could not read or write. Where a write rejected, nothing of it may be taken as durable. */
export class DocumentStoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DocumentStoreError';
  }
}
