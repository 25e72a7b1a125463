import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf, ENTER_AFTER_MS, lookAtBand, type BandMemory } from '#lib/boards/band.ts';

const SERVICE_LEVEL = { target: 0.8, breach: 0.7, marks: [0.9] };
const WAIT = { target: 60, breach: 120, marks: [] };
const HIGHER = { better: 'higher', unit: 'ratio' } as const;
const LOWER = { better: 'lower', unit: 'seconds' } as const;

function lookThrough(values: readonly number[], everyMs: number): BandMemory[] {
  const memories: BandMemory[] = [];
  let memory: BandMemory | null = null;
  values.forEach((value, index) => {
    memory = lookAtBand(memory, value, SERVICE_LEVEL, HIGHER, index * everyMs);
    memories.push(memory);
  });
  return memories;
}

describe('bands', () => {
  test('[BD1] a value at its target is calm, beyond the breach value in breach, between the two on watch', () => {
    expect([0.8, 0.7999, 0.7, 0.6999].map((value) => bandOf(value, SERVICE_LEVEL, 'higher'))).toEqual([
      'calm',
      'watch',
      'watch',
      'breach',
    ]);
    expect([60, 61, 120, 121].map((value) => bandOf(value, WAIT, 'lower'))).toEqual([
      'calm',
      'watch',
      'watch',
      'breach',
    ]);
  });

  test('[BD1] without a target or a better direction every value is calm', () => {
    expect(bandOf(0, null, 'higher')).toBe('calm');
    expect(bandOf(0, SERVICE_LEVEL, 'neither')).toBe('calm');
  });

  test('[BD2] the first look takes the band at once', () => {
    expect(lookAtBand(null, 0.5, SERVICE_LEVEL, HIGHER, 0).band).toBe('breach');
  });

  test('[BD2] a band is entered after 30 s and two looks, not before', () => {
    const bands = lookThrough([0.85, ...Array.from({ length: 40 }, () => 0.75)], 1_000).map(({ band }) => band);
    expect(bands.indexOf('watch')).toBe(1 + ENTER_AFTER_MS / 1_000);
  });

  test('[BD2] one late look is not enough to enter a band', () => {
    expect(lookThrough([0.85, 0.6], 60_000).at(-1)?.band).toBe('calm');
    expect(lookThrough([0.85, 0.6, 0.6], 60_000).at(-1)?.band).toBe('breach');
  });

  test('[BD3] a better band is reached only two points beyond the threshold', () => {
    expect(lookThrough([0.75, 0.81, 0.81, 0.81], 60_000).at(-1)?.band).toBe('watch');
    expect(lookThrough([0.75, 0.82, 0.82, 0.82], 60_000).at(-1)?.band).toBe('calm');
    let wait: BandMemory | null = null;
    for (const [index, value] of [130, 119, 119].entries()) wait = lookAtBand(wait, value, WAIT, LOWER, index * 60_000);
    expect(wait?.band).toBe('breach');
    for (const [index, value] of [118, 118].entries())
      wait = lookAtBand(wait, value, WAIT, LOWER, 200_000 + index * 60_000);
    expect(wait?.band).toBe('watch');
  });

  test('[BD2] [BD3] a value that trembles within two points of a threshold changes its band at most once', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.781, max: 0.819, noNaN: true }), { maxLength: 200 }), (values) => {
        const bands = lookThrough(values, 5_000).map(({ band }) => band);
        const changes = bands.filter((band, index) => index > 0 && band !== bands[index - 1]).length;
        expect(changes).toBeLessThanOrEqual(1);
      }),
      { seed: 20261122 },
    );
  });
});
