import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentStore } from '#lib/store/document-store.ts';

/** One document store under test: an empty one, the ways to lose it, and the clock that judges expiry. */
export interface StoreBench {
  open(): Promise<DocumentStore>;
  /** Instant by the clock that judges expiry, ms UTC. */
  now(): Promise<number>;
  /** Resolves when that clock has passed the instant: a controlled clock is set, a real one is waited for. */
  passes(instant: number): Promise<void>;
}

/** The rules that every document store keeps. `open` gives a store over the same documents each time. */
export function registerDocumentStoreContract(kind: string, bench: () => StoreBench): void {
  const fresh = (() => {
    let count = 0;
    return () => `things-${process.pid}-${count++}`;
  })();
  const withStore = async (work: (store: DocumentStore) => Promise<void>): Promise<void> => {
    const store = await bench().open();
    try {
      await work(store);
    } finally {
      await store.close();
    }
  };

  test(`[DOC1] ${kind}: what was put is read back, and a second put replaces the whole document`, () =>
    withStore(async (store) => {
      const things = fresh();
      expect(await store.get(things, 'a')).toBeNull();
      await store.put(things, 'a', { name: '客服一组', deep: { list: [1, null, 'x'] }, old: true });
      expect(await store.get(things, 'a')).toEqual({ name: '客服一组', deep: { list: [1, null, 'x'] }, old: true });
      await store.put(things, 'a', { name: 'second' });
      expect(await store.get(things, 'a')).toEqual({ name: 'second' });
      expect(await store.list(things)).toEqual([{ id: 'a', document: { name: 'second' } }]);
    }));

  test(`[DOC2] ${kind}: of many that create the same id at once one succeeds, and its document stands`, async () => {
    const things = fresh();
    const stores = await Promise.all([bench().open(), bench().open(), bench().open()]);
    try {
      const outcomes = await Promise.all(
        Array.from({ length: 30 }, async (_, number) => ({
          number,
          created: await stores[number % stores.length]!.create(things, 'one', { number }),
        })),
      );
      const winners = outcomes.filter((outcome) => outcome.created);
      expect(winners).toHaveLength(1);
      expect(await stores[0]!.get(things, 'one')).toEqual({ number: winners[0]!.number });
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  });

  test(`[DOC3] ${kind}: a document is gone once its instant has passed, from get and list, and its id is free again`, () =>
    withStore(async (store) => {
      const things = fresh();
      const now = await bench().now();
      await store.put(things, 'brief', { is: 'brief' }, { expiresAt: now + 400 });
      await store.put(things, 'later', { is: 'later' }, { expiresAt: now + 3_600_000 });
      await store.put(things, 'ever', { is: 'ever' });
      await store.put(things, 'past', { is: 'past' }, { expiresAt: now - 1 });
      expect(await store.get(things, 'brief')).toEqual({ is: 'brief' });
      expect(await store.get(things, 'past')).toBeNull();
      expect(await store.create(things, 'brief', { is: 'other' })).toBe(false);
      await bench().passes(now + 400);
      expect(await store.get(things, 'brief')).toBeNull();
      expect((await store.list(things)).map((entry) => entry.id)).toEqual(['ever', 'later']);
      expect(await store.delete(things, 'brief')).toBe(false);
      expect(await store.create(things, 'brief', { is: 'again' })).toBe(true);
      expect(await store.create(things, 'past', { is: 'again' })).toBe(true);
      expect((await store.list(things)).map((entry) => entry.id)).toEqual(['brief', 'ever', 'later', 'past']);
    }));

  test(`[DOC3] ${kind}: a put without an instant takes the instant of the document before it away`, () =>
    withStore(async (store) => {
      const things = fresh();
      const now = await bench().now();
      await store.put(things, 'a', { is: 'brief' }, { expiresAt: now + 300 });
      await store.put(things, 'a', { is: 'ever' });
      await bench().passes(now + 300);
      expect(await store.get(things, 'a')).toEqual({ is: 'ever' });
    }));

  test(`[DOC4] ${kind}: a list is sorted by the bytes of the id and holds its own collection only`, () =>
    withStore(async (store) => {
      const things = fresh();
      const ids = ['b', 'a', '10', '9', 'Z', 'é', '\u{1F600}', '\uFFFD', 'a:b', '{x}', 'a b'];
      for (const id of ids) await store.put(things, id, { id });
      await store.put(`${things}:x`, 'stranger', {});
      const listed = await store.list<{ id: string }>(things);
      expect(listed.map((entry) => entry.id)).toEqual(
        [...ids].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))),
      );
      expect(listed.every((entry) => entry.document.id === entry.id)).toBe(true);
      expect(await store.list(fresh())).toEqual([]);
    }));

  test(`[DOC5] ${kind}: delete tells whether something was there`, () =>
    withStore(async (store) => {
      const things = fresh();
      await store.put(things, 'a', {});
      expect(await store.delete(things, 'a')).toBe(true);
      expect(await store.delete(things, 'a')).toBe(false);
      expect(await store.get(things, 'a')).toBeNull();
      expect(await store.list(things)).toEqual([]);
    }));

  test(`[DOC1] ${kind}: any sequence of puts, creates and deletes leaves what a plain map would hold`, () =>
    withStore(async (store) => {
      const step = fc.record({
        verb: fc.constantFrom('put', 'create', 'delete'),
        id: fc.constantFrom('a', 'b', 'ü', 'a:b'),
        document: fc.dictionary(
          fc.string(),
          fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
        ),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const things = fresh();
          const model = new Map<string, string>();
          for (const { verb, id, document } of steps) {
            if (verb === 'put') {
              await store.put(things, id, document);
              model.set(id, JSON.stringify(document));
            } else if (verb === 'create') {
              expect(await store.create(things, id, document)).toBe(!model.has(id));
              if (!model.has(id)) model.set(id, JSON.stringify(document));
            } else {
              expect(await store.delete(things, id)).toBe(model.delete(id));
            }
          }
          const listed = new Map((await store.list(things)).map((entry) => [entry.id, JSON.stringify(entry.document)]));
          expect(listed).toEqual(model);
        }),
        { numRuns: 60 },
      );
    }));

  test(`[DOC6] ${kind}: a store that was closed and opened again holds what was put`, async () => {
    const things = fresh();
    await withStore((store) => store.put(things, 'a', { number: 1 }));
    await withStore(async (store) => expect(await store.get(things, 'a')).toEqual({ number: 1 }));
  });
}
