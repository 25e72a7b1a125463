import type { Rejection } from '#lib/events/parse.ts';

/** Why ingest refused a line: what the contract demands of it, its length, and what was closed already. */
export type IngestRejectionCode = Rejection['code'] | 'line_too_long' | 'nested_too_deeply' | 'closed_period';

/** What came in since the start of the process. */
export interface IngestCounters {
  accepted: number;
  /** Lines that stood in the log already with the same content. */
  duplicates: number;
  /** Lines whose (p,e,n) stood in the log with other content; the first stays. */
  conflicts: number;
  rejected: Map<IngestRejectionCode, number>;
  /** Accepted lines of a type that this version does not know. */
  unknownTypes: number;
  /** Fields outside the contract that were taken out of accepted lines. */
  unknownFields: number;
  /** Bytes of bodies as sent. */
  bytes: number;
}

export const createIngestCounters = (): IngestCounters => ({
  accepted: 0,
  duplicates: 0,
  conflicts: 0,
  rejected: new Map(),
  unknownTypes: 0,
  unknownFields: 0,
  bytes: 0,
});

export const totalRejected = (counters: IngestCounters): number =>
  [...counters.rejected.values()].reduce((sum, count) => sum + count, 0);
