/** Disjoint ascending inclusive ranges. */
export type Ranges = readonly (readonly [from: number, to: number])[];

/**
 * A set of sequence numbers kept as ranges: what was received of one producer epoch. The next n in order costs a
 * comparison; any other one a binary search. Ranges never touch: 1-5 and 6-9 are 1-9.
 */
export class SequenceRanges {
  /** First and last n of each range, ascending, in step. */
  readonly #firsts: number[] = [];
  readonly #lasts: number[] = [];

  /** Starts with `ranges` (any order, overlaps allowed). */
  constructor(ranges: Ranges = []) {
    for (const [from, to] of ranges) this.addRange(from, to);
  }

  /** Number of ranges. */
  get size(): number {
    return this.#firsts.length;
  }

  /** The greatest n; 0 where there is none. */
  get max(): number {
    return this.#lasts.at(-1) ?? 0;
  }

  /** How many n there are. */
  get count(): number {
    let count = 0;
    for (let place = 0; place < this.#firsts.length; place += 1)
      count += this.#lasts[place]! - this.#firsts[place]! + 1;
    return count;
  }

  has(n: number): boolean {
    const place = this.#placeOf(n);
    return place < this.#firsts.length && this.#firsts[place]! <= n;
  }

  /** Adds n; `seen` where it is there already. */
  add(n: number): 'new' | 'seen' {
    const end = this.#lasts.length - 1;
    if (end >= 0 && this.#lasts[end] === n - 1) {
      this.#lasts[end] = n;
      return 'new';
    }
    if (this.has(n)) return 'seen';
    this.addRange(n, n);
    return 'new';
  }

  /** Adds from to to, both inclusive. */
  addRange(from: number, to: number): void {
    if (to < from) return;
    // The ranges that share an n with, or touch, the new one: from `start` up to, not including, `end`.
    const start = this.#placeOf(from - 1);
    let end = start;
    while (end < this.#firsts.length && this.#firsts[end]! <= to + 1) end += 1;
    const first = end > start ? Math.min(from, this.#firsts[start]!) : from;
    const last = end > start ? Math.max(to, this.#lasts[end - 1]!) : to;
    this.#firsts.splice(start, end - start, first);
    this.#lasts.splice(start, end - start, last);
  }

  /** Takes from to to, both inclusive, out. */
  removeRange(from: number, to: number): void {
    const start = this.#placeOf(from);
    let end = start;
    while (end < this.#firsts.length && this.#firsts[end]! <= to) end += 1;
    if (end === start) return;
    const kept: [number, number][] = [];
    if (this.#firsts[start]! < from) kept.push([this.#firsts[start]!, from - 1]);
    if (this.#lasts[end - 1]! > to) kept.push([to + 1, this.#lasts[end - 1]!]);
    this.#firsts.splice(start, end - start, ...kept.map(([first]) => first));
    this.#lasts.splice(start, end - start, ...kept.map(([, last]) => last));
  }

  ranges(): [from: number, to: number][] {
    return this.#firsts.map((first, place) => [first, this.#lasts[place]!]);
  }

  /** The n from 1 to `upTo` (default: the greatest n) that are not there. */
  missing(upTo: number = this.max): [from: number, to: number][] {
    const gaps: [number, number][] = [];
    let next = 1;
    for (let place = 0; place < this.#firsts.length && next <= upTo; place += 1) {
      const first = this.#firsts[place]!;
      if (first > next) gaps.push([next, Math.min(first - 1, upTo)]);
      next = this.#lasts[place]! + 1;
    }
    if (next <= upTo) gaps.push([next, upTo]);
    return gaps;
  }

  /** Place of the first range that ends at n or later. */
  #placeOf(n: number): number {
    let low = 0;
    let high = this.#lasts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#lasts[middle]! < n) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
