import { expect, test } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import { FACT_KIND_NAMES } from '#lib/metrics/fact-kinds.ts';
import { Chance } from '../parity/chance.ts';
import { DEFAULT_ZONE } from '../parity/floors.ts';
import { engineOf } from './as-it-counts.ts';
import { correctedFloor } from './corrected-floor.ts';

const FRESH = Date.now() % 2 ** 31;
const SEEDS = [1, 2, 3, 66_387_389, FRESH];

/** As an engine that is stopped and started again on the way, and that answers in between. */
function foldedWithRests(lines: readonly string[]): Engine {
  const third = Math.ceil(lines.length / 3);
  let engine = engineOf(lines.slice(0, third));
  for (const from of [third, 2 * third]) {
    engine = new Engine(DEFAULT_ZONE, structuredClone(engine.checkpoint()));
    engineOf(lines.slice(from, from + third), engine);
  }
  return engine;
}

/** Everything that counts, by key. The rank says who told it, and a correction tells it of its own right. */
function factsOfEngine({ facts: { stores } }: Engine): Record<string, unknown> {
  const found: [string, unknown][] = [];
  for (const kind of FACT_KIND_NAMES) {
    stores[kind].eachRow((row) => {
      const [site, ...key] = stores[kind].keyOf(row).split('\u001f');
      const fact = stores[kind].fact(site === '' ? null : site!, key.join('\u001f'))!;
      const { rank, p, ...told } = fact;
      found.push([
        `${kind} ${site} ${fact.key}`,
        {
          ...told,
          rank: rank === 3 ? 2 : rank,
          p: p.replace(/-given$/, ''),
          end: fact.end && { ...fact.end, rank: fact.end.rank === 3 ? 2 : fact.end.rank },
        },
      ]);
    });
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function answers(engine: Engine, asOfMs: number): unknown[] {
  return (['now', '60m', 'today'] as const).flatMap((window) =>
    ([[], ['queue']] as Dimension[][]).map((by) => {
      const metrics = METRICS.filter(
        ({ kind, live, dimensions }) =>
          live &&
          (window !== 'now' || kind === 'gauge' || kind === 'derived') &&
          by.every((dimension) => dimensions.includes(dimension)),
      ).map(({ id }) => id);
      return engine.answer({ metrics, by, window, basis: 'event', filter: {} }, asOfMs, asOfMs).rows;
    }),
  );
}

const counted: Record<string, number> = {};

test.for(SEEDS)(
  '[CR1] a floor with corrections, in any order and repeated, is the floor that they make: seed %i',
  (seed) => {
    const { corrected, clean, counts } = correctedFloor(seed);
    for (const [sort, count] of Object.entries(counts)) counted[sort] = (counted[sort] ?? 0) + count;
    const expected = engineOf(clean.lines);
    const chance = new Chance(seed + 3);
    const repeated = corrected.lines.filter(() => chance.happens(0.1));
    const [floor, corrections] = [
      corrected.lines.filter((line) => !line.includes('"t":"correction"')),
      corrected.lines.filter((line) => line.includes('"t":"correction"')),
    ];
    const mixed = chance.shuffled([...corrected.lines, ...repeated]);
    expect(factsOfEngine(foldedWithRests(mixed)), `seed ${seed}, with rests`).toEqual(factsOfEngine(expected));
    for (const [name, lines] of Object.entries({
      'any order': mixed,
      'corrections first': [...chance.shuffled(corrections), ...chance.shuffled(floor)],
      'corrections last': [...chance.shuffled(floor), ...chance.shuffled(corrections)],
    })) {
      const engine = engineOf(lines);
      expect(factsOfEngine(engine), `seed ${seed}, ${name}`).toEqual(factsOfEngine(expected));
      if (name !== 'any order') continue;
      expect(answers(engine, corrected.asOfMs), `seed ${seed}, ${name}`).toEqual(answers(expected, corrected.asOfMs));
    }
  },
);

test('[CR1] every sort of correction was tried', () => {
  for (const sort of [
    'void',
    'replace',
    'invalid',
    'fact void',
    'fact replace',
    'fact invalid',
    'void of depth 0',
    'void of depth 1',
    'void of depth 2',
    'replaced correction',
    'replaced by another target',
  ])
    expect(counted[sort], sort).toBeGreaterThan(0);
});
