/** A document that the app owns (a person, a session, a display link, an audit entry ...): plain JSON. */
export type Document = Record<string, unknown>;

/**
 * The documents of the app behind one small interface. Two implementations (embedded SQLite, Redis) keep one contract.
 * A collection is a noun in the plural, an id is opaque.
 */
export interface DocumentStore {
  readonly kind: 'embedded' | 'redis';
  get<T extends object>(collection: string, id: string): Promise<T | null>;
  /** Creates or replaces. With `expiresAt` (ms UTC) the document is gone after that instant. Durable when it resolves. */
  put<T extends object>(collection: string, id: string, document: T, options?: { expiresAt?: number }): Promise<void>;
  /** Creates; false where the id exists already. */
  create<T extends object>(collection: string, id: string, document: T, options?: { expiresAt?: number }): Promise<boolean>;
  delete(collection: string, id: string): Promise<boolean>;
  /** All live documents of a collection, by id ascending. */
  list<T extends object>(collection: string): Promise<{ id: string; document: T }[]>;
  close(): Promise<void>;
}
