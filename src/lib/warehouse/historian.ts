import type { DeadLetter, LogEntry, LogGroup } from '#lib/streams/event-log.ts';
import { BatchWriter } from './batch-writer.ts';
import type { EventBatch } from './event-batch.ts';
import { FindingCounts } from './event-findings.ts';
import { FACT_INDEX_LIMITS, type FactIndexLimits } from './fact-index.ts';
import { Retry } from './retry.ts';
import type { Warehouse } from './warehouse.ts';

export interface HistorianLimits {
  /** A batch is written when it has this many lines, or when this long has passed since its first. */
  linesPerBatch: number;
  batchMs: number;
}

export const HISTORIAN_LIMITS: HistorianLimits = { linesPerBatch: 50_000, batchMs: 1_000 };

/** Where the historian stands. Counts since it was started. */
export interface HistorianProgress {
  /** Number of the last batch that is complete in every table; roll-ups show batches up to it. */
  batch: number;
  lines: number;
  events: number;
  duplicates: number;
  conflicts: number;
  invalid: number;
  unknownTypes: number;
  /** Events that cannot have been as they say. */
  findings: FindingCounts;
  /** Facts written, replaced ones included. */
  facts: number;
  /** receivedAt of the newest line written, ms UTC; null before the first. */
  lastReceivedAt: number | null;
  /** Lines of the last batch by the time it took to read, count and write. */
  linesPerSecond: number | null;
  /** Why the present batch is being tried again; null when all is well. */
  trouble: Error | null;
}

export interface HistorianOptions {
  warehouse: Warehouse;
  group: LogGroup;
  /** Stores lines that are not valid events; they came past the ingest. Resolves when they are durable. */
  bury: (letters: readonly DeadLetter[]) => Promise<void>;
  onProgress?: (progress: HistorianProgress) => void;
  limits?: Partial<HistorianLimits & FactIndexLimits>;
}

export interface Historian {
  /** Reads and writes until `stop`. Rejects where the warehouse or the log cannot be read at the start. May be called once. */
  run(): Promise<void>;
  /** Finishes the present batch, unless it is in trouble, and acknowledges it; resolves when `run` has ended. */
  stop(): Promise<void>;
  progress(): HistorianProgress;
  /** Not yet written, in the unit of the log; null = unknown, which is not zero. */
  lag(): Promise<number | null>;
}

/**
 * Carries the log into the warehouse. An entry is acknowledged after everything that follows from it is durable; until
 * then it comes again, and writing it again changes no number. One historian writes a warehouse.
 */
export function createHistorian(options: HistorianOptions): Historian {
  const { warehouse, group, bury, onProgress } = options;
  const limits = { ...HISTORIAN_LIMITS, ...FACT_INDEX_LIMITS, ...options.limits };
  const progress: HistorianProgress = {
    batch: 0,
    lines: 0,
    events: 0,
    duplicates: 0,
    conflicts: 0,
    invalid: 0,
    unknownTypes: 0,
    findings: new FindingCounts(),
    facts: 0,
    lastReceivedAt: null,
    linesPerSecond: null,
    trouble: null,
  };
  const stopping = new AbortController();
  // Reading and writing go on side by side: that one of them works says nothing of the other.
  const troubles = new Map<'reading' | 'writing', Error | null>();
  const retryOf = (activity: 'reading' | 'writing'): Retry =>
    new Retry(stopping.signal, (trouble) => {
      troubles.set(activity, trouble);
      progress.trouble = troubles.get('writing') ?? troubles.get('reading') ?? null;
      onProgress?.(progress);
    });
  const [reading, writing] = [retryOf('reading'), retryOf('writing')];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    const writer = await BatchWriter.open(warehouse, limits);
    progress.batch = writer.batch;
    // The next batch is read while the present one is written; batches are written one after the other.
    let present: Promise<boolean> = Promise.resolve(true);
    while (!stopping.signal.aborted) {
      const entries = await reading.until(() => gather(group, limits, stopping.signal));
      if (entries === null) break;
      if (entries.length === 0) continue;
      const batch = writer.read(entries);
      if (!(await present)) return;
      // Not begun and not acknowledged: it comes again at the next start, and a stop need not wait for it.
      if (stopping.signal.aborted) return;
      present = carry(batch, writer);
    }
    await present;
  }

  /** Writes a batch and acknowledges its entries; false where it was stopped before that. */
  async function carry(batch: EventBatch, writer: BatchWriter): Promise<boolean> {
    const startedAt = performance.now();
    const facts = await writing.until(() => writer.write(batch));
    if (facts === null) return false;
    progress.batch = writer.batch;
    const closed = await writing.until(async () => {
      if (batch.invalid.length > 0) await bury(batch.invalid);
      await group.acknowledge(batch.entries);
      return true;
    });
    if (closed === null) return false;
    count(batch, facts, performance.now() - startedAt);
    return true;
  }

  function count(batch: EventBatch, facts: number, tookMs: number): void {
    progress.lines += batch.lines;
    progress.events += batch.raw.length;
    progress.duplicates += batch.duplicates;
    progress.conflicts += batch.conflicts;
    progress.invalid += batch.invalid.length;
    progress.unknownTypes += batch.unknownTypes;
    progress.findings.addAll(batch.findings.counts);
    progress.facts += facts;
    progress.lastReceivedAt = batch.entries.at(-1)?.receivedAt ?? progress.lastReceivedAt;
    progress.linesPerSecond = Math.round((batch.lines / tookMs) * 1_000);
    onProgress?.(progress);
  }

  return {
    run: () => (running ??= run()),
    stop: async () => {
      stopping.abort();
      await running?.catch(() => undefined);
    },
    progress: () => ({ ...progress }),
    lag: () => group.lag(),
  };
}

/** Entries for one batch: what is there, up to the limits of lines and of time since the first. */
async function gather(group: LogGroup, limits: HistorianLimits, signal: AbortSignal): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  let lines = 0;
  let until = Infinity;
  while (lines < limits.linesPerBatch && !signal.aborted) {
    const leftMs = Math.min(limits.batchMs, until - performance.now());
    if (leftMs <= 0) break;
    // An entry may hold many lines: ask for as many as would fill the batch at the size seen so far.
    const perEntry = entries.length > 0 ? lines / entries.length : FIRST_GUESS_LINES;
    const wanted = Math.max(1, Math.ceil((limits.linesPerBatch - lines) / perEntry));
    const read = await group.read(wanted, leftMs).catch((thrown: unknown) => {
      // What was read already is not given again: it is written first, and the trouble shows at the next reading.
      if (entries.length > 0) return null;
      throw thrown;
    });
    if (read === null) break;
    if (read.length === 0 && entries.length === 0) break;
    if (entries.length === 0) until = performance.now() + limits.batchMs;
    for (const entry of read) {
      entries.push(entry);
      lines += entry.lines.length;
    }
  }
  return entries;
}

/** Lines of an entry before any was seen. High, so that the first read of large entries does not take in a multiple of a batch. */
const FIRST_GUESS_LINES = 1_000;
