import { expect, test } from 'vitest';
import { RecentMap } from '#lib/warehouse/recent-map.ts';

const CAPACITY = 1_000;

test('[WH10] the entries set last are held: half of the capacity at least, all of it at most, each as it was set last', () => {
  const recent = new RecentMap<string, number>(CAPACITY);
  const held = (from: number, to: number): number[] => {
    const found: number[] = [];
    for (let entry = from; entry < to; entry += 1) {
      const value = recent.get(`key-${entry}`);
      if (value !== undefined) found.push(value);
    }
    return found;
  };
  for (let entry = 0; entry < 10 * CAPACITY; entry += 1) {
    recent.set(`key-${entry}`, -entry);
    recent.set(`key-${entry}`, entry);
    if (entry % 97 !== 0) continue;
    const newest = Math.max(0, entry + 1 - CAPACITY / 2);
    expect(held(newest, entry + 1)).toEqual(Array.from({ length: entry + 1 - newest }, (_, place) => newest + place));
    expect(held(0, entry + 1).length).toBeLessThanOrEqual(CAPACITY);
  }
  recent.set('key-3', 33);
  expect(recent.get('key-3')).toBe(33);
});
