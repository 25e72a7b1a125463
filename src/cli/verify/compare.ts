import type { Row } from '#lib/metrics/question.ts';
import type { Numbers } from '#lib/recount/period.ts';
import type { RecountedLog } from '#lib/recount/recount.ts';
import type { Thing, Things } from '#lib/recount/things.ts';

/** One number that is not what the raw events say. */
export interface Difference {
  /** Where it stands: `report 15m, basis entry`, `live 30m, basis event`. */
  where: string;
  metric: string;
  /** ISO instants of the interval or window. */
  interval: string;
  /** `site cs`, `queue svc`. */
  group: string;
  said: number | null;
  recounted: number | null;
}

export interface Compared {
  numbers: number;
  differences: Difference[];
  /** Metrics that the second counter does not know. */
  unknown: Set<string>;
}

export const emptyComparison = (): Compared => ({ numbers: 0, differences: [], unknown: new Set() });

/** The order of two divisions may differ in the last bits. */
const TOLERANCE = 1e-9;

const isSame = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));

/** Where a row stands, and what it holds. */
export interface ComparedRow extends Pick<Difference, 'where' | 'interval' | 'group'> {
  /** Null: there is none, so nothing may be counted. */
  row: Row | null;
  recounted: Numbers;
  /** Whether a producer was heard in or across the interval: where none was, all is null, whatever lasts. */
  heard: boolean;
}

/** Compares the numbers of one row with the second count. */
export function compareRow(
  { row, recounted, heard, ...place }: ComparedRow,
  metrics: readonly string[],
  into: Compared,
): void {
  const silent = row === null || metrics.every((id) => (row[id] ?? null) === null);
  for (const metric of metrics) {
    const again = recounted[metric];
    if (again === undefined) {
      into.unknown.add(metric);
      continue;
    }
    into.numbers += 1;
    if (silent && row !== null && !heard) continue;
    // Rows of some metrics may have no partner among those of others.
    const said = (row?.[metric] ?? null) as number | null;
    if (silent || row[metric] === undefined ? (again ?? 0) === 0 : isSame(said, again)) continue;
    into.differences.push({ ...place, metric, said, recounted: again });
  }
}

const HALF_DAY_MS = 43_200_000;
const YEAR_MS = 366 * 2 * HALF_DAY_MS;
/** Kinds that count by what lies in the period or close to it; the rest is read whole, back to its beginning. */
const NEAR: readonly (keyof Things)[] = [
  'visit',
  'offer',
  'leg',
  'handle',
  'span',
  'arrival',
  'contact',
  'ivr',
  'response',
  'message',
  'dial',
  'outcome',
  'survey',
  'qa',
];

/** The log without what lies far from the period, so that counting an hour does not walk through weeks. */
export function near(log: RecountedLog, fromMs: number, toMs: number): RecountedLog {
  const lies = ({ from, to }: Thing): boolean =>
    Math.min(from, to ?? from) < toMs + HALF_DAY_MS && (to === null || Math.max(from, to) >= fromMs - HALF_DAY_MS);
  const things = { ...log.things };
  for (const kind of NEAR) things[kind] = things[kind].filter(lies);
  // Growth looks at the same dates of a year before.
  const inYearBefore = ({ from }: Thing): boolean =>
    from >= fromMs - YEAR_MS - HALF_DAY_MS && from < toMs - YEAR_MS + HALF_DAY_MS * 4;
  things.outcome = [...log.things.outcome.filter(inYearBefore), ...things.outcome];
  return { ...log, things, serving: log.serving.filter(lies) };
}

/** Values that a dimension has anywhere in the log. */
export function valuesOf({ all }: RecountedLog, dimension: string): Set<string | null> {
  const values = new Set<string | null>();
  for (const things of Object.values(all)) {
    for (const { d } of things) {
      const value: unknown = d[dimension];
      values.add(typeof value === 'string' ? value : null);
    }
  }
  return values;
}

/** Group by its value, as a row names it. */
export const groupName = (dimension: string, value: string | null): string => `${dimension} ${value ?? '(none)'}`;
