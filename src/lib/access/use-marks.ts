import type { DocumentStore } from '../store/document-store.ts';
import type { Clock } from '../time/clock.ts';

/** When something was last used, to the minute: marked on every request, written once a minute at most. */
export interface UseMarks {
  mark(id: string): void;
  /** id -> ms UTC of the last use known to this process or written by any. */
  all(): Promise<Map<string, number>>;
  /** Resolves when the writes under way are done. */
  settle(): Promise<void>;
}

/** Longest time between a use and its mark in the store, ms. */
export const MARK_EVERY_MS = 60_000;

/** Marks in a collection of their own, so that a mark never overwrites a revocation made elsewhere. */
export function openUseMarks(options: {
  store: DocumentStore;
  collection: string;
  clock: Clock;
  onProblem: (error: Error) => void;
}): UseMarks {
  const { store, collection, clock, onProblem } = options;
  const writtenAt = new Map<string, number>();
  const seenAt = new Map<string, number>();
  const writing = new Set<Promise<void>>();
  return {
    mark(id) {
      const at = clock.now();
      seenAt.set(id, at);
      if (Math.abs(at - (writtenAt.get(id) ?? Number.NEGATIVE_INFINITY)) < MARK_EVERY_MS) return;
      writtenAt.set(id, at);
      const write: Promise<void> = store
        .put(collection, id, { at })
        .catch(onProblem)
        .finally(() => writing.delete(write));
      writing.add(write);
    },
    async all() {
      const marks = new Map<string, number>();
      for (const { id, document } of await store.list<{ at: number }>(collection)) marks.set(id, document.at);
      for (const [id, at] of seenAt) marks.set(id, Math.max(at, marks.get(id) ?? at));
      return marks;
    },
    async settle() {
      await Promise.all(writing);
    },
  };
}
