/** Rows by the period (minute, quarter hour ...) in which an instant of theirs lies. */
export class RowIndex {
  readonly #periodMs: number;
  readonly #rows = new Map<number, number[]>();
  /** Greatest period that ever held a row. */
  #last = Number.NEGATIVE_INFINITY;

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  period(instantMs: number): number {
    return Math.floor(instantMs / this.#periodMs);
  }

  add(period: number, row: number): void {
    const rows = this.#rows.get(period);
    if (rows) rows.push(row);
    else this.#rows.set(period, [row]);
    if (period > this.#last) this.#last = period;
  }

  remove(period: number, row: number): void {
    const rows = this.#rows.get(period);
    if (!rows) return;
    const at = rows.lastIndexOf(row);
    if (at < 0) return;
    const moved = rows.pop()!;
    if (at < rows.length) rows[at] = moved;
    if (rows.length === 0) this.#rows.delete(period);
  }

  /** Every row of the periods that [fromMs, toMs) touches; more than those whose instant lies inside. */
  visit(fromMs: number, toMs: number, each: (row: number, period: number) => void): void {
    if (this.#rows.size === 0) return;
    const first = this.period(fromMs);
    const last = Math.min(this.period(toMs - 1), this.#last);
    // A window of years over a few hours of rows: walk whichever is fewer, the periods asked or the periods held.
    if (last - first > this.#rows.size) {
      for (const [period, rows] of this.#rows) {
        if (period >= first && period <= last) for (const row of rows) each(row, period);
      }
      return;
    }
    for (let period = first; period <= last; period += 1) {
      const rows = this.#rows.get(period);
      if (rows) for (const row of rows) each(row, period);
    }
  }

  /** Periods that ended before an instant, ascending. */
  periodsBefore(instantMs: number): number[] {
    const limit = this.period(instantMs);
    return [...this.#rows.keys()].filter((period) => period < limit).sort((a, b) => a - b);
  }

  rows(period: number): readonly number[] {
    return this.#rows.get(period) ?? [];
  }
}
