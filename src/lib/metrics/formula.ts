import type { AggregateName } from './aggregates.ts';
import { readingKey, type PlatformFormula } from './platform-readings.ts';
import { waitQuantile, type WaitHistogram } from './histogram.ts';

/** Sum of aggregates, some of them taken off. */
export interface Sum {
  plus: readonly AggregateName[];
  minus?: readonly AggregateName[];
}

/**
 * A metric's formula as data: read by the evaluator, by the SQL, and by the page that explains the number.
 * Times are ms inside; the unit of the metric says what comes out.
 */
export type Formula =
  /** A reading of the platform itself: of producers and closed quarter hours, not of facts. */
  | PlatformFormula
  /** A sum; 0 where nothing counted. */
  | { kind: 'count'; of: Sum }
  /** A sum of time. */
  | { kind: 'sum'; of: Sum }
  /** Sum over sum, never a mean of means, `times` a constant (1); null over nothing. */
  | { kind: 'ratio'; over: Sum; by: Sum; times?: number }
  /** A sum of decimals, which are counted in millionths; null where `known` counted nothing. */
  | { kind: 'value'; of: AggregateName; known: AggregateName; times?: number }
  /**
   * A sum of money in minor units, or that over another sum, `times` a constant (1). Null where `currencies` counted more
   * than one: amounts of two currencies are no sum.
   */
  | { kind: 'money'; of: AggregateName; currencies: AggregateName; by?: Sum; times?: number }
  /** A pure function over sums of the period, null where it has no sense. `n`: what it is a share or mean of. */
  | {
      kind: 'computed';
      of: readonly AggregateName[];
      value: (sums: SumReader, slots: SlotReader, agents: AgentReader) => number | null;
      n?: AggregateName;
    }
  /** The greatest; null over nothing. */
  | { kind: 'max'; of: AggregateName }
  /** Nearest rank from an additive histogram; null over nothing. */
  | { kind: 'quantile'; of: AggregateName; share: number }
  /** What is open at the moment; 0 where nothing is. */
  | { kind: 'gauge'; of: AggregateName }
  /** The longest of what is open at the moment; null where nothing is. */
  | { kind: 'gauge'; longest: AggregateName }
  /**
   * By how much the number of another formula is above that of the same period a year before, as a share of that; null
   * where that is nothing.
   */
  | { kind: 'growth'; of: Formula }
  /** A pure function over sums of the moment and of the last hour. */
  | {
      kind: 'derived';
      now: readonly AggregateName[];
      lastHour: readonly AggregateName[];
      value: (sums: SumReader) => number | null;
    };

/** Sums by the quarter hour, ms UTC of its start. */
export type SlotSums = ReadonlyMap<number, number>;
/** Time by agent, ms. */
export type AgentSums = ReadonlyMap<string, number>;
/** The value of an aggregate in one row: integers (counts, ms), null for a max over nothing. */
export type AggregateValue = number | null | WaitHistogram | SlotSums | AgentSums;
export type SumReader = (name: AggregateName) => number;
export type SlotReader = (name: AggregateName) => SlotSums;
type AgentReader = (name: AggregateName) => AgentSums;

/** Values of aggregates by name; absent = nothing counted. */
export type AggregateRow = ReadonlyMap<string, AggregateValue>;

const total = ({ plus, minus = [] }: Sum, read: SumReader): number =>
  plus.reduce((sum, name) => sum + read(name), 0) - minus.reduce((sum, name) => sum + read(name), 0);

/** Name under which the last hour's value of an aggregate stands in a row, for derived metrics. */
export const lastHourKey = (name: AggregateName): string => `60m:${name}`;

/** Name under which the value of an aggregate a year before stands in a row, for growth. */
export const yearBeforeKey = (name: AggregateName): string => `year before:${name}`;

/** The aggregates that a formula reads over the period asked. */
export function aggregatesOf(formula: Formula): AggregateName[] {
  switch (formula.kind) {
    case 'platform':
      return [];
    case 'count':
    case 'sum':
      return [...formula.of.plus, ...(formula.of.minus ?? [])];
    case 'ratio':
      return [...formula.over.plus, ...(formula.over.minus ?? []), ...formula.by.plus, ...(formula.by.minus ?? [])];
    case 'value':
      return [formula.of, formula.known];
    case 'money':
      return [formula.of, formula.currencies, ...(formula.by ? [...formula.by.plus, ...(formula.by.minus ?? [])] : [])];
    case 'computed':
      return [...formula.of, ...(formula.n ? [formula.n] : [])];
    case 'max':
    case 'quantile':
      return [formula.of];
    case 'gauge':
      return 'of' in formula ? [formula.of] : [formula.longest];
    case 'growth':
      return aggregatesOf(formula.of);
    case 'derived':
      return [...formula.now];
  }
}

/** The aggregates that a formula reads over the hour before asOf. */
export const lastHourAggregatesOf = (formula: Formula): readonly AggregateName[] =>
  formula.kind === 'derived' ? formula.lastHour : [];

/** The aggregates that a formula reads over the same period a year before. */
export const yearBeforeAggregatesOf = (formula: Formula): readonly AggregateName[] =>
  formula.kind === 'growth' ? aggregatesOf(formula.of) : [];

/** The value of a formula, in counts, shares or ms; null = no data. */
export function valueOf(formula: Formula, row: AggregateRow): number | null {
  const read: SumReader = (name) => (row.get(name) as number | null | undefined) ?? 0;
  switch (formula.kind) {
    case 'platform':
      return (row.get(readingKey(formula.of)) as number | null | undefined) ?? null;
    case 'count':
    case 'sum':
      return total(formula.of, read);
    case 'ratio': {
      const by = total(formula.by, read);
      return by === 0 ? null : (total(formula.over, read) / by) * (formula.times ?? 1);
    }
    case 'value':
      return read(formula.known) === 0 ? null : (read(formula.of) / 1_000_000) * (formula.times ?? 1);
    case 'money': {
      if (read(formula.currencies) > 1) return null;
      if (!formula.by) return read(formula.of);
      const by = total(formula.by, read);
      return by === 0 ? null : (read(formula.of) / by) * (formula.times ?? 1);
    }
    case 'computed':
      return formula.value(
        read,
        (name) => (row.get(name) as SlotSums | undefined) ?? new Map(),
        (name) => (row.get(name) as AgentSums | undefined) ?? new Map(),
      );
    case 'max':
      return (row.get(formula.of) as number | null | undefined) ?? null;
    case 'quantile': {
      const bound = waitQuantile((row.get(formula.of) as WaitHistogram | undefined) ?? new Map(), formula.share);
      return bound === null ? null : bound * 1_000;
    }
    case 'gauge':
      return 'of' in formula ? read(formula.of) : ((row.get(formula.longest) as number | null | undefined) ?? null);
    case 'growth': {
      const yearBefore = new Map(aggregatesOf(formula.of).map((name) => [name, row.get(yearBeforeKey(name)) ?? 0]));
      const [now, before] = [valueOf(formula.of, row), valueOf(formula.of, yearBefore)];
      return now === null || before === null || before === 0 ? null : (now - before) / before;
    }
    case 'derived':
      return formula.value((name) => (row.get(lastHourKey(name)) as number | undefined) ?? read(name));
  }
}

/** How many things stand behind a ratio, mean or percentile: its denominator. Null where the question has no sense. */
export function sampleOf(formula: Formula, row: AggregateRow): number | null {
  if (formula.kind === 'ratio') return total(formula.by, (name) => (row.get(name) as number | undefined) ?? 0);
  if (formula.kind === 'money' && formula.by) {
    return total(formula.by, (name) => (row.get(name) as number | undefined) ?? 0);
  }
  if (formula.kind === 'computed' && formula.n) return (row.get(formula.n) as number | undefined) ?? 0;
  if (formula.kind !== 'quantile') return null;
  let n = 0;
  for (const count of ((row.get(formula.of) as WaitHistogram | undefined) ?? new Map<number, number>()).values())
    n += count;
  return n;
}

/** What of its denominator a ratio counts; null for what is no ratio. */
export const hitsOf = (formula: Formula, row: AggregateRow): number | null =>
  formula.kind === 'ratio' ? total(formula.over, (name) => (row.get(name) as number | undefined) ?? 0) : null;

/** The formula in one line, in the names of the aggregates: what a person reads beside the number. */
export function printFormula(formula: Formula): string {
  const print = ({ plus, minus = [] }: Sum): string => {
    const text = plus.join(' + ') + minus.map((name) => ` − ${name}`).join('');
    return plus.length + minus.length > 1 ? `(${text})` : text;
  };
  switch (formula.kind) {
    case 'platform':
      return `platform reading ${formula.of}`;
    case 'count':
    case 'sum':
      return [formula.of.plus.join(' + '), ...(formula.of.minus ?? [])].join(' − ');
    case 'ratio':
      return `${print(formula.over)} / ${print(formula.by)}${formula.times === undefined ? '' : ` × ${formula.times}`}`;
    case 'value':
      return `${formula.of}${formula.times === undefined ? '' : ` × ${formula.times}`}, where ${formula.known} > 0`;
    case 'money': {
      const by = formula.by ? ` / ${print(formula.by)}` : '';
      return `${formula.of}${by}${formula.times === undefined ? '' : ` × ${formula.times}`}, where ${formula.currencies} <= 1`;
    }
    case 'computed':
      return `f(${formula.of.join(', ')})`;
    case 'max':
      return `max(${formula.of})`;
    case 'quantile':
      return `${formula.share * 100}th percentile of ${formula.of}, nearest rank`;
    case 'gauge':
      return 'of' in formula ? `${formula.of} at asOf` : `longest of ${formula.longest} at asOf`;
    case 'growth':
      return `${printFormula(formula.of)}, over the same a year before − 1`;
    case 'derived':
      if (formula.lastHour.length === 0) return `f(${formula.now.join(', ')}) at asOf`;
      return `f(${formula.now.join(', ')}; last 60 min: ${formula.lastHour.join(', ')})`;
  }
}
