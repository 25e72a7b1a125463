import type { AggregateName } from './aggregates.ts';
import type { SmallSample } from './confidence.ts';
import type { Formula, Sum } from './formula.ts';
import type { AnyDimension } from './dimensions.ts';
import type { MetricTarget } from './settings.ts';

/**
 * To which interval a thing counts (domain 1.0): entry, event, wrap completion, clipped, snapshot, attempt, due date,
 * response or decision; P: the period for which somebody else counted it.
 */
export type AttributionCode = 'E' | 'X' | 'W' | 'C' | 'S' | 'A' | 'D' | 'R' | 'P';

/** What a number is measured in. `money`: minor units of its currency; `per_100k`: per 100,000; `points`: -100 to 100. */
export type Unit = 'count' | 'ratio' | 'seconds' | 'money' | 'per_100k' | 'points' | 'number';

/** What somebody writes down of a metric; the rest of the dictionary is derived from it. */
export interface Definition {
  /** Code of the trade's list (domain 1). */
  code: string;
  unit: Unit;
  /** Direction in which the number gets better. */
  better: 'higher' | 'lower' | 'neither';
  attribution: AttributionCode;
  formula: Formula;
  target?: MetricTarget;
  /**
   * Which range of 95 % stands beside it where it is counted over few: `wilson` of a share, `poisson` of rare events over
   * many.
   */
  small?: SmallSample;
  /** Where the definition comes from. */
  source: string;
  /** False where a period has no such number. */
  report?: false;
  /** False where it needs more of the past than a live window holds. */
  live?: false;
  /** Page on which the number stands by producer or in detail. */
  page?: string;
  /** Dimensions, where they are not those of the facts that it counts. */
  dimensions?: readonly AnyDimension[];
}

export const CONTRACT = 'Contract 6';

export const sum = (...plus: AggregateName[]): Sum => ({ plus });
export const count = (...plus: AggregateName[]): Formula => ({ kind: 'count', of: sum(...plus) });
export const ratio = (over: Sum, by: Sum, times?: number): Formula => ({
  kind: 'ratio',
  over,
  by,
  ...(times === undefined ? {} : { times }),
});
export const gauge = (of: AggregateName): Formula => ({ kind: 'gauge', of });

/** A mean time: sum of ms over how many. */
export const mean = (
  code: string,
  better: Definition['better'],
  over: Sum,
  by: Sum,
  attribution: AttributionCode,
): Definition => ({
  code,
  unit: 'seconds',
  better,
  attribution,
  formula: ratio(over, by),
  source: CONTRACT,
});
