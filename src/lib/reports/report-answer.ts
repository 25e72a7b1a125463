import type { Range } from '../metrics/confidence.ts';
import type { Basis, Grain, Row } from '../metrics/question.ts';

/** The answer to a report question, as the API gives it. */
export interface ReportAnswer {
  /** Names of the columns in order: `interval` (absent for `total`), the dimensions, the metrics. */
  columns: readonly string[];
  /** Sorted by interval, then by the dimensions in the order asked. `interval` is the ISO start with offset in the zone. */
  rows: readonly Row[];
  /** Size of the denominator of every ratio, mean or percentile, by row in the order of `rows`, by metric id. */
  samples: readonly Readonly<Record<string, number>>[];
  /** Ranges of 95 % of the metrics that carry one, by row in the order of `rows`, by metric id, in the unit of the metric. */
  ranges: readonly Readonly<Record<string, Range>>[];
  /** received / (received + missing + rejected) over the producers of the scope; null where no producer covered the period. */
  completeness: number | null;
  /** Closed intervals (15 min x site) in the period and scope in which a fact changed after closing. */
  restated: number;
  /** Closed intervals in which back-fill appeared: it is no restatement. */
  backfilled: number;
  /** Corrections in force on events and facts of the period and scope. */
  corrections: number;
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
