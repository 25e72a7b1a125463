import type { Basis, Grain, Row } from '../metrics/question.ts';

/** The answer to a report question, as the API gives it. */
export interface ReportAnswer {
  /** Names of the columns in order: `interval` (absent for `total`), the dimensions, the metrics. */
  columns: readonly string[];
  /** Sorted by interval, then by the dimensions in the order asked. `interval` is the ISO start with offset in the zone. */
  rows: readonly Row[];
  /** received / (received + missing + rejected) over the producers of the scope; null where no producer covered the period. */
  completeness: number | null;
  /** Closed intervals (15 min x site) in the period and scope in which a fact changed after closing. */
  restated: number;
  generatedAt: number;
  basis: Basis;
  grain: Grain;
  zone: string;
  /** Instant at which open facts were clipped, ms UTC. */
  asOf: number;
  /** True where a simulated producer stands behind the numbers. */
  simulated: boolean;
  /** True where the period is not closed yet, so that its numbers may still move. */
  provisional: boolean;
}
