import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '#lib/streams/event-log.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { emptied } from './emptied.ts';
import { cutOffAt } from './interrupted.ts';
import { randomLines, START_AT } from './random-events.ts';
import { openSpaces, type Spaces } from './spaces.ts';
import { survivorsInMemory, survivorsInWarehouse } from './surviving-facts.ts';

let spaces: Spaces;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
}, 60_000);
afterAll(() => spaces.close());

// One key in memory: nearly every standing fact is looked up in the table.
const LIMITS = { recentKeys: 1, filterKeys: 1_000 };
/** Fewer keys than there are: the filter has to say yes to all. */
const CRAMPED = { recentKeys: 1, filterKeys: 2 };

const entryOf = (lines: string[]): LogEntry => ({ shard: 'cs', id: '1', receivedAt: START_AT, lines });

async function write(warehouse: Warehouse, batches: readonly string[][], limits = LIMITS): Promise<void> {
  const writer = await BatchWriter.open(warehouse, limits);
  for (const batch of batches) await writer.write(writer.read([entryOf(batch)]));
}

function cutInto(lines: readonly string[], borders: readonly number[]): string[][] {
  const cuts = [0, ...[...borders].sort((a, b) => a - b), lines.length];
  return cuts
    .slice(1)
    .map((to, place) => lines.slice(cuts[place], to))
    .filter((batch) => batch.length > 0);
}

const KEPT_SEEDS = [1, 1_772_438_400];
const RUNS = 5;

/** Any order, any repetition, any borders. */
const deliveries = randomLines(40).chain((lines) =>
  fc.record({
    lines: fc.constant(lines),
    order: fc.shuffledSubarray([...lines, ...lines.slice(0, 15)], { minLength: lines.length + 15 }),
    borders: fc.array(fc.nat(lines.length), { minLength: 1, maxLength: 3 }),
    again: fc.array(fc.nat(lines.length), { maxLength: 2 }),
    cutAt: fc.integer({ min: 1, max: 24 }),
    written: fc.boolean(),
  }),
);

for (const seed of [...KEPT_SEEDS, null]) {
  test(`[WH5] any order, repetition and batch borders give the facts of one pass in memory, seed ${seed ?? 'fresh'}`, async () => {
    let moved = 0;
    const warehouse = await spaces.fresh();
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ lines, order, borders, again }) => {
        await emptied(warehouse);
        await write(warehouse, cutInto(order, borders));
        await write(warehouse, cutInto(order.slice(0, 20), again));
        expect(await survivorsInWarehouse(warehouse)).toEqual(survivorsInMemory(lines));
        const [gone] = await warehouse.query<{ rows: number }>('SELECT count() AS rows FROM fact_visit WHERE gone = 1');
        moved += gone!.rows;
        expect(await warehouse.query('SELECT count() AS events FROM event_raw FINAL')).toEqual([
          { events: lines.length },
        ]);
      }),
      { numRuns: RUNS, ...(seed === null ? {} : { seed }), endOnFailure: true },
    );
    expect(moved).toBeGreaterThan(0);
  }, 120_000);

  test(`[WH6] a batch cut short anywhere and written again in other borders changes no fact, seed ${seed ?? 'fresh'}`, async () => {
    let cut = 0;
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ lines, order, borders, again, cutAt, written }) => {
        const warehouse = await spaces.fresh();
        await write(cutOffAt(warehouse, cutAt, written), cutInto(order, borders)).catch(() => (cut += 1));
        // As after a second crash, in other borders, earlier than the first.
        await write(cutOffAt(warehouse, 1 + (cutAt % 11), !written), cutInto(order, again)).catch(() => (cut += 1));
        await write(
          warehouse,
          cutInto(
            order,
            borders.map((border) => lines.length - border),
          ),
          CRAMPED,
        );
        expect(await survivorsInWarehouse(warehouse)).toEqual(survivorsInMemory(lines));
        for (const quarter of [0, 1, 2]) {
          const period: [number, number] = [START_AT + quarter * 900_000, START_AT + (quarter + 1) * 900_000];
          const inPeriod = Object.entries(survivorsInMemory(lines)).filter(
            ([, { from_at: from }]) => (from as number) >= period[0] && (from as number) < period[1],
          );
          expect(await survivorsInWarehouse(warehouse, period)).toEqual(Object.fromEntries(inPeriod));
        }
      }),
      { numRuns: RUNS, ...(seed === null ? {} : { seed }), endOnFailure: true },
    );
    expect(cut).toBeGreaterThan(RUNS / 2);
  }, 120_000);
}

const left = (n: number, enqueuedAt: number): string =>
  JSON.stringify({
    v: 1,
    t: 'queue.left',
    p: 'acd',
    e: START_AT,
    n,
    at: START_AT + n,
    d: { visit: 'v1', enqueuedAt, waitMs: n, outcome: 'abandoned' },
  });
const HOUR_MS = 3_600_000;
for (const { name, last } of [
  { name: 'the same event comes again', last: [left(2, START_AT + HOUR_MS)] },
  {
    name: 'it comes again with one that moves the visit on',
    last: [left(2, START_AT + HOUR_MS), left(3, START_AT + 2 * HOUR_MS)],
  },
]) {
  for (const written of [false, true]) {
    test(`[WH6] cut between the index and the facts of a visit that moves, then ${name}: it stands once, ${written ? 'facts written' : 'facts not written'}`, async () => {
      const warehouse = await spaces.fresh();
      await write(warehouse, [[left(1, START_AT)]]);
      const cut = write(cutOffAt(warehouse, 'fact_visit', written), [[left(2, START_AT + HOUR_MS)]]);
      await expect(cut).rejects.toMatchObject({ code: 'down' });
      await write(warehouse, [last]);
      expect(await survivorsInWarehouse(warehouse)).toEqual(survivorsInMemory([left(1, START_AT), ...last]));
      const touched = await warehouse.query(
        "SELECT slot_at, batch FROM interval_touched FINAL WHERE kind = 'visit' ORDER BY slot_at",
      );
      expect(touched).toContainEqual({ slot_at: START_AT, batch: 2 });
    });
  }
}

test('[WH5] a span is told in two halves by two events, in any order, also across batches and a restart', async () => {
  const state = (n: number, entered: number, prev: object | undefined, queues: string[]): string =>
    JSON.stringify({
      v: 1,
      t: 'agent.state',
      p: 'acd',
      e: START_AT,
      n,
      at: entered,
      d: { site: 'cs', agent: 'a1', state: 'READY', enteredAt: entered, prev, queues },
    });
  const opening = state(1, START_AT, undefined, ['svc']);
  const ending = state(2, START_AT + 500, { state: 'READY', enteredAt: START_AT }, ['col']);
  for (const order of [
    [opening, ending],
    [ending, opening],
  ]) {
    const warehouse = await spaces.fresh();
    for (const line of order) await write(warehouse, [[line]]);
    expect(await survivorsInWarehouse(warehouse)).toEqual(survivorsInMemory([opening, ending]));
    expect(
      await warehouse.query(`SELECT to_at, queues FROM fact_span FINAL WHERE gone = 0 AND from_at = ${START_AT}`),
    ).toEqual([{ to_at: START_AT + 500, queues: ['svc'] }]);
  }
});
