/** Reads a field of a truth row; what did not happen is 0. */
export type Read = (field: string) => number;

/** What a metric must say, from the truth: counts, shares, seconds; null where nothing counted. */
export type Expectation = (read: Read, has: (field: string) => boolean) => number | null;

export const share =
  (over: (read: Read) => number, by: (read: Read) => number): Expectation =>
  (read) => {
    const n = by(read);
    return n === 0 ? null : over(read) / n;
  };
export const field =
  (...names: string[]): Expectation =>
  (read) =>
    names.reduce((sum, name) => sum + read(name), 0);
export const plus =
  (...names: string[]) =>
  (read: Read): number =>
    names.reduce((sum, name) => sum + read(name), 0);
export const seconds =
  (...names: string[]) =>
  (read: Read): number =>
    plus(...names)(read) / 1_000;
export const greatest =
  (name: string): Expectation =>
  (read, has) =>
    has(name) ? read(name) / 1_000 : null;

/** Every second to a minute, then steps of 2 % in whole seconds, and the bounds that the trade names (contract 6). */
const BOUNDS = ((): number[] => {
  const bounds = [5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 240, 300, 600];
  for (let second = 0; second <= 60; second += 1) bounds.push(second);
  for (let bound = 60; bound < 28_800;) bounds.push((bound = Math.min(28_800, Math.ceil(bound * 1.02))));
  return [...new Set(bounds)].sort((a, b) => a - b);
})();
export const bucket =
  (name: string): Expectation =>
  (read, has) =>
    has(name) ? BOUNDS.find((bound) => bound * 1_000 >= read(name))! : null;

/** What may last for days stands in the same steps without those of the trade, for 60 days. */
const LONG_BOUNDS = ((): number[] => {
  const bounds = Array.from({ length: 61 }, (_, second) => second);
  for (let bound = 60; bound < 5_184_000;)
    bounds.push((bound = Math.min(5_184_000, Math.max(bound + 1, Math.ceil(bound * 1.02)))));
  return bounds;
})();
export const longBucket =
  (name: string): Expectation =>
  (read, has) =>
    has(name) ? LONG_BOUNDS.find((bound) => bound * 1_000 >= read(name))! : null;
