import { FACT_KIND_NAMES, type FactKind } from '#lib/metrics/fact-kinds.ts';
import { mergeFact, type Fact } from '#lib/metrics/fact.ts';
import type { LogEntry } from '#lib/streams/event-log.ts';
import type { Corrections } from '#lib/metrics/corrections.ts';
import { correctedFacts, type CorrectedFact } from './corrected-facts.ts';
import { restoreCorrections, writeCorrectedEvents, writeCorrectedKeys, writeCorrections } from './correction-table.ts';
import { writeDimensions } from './dimension-versions.ts';
import { RAW_COLUMNS, readBatch, type EventBatch } from './event-batch.ts';
import { FactIndex, type FactIndexLimits, type Standing } from './fact-index.ts';
import { factColumns, factRow, factTable, goneRow } from './fact-table.ts';
import type { LateChanges } from './late-facts.ts';
import { restoreReceived, writeReceived, type Received, type ReceivedEvents } from './received-events.ts';
import { correctedReplacement, isNothing, nothingAt, replacements, type Replacement } from './replacements.ts';
import { writeTouched } from './slots-touched.ts';
import type { Warehouse } from './warehouse.ts';

const COLUMN_NAMES = Object.fromEntries(
  FACT_KIND_NAMES.map((kind) => [kind, factColumns(kind).map(({ name }) => name)]),
) as Record<FactKind, string[]>;

/**
 * Writes events, their facts and what is known of their producers. One writer writes a warehouse.
 *
 * A batch may be cut short anywhere, and its events written again in other batches, in any borders; every number is the same:
 *
 * 1. The quarter hours touched come before the facts: their roll-ups hold no longer, whatever of the rest is written.
 * 2. The index comes before the facts, because it knows the earlier places of a key. If the batch is cut short there, its
 *    events come again and find their own facts standing, with the places that may still have to be cleared.
 * 3. The received ranges come last: an event counts as received when it is in every table.
 */
export class BatchWriter {
  readonly #warehouse: Warehouse;
  readonly #index: FactIndex;
  readonly #received: ReceivedEvents;
  readonly #corrections: Corrections;
  #batch: number;

  private constructor(warehouse: Warehouse, index: FactIndex, corrections: Corrections, { received, batch }: Received) {
    this.#corrections = corrections;
    this.#warehouse = warehouse;
    this.#index = index;
    this.#received = received;
    this.#batch = batch;
  }

  /** A writer that goes on where the last one was cut off. Throws WarehouseError. */
  static async open(warehouse: Warehouse, limits: FactIndexLimits): Promise<BatchWriter> {
    const received = await restoreReceived(warehouse);
    const corrections = await restoreCorrections(warehouse);
    return new BatchWriter(warehouse, await FactIndex.open(warehouse, limits), corrections, received);
  }

  /** Number of the last batch that is complete in every table. */
  get batch(): number {
    return this.#batch;
  }

  /** Reads entries into a batch. Its events count as received from here on, so it must be written or the writer given up. */
  read(entries: readonly LogEntry[]): EventBatch {
    return readBatch(entries, this.#received, this.#corrections);
  }

  /** Writes a batch; may be called again after it threw WarehouseError. Resolves with the number of facts written. */
  async write(batch: EventBatch): Promise<number> {
    if (batch.raw.length === 0) return 0;
    const number = this.#batch + 1;
    // The raw rows, which cost the most, go into the engine beside everything else.
    const [standing] = await Promise.all([
      this.#writeFacts(batch, number),
      this.#warehouse.insert('event_raw', RAW_COLUMNS, batch.raw),
      batch.producers.write(this.#warehouse),
      writeDimensions(this.#warehouse, batch.dimensions),
      batch.findings.write(this.#warehouse),
    ]);
    await writeReceived(this.#warehouse, batch.received, number);
    this.#index.settle(standing);
    this.#batch = number;
    return standing.length;
  }

  async #writeFacts(batch: EventBatch, number: number): Promise<Standing[]> {
    const corrected = await this.#correct(batch, number);
    // What the batch would have made of them; the second time that a batch is tried it is not asked for any more.
    const uncorrected = new Map([...corrected.keys()].map((id) => [id, batch.facts.get(id)]));
    for (const id of corrected.keys()) batch.facts.delete(id);
    const before = await this.#index.standing(batch.facts);
    const replaced = replacements(batch.facts, before);
    const late = batch.late.during((id) => (corrected.has(id) ? 'apart' : before.get(id)?.fact));
    replaced.push(...(await this.#correctedReplacements(corrected, uncorrected, late)));
    await late.write(this.#warehouse);
    for (const { standing, touched } of replaced) {
      for (const [from, to] of touched) batch.touched.addFact(standing.fact.kind, from, to);
    }
    const standing = replaced.map((replacement) => replacement.standing);
    await writeTouched(this.#warehouse, batch.touched, number);
    await this.#index.write(standing);
    await Promise.all(
      [...factRows(replaced)].map(([kind, rows]) => this.#warehouse.insert(factTable(kind), COLUMN_NAMES[kind], rows)),
    );
    return standing;
  }

  /** What the corrections make of the batch. Who sent which, and what they bear on, is written before any fact. */
  async #correct(batch: EventBatch, number: number): Promise<ReadonlyMap<string, CorrectedFact>> {
    if (batch.corrections.length > 0) await writeCorrections(this.#warehouse, batch.corrections);
    if (batch.corrected.length === 0) return NOTHING_CORRECTED;
    const { facts, events, keys } = await correctedFacts(this.#warehouse, batch, this.#corrections, number);
    await Promise.all([writeCorrectedEvents(this.#warehouse, events), writeCorrectedKeys(this.#warehouse, keys)]);
    return facts;
  }

  async #correctedReplacements(
    corrected: ReadonlyMap<string, CorrectedFact>,
    uncorrected: ReadonlyMap<string, Fact | undefined>,
    late: LateChanges,
  ): Promise<Replacement[]> {
    if (corrected.size === 0) return [];
    const asked = [...corrected].map(([id, { target }]) => [id, nothingAt(target, 0)] as const);
    const before = await this.#index.standing(new Map(asked));
    return [...corrected].flatMap(([id, what]) => {
      const { fact, cause } = what;
      const standing = before.get(id);
      const [stood, came] = [standing?.fact ?? null, uncorrected.get(id)];
      const known = came ? (mergeFact(stood, came) ?? stood) : stood;
      late.change(id, known, fact, cause.source, cause.receivedAt);
      return correctedReplacement(what, standing) ?? [];
    });
  }
}

const NOTHING_CORRECTED: ReadonlyMap<string, CorrectedFact> = new Map();

function factRows(replaced: readonly Replacement[]): Map<FactKind, string[]> {
  const rows = new Map<FactKind, string[]>();
  for (const { standing, gone } of replaced) {
    const { fact, version } = standing;
    let ofKind = rows.get(fact.kind);
    if (!ofKind) rows.set(fact.kind, (ofKind = []));
    ofKind.push(isNothing(fact) ? goneRow(fact, version, fact.from) : factRow(fact, version));
    for (const from of gone) ofKind.push(goneRow(fact, version, from));
  }
  return rows;
}
