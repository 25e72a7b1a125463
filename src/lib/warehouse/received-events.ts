import { SequenceRanges } from '#lib/engine/sequence-ranges.ts';
import type { EventIdentity } from '#lib/events/envelope.ts';
import { textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** Rows of sequence_range beyond which they are written anew as merged ranges. */
const COMPACT_ABOVE_ROWS = 10_000;

const COLUMNS = ['p', 'e', 'from_n', 'to_n', 'batch'];

/** Received sequence numbers by producer and epoch. */
export class ReceivedEvents {
  readonly #byProducer = new Map<string, Map<number, SequenceRanges>>();

  /** Adds the event; false where it was received before. */
  add({ p, e, n }: EventIdentity): boolean {
    return this.#rangesOf(p, e).add(n) === 'new';
  }

  has({ p, e, n }: EventIdentity): boolean {
    return this.#byProducer.get(p)?.get(e)?.has(n) ?? false;
  }

  addRange(p: string, e: number, from: number, to: number): void {
    this.#rangesOf(p, e).addRange(from, to);
  }

  /** Every range, as rows of sequence_range. */
  rows(batch: number): string[] {
    const rows: string[] = [];
    for (const [p, epochs] of this.#byProducer) {
      for (const [e, ranges] of epochs) {
        for (const [from, to] of ranges.ranges()) rows.push(`${textField(p)}\t${e}\t${from}\t${to}\t${batch}\n`);
      }
    }
    return rows;
  }

  #rangesOf(p: string, e: number): SequenceRanges {
    let epochs = this.#byProducer.get(p);
    if (!epochs) this.#byProducer.set(p, (epochs = new Map()));
    let ranges = epochs.get(e);
    if (!ranges) epochs.set(e, (ranges = new SequenceRanges()));
    return ranges;
  }
}

/** What the warehouse holds completely: the events, and the number of the last batch that reached every table. */
export interface Received {
  received: ReceivedEvents;
  batch: number;
}

export async function restoreReceived(warehouse: Warehouse): Promise<Received> {
  const rows = await warehouse.query<{ p: string; e: number; from_n: number; to_n: number; batch: number }>(
    'SELECT p, e, from_n, to_n, batch FROM sequence_range',
  );
  const received = new ReceivedEvents();
  let batch = 0;
  for (const { p, e, from_n, to_n, batch: of } of rows) {
    received.addRange(p, e, from_n, to_n);
    batch = Math.max(batch, of);
  }
  const merged = received.rows(batch);
  if (rows.length > COMPACT_ABOVE_ROWS && merged.length * 4 < rows.length) await compact(warehouse, merged);
  return { received, batch };
}

export const writeReceived = (warehouse: Warehouse, ofBatch: ReceivedEvents, batch: number): Promise<void> =>
  warehouse.insert('sequence_range', COLUMNS, ofBatch.rows(batch));

/** The merged ranges are written before the single ones go: a crash between the two leaves both, which say the same. */
async function compact(warehouse: Warehouse, merged: string[]): Promise<void> {
  await warehouse.insert('sequence_range', COLUMNS, merged);
  await warehouse.command(`
    ALTER TABLE sequence_range DELETE WHERE (p, e, from_n, to_n) NOT IN (
      SELECT p, e, min(from_n) AS first, max(to_n) AS last FROM (
        SELECT p, e, from_n, to_n,
          sum(starts) OVER (PARTITION BY p, e ORDER BY from_n, to_n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
        FROM (
          SELECT p, e, from_n, to_n,
            from_n > 1 + max(to_n) OVER (PARTITION BY p, e ORDER BY from_n, to_n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS starts
          FROM sequence_range
        )
      ) GROUP BY p, e, island
    )`);
}
