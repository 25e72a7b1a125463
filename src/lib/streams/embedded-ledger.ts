import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DIGEST_BYTES } from './content-digest.ts';
import type { EventIdentity } from '#lib/events/envelope.ts';
import type { Appended, AppendOutcome, SequenceLedger } from './event-log.ts';
import { runDigests, sequenceRuns, type SequenceRun } from './sequence-runs.ts';

/** n per stored block of digests: 1 KiB, so that a batch rewrites few bytes. */
const BLOCK = 128;
/** What a block holds for an n whose line was not seen, or was forgotten. */
const UNKNOWN = 0n;

interface Range {
  first: number;
  last: number;
}

/** Ranges of n per epoch in one table, disjoint and never adjacent. Any number of them: a step costs one look-up in an index. */
class RangeTable {
  readonly #before: StatementSync;
  readonly #insert: StatementSync;
  readonly #extend: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync, table: 'received' | 'rejected') {
    this.#before = database.prepare(
      `SELECT first, last FROM ${table} WHERE epoch = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
    );
    this.#insert = database.prepare(`INSERT INTO ${table} (epoch, first, last) VALUES (?, ?, ?)`);
    this.#extend = database.prepare(`UPDATE ${table} SET last = ? WHERE epoch = ? AND first = ?`);
    this.#remove = database.prepare(`DELETE FROM ${table} WHERE epoch = ? AND first = ?`);
  }

  /** Ranges that share an n with [first, last], ascending. */
  overlapping(epoch: number, first: number, last: number): Range[] {
    const found: Range[] = [];
    for (let upTo = last; upTo >= 1;) {
      const range = this.#before.get(epoch, upTo) as Range | undefined;
      if (range === undefined || range.last < first) break;
      found.push(range);
      upTo = range.first - 1;
    }
    return found.reverse();
  }

  add(epoch: number, first: number, last: number): void {
    const touching = this.overlapping(epoch, first - 1, last + 1);
    const lowest = touching[0];
    if (lowest === undefined) {
      this.#insert.run(epoch, first, last);
      return;
    }
    const newLast = Math.max(last, touching.at(-1)!.last);
    if (lowest.first <= first && touching.length === 1) {
      if (newLast !== lowest.last) this.#extend.run(newLast, epoch, lowest.first);
      return;
    }
    for (const range of touching) this.#remove.run(epoch, range.first);
    this.#insert.run(epoch, Math.min(first, lowest.first), newLast);
  }

  remove(epoch: number, first: number, last: number): void {
    for (const range of this.overlapping(epoch, first, last)) {
      this.#remove.run(epoch, range.first);
      if (range.first < first) this.#insert.run(epoch, range.first, first - 1);
      if (range.last > last) this.#insert.run(epoch, last + 1, range.last);
    }
  }
}

/**
 * What was received and refused of every producer epoch, beside the log and in its transactions. It keeps nothing in
 * memory, so a rolled back transaction leaves nothing behind. Cost: 8 bytes an event while its content is comparable,
 * then only its share of a range.
 */
export class EmbeddedLedger {
  readonly #received: RangeTable;
  readonly #rejected: RangeTable;
  readonly #findEpoch: StatementSync;
  readonly #addEpoch: StatementSync;
  readonly #readBlock: StatementSync;
  readonly #createBlock: StatementSync;
  readonly #updateBlock: StatementSync;
  readonly #dropBlocks: StatementSync;

  constructor(database: DatabaseSync) {
    this.#received = new RangeTable(database, 'received');
    this.#rejected = new RangeTable(database, 'rejected');
    this.#findEpoch = database.prepare('SELECT id FROM epoch WHERE p = ? AND e = ?');
    this.#addEpoch = database.prepare('INSERT INTO epoch (p, e) VALUES (?, ?)');
    this.#readBlock = database.prepare('SELECT digests FROM digest WHERE epoch = ? AND block = ?');
    this.#createBlock = database.prepare('INSERT INTO digest (epoch, block, digests, created_at) VALUES (?, ?, ?, ?)');
    this.#updateBlock = database.prepare('UPDATE digest SET digests = ? WHERE epoch = ? AND block = ?');
    this.#dropBlocks = database.prepare('DELETE FROM digest WHERE created_at < ?');
  }

  /** Writes the lines into the ledger and says what each is. Inside the transaction of the append. */
  receive(lines: readonly Appended[], now: number): AppendOutcome[] {
    const outcomes = new Array<AppendOutcome>(lines.length).fill('accepted');
    for (const run of sequenceRuns(lines)) this.#receiveRun(run, runDigests(run, lines), now, outcomes);
    return outcomes;
  }

  /** Marks a refused n, unless it stands already. Inside the transaction of the dead letter. */
  reject({ p, e, n }: EventIdentity): void {
    const epoch = this.#epoch(p, e);
    if (this.#received.overlapping(epoch, n, n).length === 0) this.#rejected.add(epoch, n, n);
  }

  /** Forgets digests begun before `beforeMs`: a conflict with those lines is a duplicate from now on. */
  forgetDigests(beforeMs: number): void {
    this.#dropBlocks.run(beforeMs);
  }

  #receiveRun(run: SequenceRun, digests: Buffer, now: number, outcomes: AppendOutcome[]): void {
    const epoch = this.#epoch(run.p, run.e);
    const last = run.from + run.indexes.length - 1;
    const seen = this.#received.overlapping(epoch, run.from, last);
    let next = run.from;
    for (const range of seen) {
      if (range.first > next) this.#storeDigests(epoch, next, range.first - 1, run, digests, now);
      const from = Math.max(next, range.first);
      const to = Math.min(last, range.last);
      this.#compare(epoch, from, to, run, digests, outcomes);
      next = to + 1;
    }
    if (next > last && seen.length === 1 && seen[0]!.first <= run.from) return;
    if (next <= last) this.#storeDigests(epoch, next, last, run, digests, now);
    this.#received.add(epoch, run.from, last);
    this.#rejected.remove(epoch, run.from, last);
  }

  /** Says of every n of [first, last], all received before, whether its content is the same. */
  #compare(
    epoch: number,
    first: number,
    last: number,
    run: SequenceRun,
    digests: Buffer,
    outcomes: AppendOutcome[],
  ): void {
    for (let from = first; from <= last;) {
      const number = Math.floor(from / BLOCK);
      const to = Math.min(last, number * BLOCK + BLOCK - 1);
      const block = this.#block(epoch, number);
      for (let n = from; n <= to; n += 1) {
        const stored = block?.readBigUInt64LE((n % BLOCK) * DIGEST_BYTES) ?? UNKNOWN;
        const given = digests.readBigUInt64LE((n - run.from) * DIGEST_BYTES);
        outcomes[run.indexes[n - run.from]!] = stored === UNKNOWN || stored === given ? 'duplicate' : 'conflict';
      }
      from = to + 1;
    }
  }

  #storeDigests(epoch: number, first: number, last: number, run: SequenceRun, digests: Buffer, now: number): void {
    for (let from = first; from <= last;) {
      const block = Math.floor(from / BLOCK);
      const to = Math.min(last, block * BLOCK + BLOCK - 1);
      const stored = this.#block(epoch, block);
      const bytes = stored ?? Buffer.alloc(BLOCK * DIGEST_BYTES);
      digests.copy(
        bytes,
        (from % BLOCK) * DIGEST_BYTES,
        (from - run.from) * DIGEST_BYTES,
        (to - run.from + 1) * DIGEST_BYTES,
      );
      if (stored === null) this.#createBlock.run(epoch, block, bytes, now);
      else this.#updateBlock.run(bytes, epoch, block);
      from = to + 1;
    }
  }

  #block(epoch: number, block: number): Buffer | null {
    const row = this.#readBlock.get(epoch, block) as { digests: Uint8Array } | undefined;
    return row === undefined ? null : Buffer.from(row.digests.buffer, row.digests.byteOffset, row.digests.byteLength);
  }

  #epoch(p: string, e: number): number {
    const row = this.#findEpoch.get(p, e) as { id: number } | undefined;
    return row?.id ?? Number(this.#addEpoch.run(p, e).lastInsertRowid);
  }
}

/** The whole ledger, by producer and epoch. */
export function readLedger(database: DatabaseSync): SequenceLedger[] {
  const epochs = database.prepare('SELECT id, p, e FROM epoch ORDER BY p, e').all() as {
    id: number;
    p: string;
    e: number;
  }[];
  const received = database.prepare('SELECT first, last FROM received WHERE epoch = ? ORDER BY first');
  const rejected = database.prepare('SELECT first, last FROM rejected WHERE epoch = ? ORDER BY first');
  const pairs = (rows: unknown[]): [number, number][] => (rows as Range[]).map(({ first, last }) => [first, last]);
  return epochs.map(({ id, p, e }) => ({ p, e, received: pairs(received.all(id)), rejected: pairs(rejected.all(id)) }));
}
