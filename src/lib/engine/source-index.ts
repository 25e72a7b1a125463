import type { EventIdentity } from '../events/envelope.ts';

/** Events of a producer whose rows are kept in one list: fewer lists, a few more rows to look at. */
const LOT = 256;

interface Epoch {
  e: number;
  /** Rows by `n / LOT`. */
  lots: Map<number, number[]>;
}

/**
 * Rows by the event that told of them: what a correction of an event is looked up by. It only ever grows, and gives rows
 * that may have been told of: whoever asks looks whether they were, and makes it anew when most are not.
 */
export class SourceIndex {
  readonly #epochs = new Map<string, Epoch[]>();
  #size = 0;

  /** How many times a row was added. */
  get size(): number {
    return this.#size;
  }

  /** An event told of a row. */
  add(p: string, e: number, n: number, row: number): void {
    const { lots } = this.#epoch(p, e);
    const lot = Math.floor(n / LOT);
    const rows = lots.get(lot);
    if (!rows) lots.set(lot, [row]);
    else if (rows[rows.length - 1] === row) return;
    else rows.push(row);
    this.#size += 1;
  }

  /** Every row that the event told of, and others. */
  rows({ p, e, n }: EventIdentity): readonly number[] {
    const epoch = this.#epochs.get(p)?.find((one) => one.e === e);
    return epoch?.lots.get(Math.floor(n / LOT)) ?? [];
  }

  #epoch(p: string, e: number): Epoch {
    let epochs = this.#epochs.get(p);
    if (!epochs) this.#epochs.set(p, (epochs = []));
    // The newest is the one that speaks, nearly always.
    for (let at = epochs.length - 1; at >= 0; at -= 1) if (epochs[at]!.e === e) return epochs[at]!;
    const made: Epoch = { e, lots: new Map() };
    epochs.push(made);
    return made;
  }
}
