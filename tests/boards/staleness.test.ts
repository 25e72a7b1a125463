import { expect, test } from 'vitest';
import { dataAgeMs, trustOf } from '#lib/boards/staleness.ts';

const WHOLE = { disconnected: [] };

test('[BD4] a tile is fresh to 10 s, old to 60 s, lost beyond', () => {
  expect([10_000, 10_001, 60_000, 60_001].map((age) => trustOf(age, WHOLE))).toEqual(['fresh', 'old', 'old', 'lost']);
});

test('[BD4] where no producer was ever heard, nothing is known', () => {
  expect(dataAgeMs(null, 1_000, 1)).toBeNull();
  expect(trustOf(null, WHOLE)).toBe('lost');
});

test('[BD5] a source that is cut off from its switch is lost at once', () => {
  expect(trustOf(0, { disconnected: ['sip-cs-01'] })).toBe('lost');
});

test('[BD4] age is real time: on a floor at 60x a minute of the floor is a second', () => {
  expect(dataAgeMs(0, 600_000, 60)).toBe(10_000);
  expect(dataAgeMs(5_000, 4_000, 1)).toBe(0);
});
