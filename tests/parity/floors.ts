import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import { BatchWriter } from '#lib/warehouse/batch-writer.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { Chance } from './chance.ts';
import type { RandomFloor } from './random-floor.ts';

/** Zone of sites that set none. */
export const DEFAULT_ZONE = 'America/St_Johns';

const RECEIVED_AT = Date.UTC(2026, 2, 31);

/** An engine that was given the lines in some order, a part of them twice. */
export function foldedEngine({ lines, seed }: RandomFloor): Engine {
  const engine = new Engine(DEFAULT_ZONE);
  const chance = new Chance(seed + 1);
  for (const line of withRepeats(lines, chance)) {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(`${parsed.rejection.message} ${line}`);
    engine.fold(parsed.event, RECEIVED_AT);
  }
  return engine;
}

/** Writes the lines in another order, in batches, a part of them twice. */
export async function writeFloor(warehouse: Warehouse, { lines, seed }: RandomFloor, batches = 3): Promise<void> {
  const chance = new Chance(seed + 2);
  const writer = await BatchWriter.open(warehouse, { recentKeys: 50, filterKeys: 100_000 });
  const mixed = withRepeats(lines, chance);
  const size = Math.ceil(mixed.length / batches);
  for (let at = 0; at < mixed.length; at += size) {
    const entry = { shard: '_', id: String(at), receivedAt: RECEIVED_AT, lines: mixed.slice(at, at + size) };
    await writer.write(writer.read([entry]));
  }
}

const withRepeats = (lines: readonly string[], chance: Chance): string[] =>
  chance.shuffled([...lines, ...lines.filter(() => chance.happens(0.1))]);
