import { LONG_SPAN_MS } from '../metrics/long-span.ts';
import { MINUTE_MS, SLOT_MS } from '../time/interval.ts';
import { RowIndex } from './row-index.ts';

/** Where rows of facts are found by time: when they were entered, ended, touched, and which are open. */
export class RowPlaces {
  readonly entered = new RowIndex(MINUTE_MS);
  readonly ended = new RowIndex(MINUTE_MS);
  /** Closed rows by every quarter hour that they touch; kept for spans, which count by the time they cover. */
  readonly touched = new RowIndex(SLOT_MS);
  readonly open = new Set<number>();
  /** Closed spans that are too long to stand in `touched`. */
  readonly long = new Set<number>();
  /** Open visits whose contact is over, and since when: they wait no more, whatever has not been told. */
  readonly terminated = new Map<number, number>();
  readonly #spans: boolean;
  readonly #countsByEntry: boolean;

  constructor(spans: boolean, countsByEntry: boolean) {
    this.#spans = spans;
    this.#countsByEntry = countsByEntry;
  }

  /** A row is there, between two instants, ms UTC; NaN = open. */
  add(row: number, from: number, to: number): void {
    if (this.#countsByEntry) this.entered.add(this.entered.period(from), row);
    this.#addEnd(row, from, to);
  }

  /** The row of these instants is no more. */
  remove(row: number, from: number, to: number): void {
    if (this.#countsByEntry) this.entered.remove(this.entered.period(from), row);
    this.#removeEnd(row, from, to);
    this.terminated.delete(row);
  }

  /** The instants of a row changed: only where they did it stands elsewhere. */
  move(row: number, from: number, to: number, nowFrom: number, nowTo: number): void {
    if (this.#countsByEntry) {
      const before = this.entered.period(from);
      const now = this.entered.period(nowFrom);
      if (now !== before) {
        this.entered.remove(before, row);
        this.entered.add(now, row);
      }
    }
    if (Object.is(to, nowTo) && (!this.#spans || from === nowFrom)) return;
    this.#removeEnd(row, from, to);
    this.#addEnd(row, nowFrom, nowTo);
  }

  #addEnd(row: number, from: number, to: number): void {
    if (Number.isNaN(to)) {
      this.open.add(row);
      return;
    }
    if (this.terminated.size > 0) this.terminated.delete(row);
    this.ended.add(this.ended.period(to), row);
    if (!this.#spans) return;
    if (to - from > LONG_SPAN_MS) this.long.add(row);
    else this.#eachTouched(from, to, (slot) => this.touched.add(slot, row));
  }

  #removeEnd(row: number, from: number, to: number): void {
    if (Number.isNaN(to)) {
      this.open.delete(row);
      return;
    }
    this.ended.remove(this.ended.period(to), row);
    if (this.#spans && !this.long.delete(row)) this.#eachTouched(from, to, (slot) => this.touched.remove(slot, row));
  }

  #eachTouched(from: number, to: number, each: (slot: number) => void): void {
    const last = this.touched.period(to - 1);
    for (let slot = this.touched.period(from); slot <= last; slot += 1) each(slot);
  }
}
