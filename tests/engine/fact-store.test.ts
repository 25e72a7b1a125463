import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DimensionTable } from '#lib/engine/dimension-table.ts';
import { FactStore } from '#lib/engine/fact-store.ts';
import { Interner } from '#lib/engine/interner.ts';
import { parseLine } from '#lib/events/parse.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { FACT_KINDS, FACT_KIND_NAMES, type ColumnShape, type FactKind } from '#lib/metrics/fact-kinds.ts';
import { mergeFact, type Fact } from '#lib/metrics/fact.ts';
import { factsOf } from '#lib/metrics/facts.ts';
import { START_AT, randomLines } from '../warehouse/random-events.ts';

const SEEDS = [1, START_AT % 100_003, Date.now() % 2_147_483_647];

const factsOfLine = (line: string): Fact[] => {
  const parsed = parseLine(line);
  if (!parsed.ok) throw new Error(parsed.rejection.message);
  return factsOf(parsed.event);
};
const idOf = (fact: Fact): string => `${fact.dims.site ?? ''}\u001f${fact.key}`;

function newStores(): Record<FactKind, FactStore> {
  const dimensions = new DimensionTable();
  const texts = new Interner();
  return Object.fromEntries(FACT_KIND_NAMES.map((kind) => [kind, new FactStore(kind, dimensions, texts)])) as never;
}

/** What stands in a store, by key, as plain values; and whether its indexes hold every row in its place, once. */
function standing(store: FactStore, dimensions: DimensionTable): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const { keys } = store.stored();
  keys.forEach((key, row) => {
    if (key === null) return;
    const from = store.column('from')[row]!;
    const to = store.column('to')[row]!;
    const measures = Object.entries(FACT_KINDS[store.kind].columns as Record<string, ColumnShape>).map(
      ([name, shape]) => {
        if (shape.type === 'texts') return [name, store.texts(name, row)];
        const value = store.column(name)[row]!;
        return [
          name,
          shape.type === 'enum'
            ? (shape.values[value] ?? null)
            : shape.type === 'text'
              ? value < 0
                ? null
                : store.text(value)
              : Number.isNaN(value)
                ? null
                : value,
        ];
      },
    );
    const dims = dimensions.combinations[store.column('dims')[row]!]!;
    found[store.keyOf(row)] = {
      from,
      to: Number.isNaN(to) ? null : to,
      open: store.places.open.has(row),
      ended: times(store, 'ended', to, row),
      entered: store.kind === 'visit' ? times(store, 'entered', from, row) : 1,
      dims: Object.fromEntries(DIMENSIONS.flatMap((name) => (dims[name] ? [[name, dims[name]]] : []))),
      measures: Object.fromEntries(measures),
    };
  });
  return found;
}

function times(store: FactStore, index: 'ended' | 'entered', instant: number, row: number): number {
  return store.places[index].rows(store.places[index].period(instant)).filter((other) => other === row).length;
}

function expected(kind: FactKind, facts: readonly Fact[]): Record<string, unknown> {
  const survivors = new Map<string, Fact>();
  for (const fact of facts) {
    if (fact.kind !== kind) continue;
    const merged = mergeFact(survivors.get(idOf(fact)) ?? null, fact);
    if (merged) survivors.set(idOf(fact), merged);
  }
  return Object.fromEntries(
    [...survivors].map(([id, { from, to, dims, measures }]) => [
      id,
      {
        from,
        to,
        open: to === null,
        ended: to === null ? 0 : 1,
        entered: 1,
        dims: Object.fromEntries(DIMENSIONS.flatMap((name) => (dims[name] ? [[name, dims[name]]] : []))),
        measures: { ...measures },
      },
    ]),
  );
}

test.for(SEEDS)('[EN1] a store holds what merging fact by fact gives, in any order and repetition, seed %i', (seed) => {
  fc.assert(
    fc.property(
      randomLines(40).chain((lines) =>
        fc.tuple(fc.constant(lines), fc.shuffledSubarray([...lines, ...lines], { minLength: 80 })),
      ),
      ([lines, shuffled]) => {
        const dimensions = new DimensionTable();
        const texts = new Interner();
        const all = lines.flatMap(factsOfLine);
        for (const kind of FACT_KIND_NAMES) {
          const store = new FactStore(kind, dimensions, texts);
          for (const fact of shuffled.flatMap(factsOfLine)) if (fact.kind === kind) store.upsert(fact);
          const wanted = expected(kind, all);
          expect(standing(store, dimensions)).toEqual(wanted);
          const restored = new FactStore(kind, dimensions, texts, structuredClone(store.stored()));
          expect(standing(restored, dimensions)).toEqual(wanted);
        }
      },
    ),
    { seed, numRuns: 60 },
  );
});

test('[EN2] facts that began and ended before an instant are forgotten, everything else stays', () => {
  const { visit } = newStores();
  const put = (id: string, fromMs: number, waitMs: number | null): void => {
    const d = {
      site: 'cs',
      visit: id,
      enqueuedAt: START_AT + fromMs,
      ...(waitMs === null ? {} : { waitMs, outcome: 'answered' }),
    };
    const t = waitMs === null ? 'queue.entered' : 'queue.left';
    for (const fact of factsOfLine(JSON.stringify({ v: 1, t, p: 'a', e: 1, n: 1, at: START_AT, d })))
      visit.upsert(fact);
  };
  const limit = 600_000;
  put('before', 0, 1_000);
  put('across', limit - 1_000, 1_000);
  put('after', limit, 5);
  put('open', 0, null);
  put('backwards', limit + 1, -2 * limit);
  expect(visit.forgetBefore(START_AT + limit)).toBe(1);
  const keys = (): string[] =>
    visit
      .stored()
      .keys.flatMap((key) => (key === null ? [] : [key]))
      .sort();
  expect(keys()).toEqual(['across', 'after', 'backwards', 'open']);
  // The place of the forgotten one is used again, and the forgotten one can come again.
  put('new', 0, 1_000);
  put('before', 0, 1_000);
  expect(keys()).toEqual(['across', 'after', 'backwards', 'before', 'new', 'open']);
  expect(visit.forgetBefore(START_AT + limit)).toBe(2);
});

test.for(SEEDS)('[EN12] what an event told is found again, wherever it stands, and nothing else, seed %i', (seed) => {
  fc.assert(
    fc.property(
      randomLines(40).chain((lines) => fc.shuffledSubarray([...lines, ...lines], { minLength: 80 })),
      fc.boolean(),
      (lines, forgets) => {
        const dimensions = new DimensionTable();
        const texts = new Interner();
        const facts = lines.flatMap(factsOfLine);
        const limit = START_AT + 30 * 60_000;
        for (const kind of FACT_KIND_NAMES) {
          const store = new FactStore(kind, dimensions, texts);
          const own = facts.filter((fact) => fact.kind === kind);
          for (const fact of own) store.upsert(fact);
          // Taken out and put back many times, so that most of what is known of sources is stale.
          for (let round = 0; round < 6; round += 1)
            for (const { key, dims } of own)
              for (const piece of store.extract(dims.site ?? null, key)) store.upsert(piece);
          if (forgets) store.forgetBefore(limit);
          const restored = new FactStore(kind, dimensions, texts, structuredClone(store.stored()));
          const kept = new Set<string>();
          store.eachRow((row) => kept.add(store.keyOf(row)));
          for (const { p, e, n } of own) {
            const told = own.filter((fact) => fact.p === p && fact.e === e && fact.n === n && kept.has(idOf(fact)));
            const keys = [...new Set(told.map(idOf))].sort();
            const found = (from: FactStore) =>
              from.keysFrom([{ p, e, n }]).map(({ site, key }) => `${site ?? ''}\u001f${key}`);
            expect(found(store).sort()).toEqual(keys);
            expect(found(restored).sort()).toEqual(keys);
          }
          expect(store.keysFrom([{ p: 'nobody', e: 1, n: 1 }])).toEqual([]);
        }
      },
    ),
    { seed, numRuns: 40 },
  );
});
