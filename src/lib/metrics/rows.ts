import type { AggregateRow } from './formula.ts';
import { poisson, wilson, type Range } from './confidence.ts';
import { hitsOf, sampleOf, valueOf } from './formula.ts';
import type { Metric } from './dictionary.ts';
import type { Row } from './question.ts';

/** The number that a page or an answer shows: counts and shares as they are, times in seconds. */
function shownValue(metric: Metric, row: AggregateRow): number | null {
  const value = valueOf(metric.formula, row);
  return value !== null && metric.unit === 'seconds' ? value / 1_000 : value;
}

/** What the platform says of itself it says most of all where no producer was heard. */
const isReading = ({ formula }: Metric): boolean => formula.kind === 'platform';

/** The values of the metrics in one row; all that is counted is null where no producer covered the period. */
export function shownValues(metrics: readonly Metric[], row: AggregateRow, covered: boolean): Row {
  return Object.fromEntries(
    metrics.map((metric) => [metric.id, covered || isReading(metric) ? shownValue(metric, row) : null]),
  );
}

/** Denominators of the ratios, means and percentiles in one row. */
export function shownSamples(metrics: readonly Metric[], row: AggregateRow): Record<string, number> {
  const samples: Record<string, number> = {};
  for (const metric of metrics) {
    const n = sampleOf(metric.formula, row);
    if (n !== null) samples[metric.id] = n;
  }
  return samples;
}

/**
 * The ranges of 95 % of the metrics that carry one, in one row, in the unit of the metric; none where nothing stands under
 * the line.
 */
export function shownRanges(metrics: readonly Metric[], row: AggregateRow): Record<string, Range> {
  const ranges: Record<string, Range> = {};
  for (const { id, formula, small } of metrics) {
    const n = small ? sampleOf(formula, row) : null;
    const hits = small ? hitsOf(formula, row) : null;
    if (!n || hits === null || formula.kind !== 'ratio') continue;
    const [low, high] = small === 'wilson' ? wilson(Math.min(hits, n), n) : poisson(hits);
    const scale = small === 'wilson' ? 1 : (formula.times ?? 1) / n;
    ranges[id] = [low * scale, high * scale];
  }
  return ranges;
}

/** Order of dimension values in answers: by code unit, null last. */
export function compareDimensionValues(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
