import { describe, expect, test } from 'vitest';
import { ARC_MINUTES, arcMinutesOf, fontVhFor, heightMm, judgeText, reachM } from '#lib/boards/legibility.ts';
import { WALL_TYPE } from '#lib/boards/wall-type.ts';

describe('legibility', () => {
  test('[BD6] heights by visual angle are those of the standards', () => {
    const rows = [
      [16, 10, 46.5],
      [20, 10, 58.2],
      [25, 6, 43.6],
      [30, 6, 52.4],
      [40, 10, 116.4],
    ] as const;
    for (const [minutes, distance, millimetres] of rows)
      expect(heightMm(minutes, distance)).toBeCloseTo(millimetres, 1);
  });

  test('[BD6] font sizes at 10 m for 20 minutes of label and 40 of number', () => {
    const sizes = [65, 75, 86, 98].map((diagonalInches) => {
      const viewing = { diagonalInches, distanceM: 10 };
      return [fontVhFor('label', 20, viewing), fontVhFor('number', 40, viewing)].map(
        (size) => Math.round(size * 10) / 10,
      );
    });
    expect(sizes).toEqual([
      [10, 20],
      [8.7, 17.3],
      [7.5, 15.1],
      [6.6, 13.2],
    ]);
  });

  test('[BD6] a size that gives an angle back gives the same angle', () => {
    const viewing = { diagonalInches: 75, distanceM: 7 };
    expect(arcMinutesOf(fontVhFor('label', 18, viewing), 'label', viewing)).toBeCloseTo(18, 6);
  });

  test('[BD7] the wall is legible at 10 m from 75 inches on, and its numbers are as large as preferred', () => {
    for (const diagonalInches of [75, 86]) {
      const viewing = { diagonalInches, distanceM: 10 };
      expect(judgeText(WALL_TYPE.label, 'label', viewing)).not.toBe('too_small');
      expect(judgeText(WALL_TYPE.cjkLabel, 'cjkLabel', viewing)).not.toBe('too_small');
      expect(judgeText(WALL_TYPE.number, 'number', viewing)).toBe('preferred');
    }
  });

  test('[BD7] on 65 inches numbers reach 10 m, labels 8 m, notes 4 m', () => {
    expect(judgeText(WALL_TYPE.number, 'number', { diagonalInches: 65, distanceM: 10 })).not.toBe('too_small');
    expect(reachM(WALL_TYPE.label, 'label', 65)).toBe(8);
    expect(reachM(WALL_TYPE.note, 'label', 65)).toBeGreaterThanOrEqual(4);
  });

  test('[BD7] what stands around the tiles reaches 5 m on 75 inches, in every script', () => {
    for (const size of [WALL_TYPE.note, WALL_TYPE.header, WALL_TYPE.edge]) {
      expect(reachM(size, 'label', 75)).toBeGreaterThanOrEqual(5);
      expect(reachM(size, 'cjkLabel', 75)).toBeGreaterThanOrEqual(5);
    }
    for (const [name, size] of Object.entries(WALL_TYPE)) {
      expect(size, `${name} is the smallest type of the wall`).toBeGreaterThanOrEqual(WALL_TYPE.edge);
    }
  });

  test('[BD6] a label of 11 minutes is called too small', () => {
    const viewing = { diagonalInches: 55, distanceM: 10 };
    expect(arcMinutesOf(WALL_TYPE.note, 'label', viewing)).toBeLessThan(ARC_MINUTES.label.min);
    expect(judgeText(WALL_TYPE.note, 'label', viewing)).toBe('too_small');
  });
});
