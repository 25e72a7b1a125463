import { DIGEST_BYTES, writeDigest } from './content-digest.ts';
import type { Appended } from './event-log.ts';

/** Consecutive n of one producer epoch: the i-th has n = from + i and stands at `indexes[i]` of the lines given. */
export interface SequenceRun {
  p: string;
  e: number;
  from: number;
  indexes: number[];
}

/**
 * Cuts lines into runs, so that a batch costs one ledger step per run and not one per event. Lines of several producers
 * may be mixed. Runs of one producer epoch come in the order of their lines; a repeated n starts a new run.
 */
export function sequenceRuns(lines: readonly Appended[]): SequenceRun[] {
  const runs: SequenceRun[] = [];
  const open = new Map<string, Map<number, SequenceRun>>();
  let last: SequenceRun | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const { p, e, n } = lines[index]!;
    let run = last !== undefined && last.p === p && last.e === e ? last : open.get(p)?.get(e);
    if (run === undefined || run.from + run.indexes.length !== n) {
      run = { p, e, from: n, indexes: [] };
      runs.push(run);
      let epochs = open.get(p);
      if (epochs === undefined) open.set(p, (epochs = new Map()));
      epochs.set(e, run);
    }
    run.indexes.push(index);
    last = run;
  }
  return runs;
}

/** The digests of the run's lines, one after the other. */
export function runDigests(run: SequenceRun, lines: readonly Appended[]): Buffer {
  const digests = Buffer.allocUnsafe(run.indexes.length * DIGEST_BYTES);
  for (let place = 0; place < run.indexes.length; place += 1) {
    writeDigest(lines[run.indexes[place]!]!.line, digests, place * DIGEST_BYTES);
  }
  return digests;
}
