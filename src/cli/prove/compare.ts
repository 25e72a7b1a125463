import { metricById } from '#lib/metrics/dictionary.ts';
import type { Row } from '#lib/metrics/question.ts';
import type { Truth, TruthTable } from '#lib/sources/simulator/truth/truth.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import type { Chapter } from './metric-table.ts';

/** A number of the product that is not what happened. */
export interface Difference {
  /** Which way it was asked: `report` or `live`. */
  way: string;
  chapter: string;
  /** Start of the quarter hour, ms UTC. */
  at: number;
  keys: readonly (string | null)[];
  metric: string;
  product: number | null;
  truth: number | null;
}

/** What was compared. */
export interface Comparison {
  numbers: number;
  /** Numbers that lines which never came would have told of. */
  passedOver: number;
  differences: Difference[];
}

export const emptyComparison = (): Comparison => ({ numbers: 0, passedOver: 0, differences: [] });

/** Counts are equal or not; seconds within a ms of rounding; shares to 1e-6. */
const TOLERANCE: Readonly<Record<string, number>> = {
  seconds: 1e-3,
  ratio: 1e-6,
  number: 1e-6,
  points: 1e-6,
  per_100k: 1e-6,
};

/** Who had waited too long at the end of the quarter hour: settled since then, so that only the live answer has it. */
const SO_FAR = 'tooLong';

/** The truth rows of a chapter by quarter hour and dimension values. */
export type TruthIndex = ReadonlyMap<string, Readonly<Record<string, number>>>;

const cellKey = (at: number, keys: readonly (string | null | undefined)[]): string =>
  JSON.stringify([at, ...keys.map((key) => key ?? null)]);

export function indexOf(truth: Truth, chapter: Chapter, fromMs: number, toMs: number): Map<string, TruthValues> {
  const index = new Map<string, TruthValues>();
  for (const table of tablesOf(chapter)) {
    for (const { at, keys, values } of truth.tables[table].tally.between(fromMs, toMs)) {
      const key = cellKey(at, keys);
      index.set(key, { ...index.get(key), ...values });
    }
  }
  return index;
}

const tablesOf = ({ table, beside }: Chapter): TruthTable[] => (beside ? [table, beside] : [table]);
type TruthValues = Record<string, number>;

/**
 * Compares the rows of an answer with the truth of [fromMs, toMs). `atOf` gives the start of a row's quarter hour. A
 * combination that one side does not have counts as nothing on that side.
 */
export function compareRows(
  into: Comparison,
  way: string,
  chapter: Chapter,
  truth: Truth,
  index: TruthIndex,
  rows: readonly Row[],
  atOf: (row: Row) => number,
): void {
  const topics = tablesOf(chapter).map((table) => truth.tables[table].topic);
  const seen = new Set<string>();
  const compare = (at: number, keys: readonly (string | null)[], row: Row | null, values: TruthValues): void => {
    const damaged = topics.some((topic) => truth.isDamaged(at, topic));
    for (const [metric, expectation] of Object.entries(chapter.metrics)) {
      const product = row === null ? nothing(metric) : (row[metric] as number | null);
      const expected = expectation(
        (field) => (way === 'report' && field === SO_FAR ? 0 : (values[field] ?? 0)),
        (field) => field in values,
      );
      into.numbers += 1;
      if (isSame(metric, product, expected)) continue;
      if (damaged) into.passedOver += 1;
      else into.differences.push({ way, chapter: chapter.name, at, keys, metric, product, truth: expected });
    }
  };
  for (const row of rows) {
    const at = atOf(row);
    const keys = chapter.by.map((dimension) => row[dimension] as string | null);
    const key = cellKey(at, keys);
    seen.add(key);
    compare(at, keys, row, index.get(key) ?? {});
  }
  for (const [key, values] of index) {
    if (seen.has(key)) continue;
    const [at, ...keys] = JSON.parse(key) as [number, ...(string | null)[]];
    compare(at, keys, null, values);
  }
}

/** What the product says by saying nothing. */
function nothing(metric: string): number | null {
  return metricById(metric)!.none === '0' ? 0 : null;
}

function isSame(metric: string, product: number | null | undefined, truth: number | null): boolean {
  if (product === null || product === undefined || truth === null) return (product ?? null) === truth;
  return Math.abs(product - truth) <= (TOLERANCE[metricById(metric)!.unit] ?? 0);
}

/** A difference in one line. */
export function printDifference({ way, chapter, at, keys, metric, product, truth }: Difference): string {
  const until = new Date(at + SLOT_MS).toISOString().slice(11, 16);
  const when = `${new Date(at).toISOString().slice(0, 16)}-${until}`;
  return `${way} ${when} ${chapter} [${keys.join(', ')}] ${metric}: the product says ${product}, the truth is ${truth}`;
}
