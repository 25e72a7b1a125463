import { filledGaps, type SequenceGap } from './sequence-gap.ts';
import { SequenceRanges, type Ranges } from './sequence-ranges.ts';

/** What a checkpoint keeps of the numbers of one epoch. */
export interface StoredNumbers {
  p: string;
  e: number;
  received: Ranges;
  refused: Ranges;
  cameAfterAll: number;
  gaps: SequenceGap[];
  firstAt: number;
  lastAt: number;
  newestAt: number;
  known: number;
}

/** The numbers of one epoch of a producer: which came, which were refused, and which are missing. */
export class ProducerEpoch {
  readonly p: string;
  readonly e: number;
  /** Instants of the first and of the last event, ms UTC; no number where nothing came yet. */
  firstAt = Number.POSITIVE_INFINITY;
  lastAt = Number.NEGATIVE_INFINITY;
  readonly #received: SequenceRanges;
  /** Lines that were refused at ingest, and how many of their numbers came as valid lines after all. */
  readonly #refused: SequenceRanges;
  #cameAfterAll = 0;
  #gaps: SequenceGap[] = [];
  /** The greatest n that is accounted for: received, refused, or in a gap. */
  #known = 0;
  /** at of the event with the greatest n: where a gap after it begins. */
  #newestAt: number;

  constructor(p: string, e: number, stored?: StoredNumbers) {
    this.p = p;
    this.e = e;
    this.#received = new SequenceRanges(stored?.received);
    this.#refused = new SequenceRanges(stored?.refused);
    this.#newestAt = stored?.newestAt ?? e;
    if (!stored) return;
    this.firstAt = stored.firstAt;
    this.lastAt = stored.lastAt;
    this.#cameAfterAll = stored.cameAfterAll;
    this.#gaps = stored.gaps;
    this.#known = stored.known;
  }

  get gaps(): readonly SequenceGap[] {
    return this.#gaps;
  }

  /** Takes note that n came. False where it was there already. */
  receive(n: number, at: number, receivedAt: number): boolean {
    const { max } = this.#received;
    if (this.#received.add(n) === 'seen') return false;
    if (this.#refused.size > 0 && this.#refused.has(n)) this.#cameAfterAll += 1;
    if (n > this.#known) this.#addGap(n, at, receivedAt);
    else if (this.#gaps.length > 0) this.#gaps = filledGaps(this.#gaps, n, at);
    if (n > max) this.#newestAt = at;
    if (at < this.firstAt) this.firstAt = at;
    if (at > this.lastAt) this.lastAt = at;
    return true;
  }

  /** Takes note that a line with that n was refused: it is no gap. */
  refuse(n: number, receivedAt: number): void {
    if (!this.#received.has(n)) this.#refused.add(n);
    if (n > this.#known) this.#addGap(n, this.#newestAt, receivedAt);
    else this.#gaps = filledGaps(this.#gaps, n, this.#newestAt);
  }

  /** Takes note that the epoch had come as far as n by an instant. */
  expect(n: number, at: number, receivedAt: number): void {
    if (n <= this.#known) return;
    this.#addGap(n + 1, at, receivedAt);
    this.#known = n;
  }

  /** Numbers of valid lines, of refused ones, of none at all, and the greatest known of. */
  account(): { received: number; rejected: number; missing: number; greatest: number } {
    return {
      received: this.#received.count,
      rejected: this.#refused.count - this.#cameAfterAll,
      missing: this.#gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      greatest: this.#known,
    };
  }

  stored(): StoredNumbers {
    const { p, e, firstAt, lastAt } = this;
    return {
      p,
      e,
      received: this.#received.ranges(),
      refused: this.#refused.ranges(),
      cameAfterAll: this.#cameAfterAll,
      gaps: this.#gaps,
      firstAt,
      lastAt,
      newestAt: this.#newestAt,
      known: this.#known,
    };
  }

  /** n came, or is known of, beyond what was known: what lies between is missing. Before the first stands the start of the epoch. */
  #addGap(n: number, at: number, receivedAt: number): void {
    const { p, e } = this;
    const from = this.#known + 1;
    const fromAt = this.#known === 0 ? Math.min(e, at) : this.#newestAt;
    if (n > from) this.#gaps.push({ p, e, from, to: n - 1, fromAt, toAt: at, seenAt: receivedAt });
    this.#known = n;
  }
}
