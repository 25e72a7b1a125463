import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import { dimensionVersions } from '#lib/warehouse/dimension-versions.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { Chance } from '../parity/chance.ts';
import { cutOffAt } from '../warehouse/interrupted.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { survivorsInMemory, survivorsInWarehouse } from '../warehouse/surviving-facts.ts';
import { correctedFloor } from './corrected-floor.ts';
import { engineOf, versionsOf } from './as-it-counts.ts';

const RECEIVED_AT = Date.UTC(2026, 2, 31);
const FRESH = Date.now() % 2 ** 31;
const LIMITS = { recentKeys: 20, filterKeys: 100_000 };

let spaces: Record<'embedded' | 'server', Spaces>;
beforeAll(async () => {
  spaces = { embedded: await openSpaces('embedded'), server: await openSpaces('server') };
}, 60_000);
afterAll(async () => {
  await spaces.server.close();
  await spaces.embedded.close();
});

async function write(warehouse: Warehouse, lines: readonly string[], batches: number): Promise<void> {
  const writer = await BatchWriter.open(warehouse, LIMITS);
  const size = Math.ceil(lines.length / batches);
  for (let at = 0; at < lines.length; at += size) {
    const entry = { shard: '_', id: String(at), receivedAt: RECEIVED_AT, lines: lines.slice(at, at + size) };
    await writer.write(writer.read([entry]));
  }
}

/** What stands, whoever told it: a correction tells a fact of its own right. */
const plain = (survivors: Record<string, Record<string, unknown>>): unknown =>
  Object.fromEntries(
    Object.entries(survivors).map(([id, row]) => [
      id,
      { ...row, rank: row.rank === 3 ? 2 : row.rank, p: (row.p as string).replace(/-given$/, '') },
    ]),
  );

for (const { seed, kind } of [
  { seed: 1, kind: 'embedded' as const },
  { seed: 2, kind: 'server' as const },
  { seed: FRESH, kind: 'embedded' as const },
]) {
  test(`[CR2] history with corrections in any order, repeated, in any batches, is the history that they make: ${kind}, seed ${seed}`, async () => {
    const { corrected, clean } = correctedFloor(seed, 60);
    const expected = plain(survivorsInMemory(clean.lines));
    const chance = new Chance(seed + 5);
    const warehouse = await spaces[kind].fresh();
    const mixed = chance.shuffled([...corrected.lines, ...corrected.lines.filter(() => chance.happens(0.1))]);
    await write(warehouse, mixed, 3);
    expect(plain(await survivorsInWarehouse(warehouse)), `seed ${seed}`).toEqual(expected);
    expect(versionsOf(new Dimensions(await dimensionVersions(warehouse)))).toEqual(
      versionsOf(engineOf(clean.lines).register.dimensions()),
    );
    // Everything once more, as after a start from an old position of the log.
    await write(warehouse, chance.shuffled(corrected.lines), 2);
    expect(plain(await survivorsInWarehouse(warehouse)), `seed ${seed}, again`).toEqual(expected);
  }, 120_000);

  test(`[CR3] a batch with corrections that is cut short anywhere, and written again in other borders, changes no fact: ${kind}, seed ${seed}`, async () => {
    const { corrected, clean } = correctedFloor(seed + 1, 30);
    const expected = plain(survivorsInMemory(clean.lines));
    const chance = new Chance(seed + 6);
    const isCorrection = (line: string): boolean => line.includes('"t":"correction"');
    for (const lines of [
      chance.shuffled(corrected.lines),
      [
        ...chance.shuffled(corrected.lines.filter((line) => !isCorrection(line))),
        ...corrected.lines.filter(isCorrection),
      ],
    ]) {
      const warehouse = await spaces[kind].fresh();
      let cuts = 0;
      for (const [place, written] of [
        [chance.whole(8, 24), true],
        [chance.whole(3, 30), false],
        ['fact_visit', false],
        ['fact_index', true],
      ] as const) {
        await write(cutOffAt(warehouse, place, written), lines, chance.whole(2, 4)).catch(() => (cuts += 1));
      }
      await write(warehouse, lines, chance.whole(1, 3));
      expect(plain(await survivorsInWarehouse(warehouse)), `seed ${seed}`).toEqual(expected);
      expect(cuts).toBeGreaterThan(1);
    }
  }, 120_000);
}
