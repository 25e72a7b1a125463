import type { AggregateName } from '../metrics/aggregates.ts';
import { metricById, type Metric } from '../metrics/dictionary.ts';
import type { Dimensions } from '../metrics/dimension-register.ts';
import { aggregatesOf, lastHourAggregatesOf, lastHourKey, type AggregateValue } from '../metrics/formula.ts';
import type { LiveAnswer, LiveQuestion, Row } from '../metrics/question.ts';
import { compareDimensionValues, shownRanges, shownSamples, shownValues } from '../metrics/rows.ts';
import { HOUR_MS } from '../time/interval.ts';
import { evaluate, type Facts, type Groups } from './evaluate.ts';
import { livePeriod } from './live-window.ts';
import { addReadings } from './platform-live.ts';
import type { Producers } from './producers.ts';

/** What the engine knows and a live answer is made of. */
export interface LiveState {
  facts: Facts;
  producers: Producers;
  known: Dimensions;
  defaultZone: string;
}

/** Answers a live question at asOf (a whole second, ms UTC). Pure in (state, question, asOf, now). */
export function liveAnswer(state: LiveState, question: LiveQuestion, asOfMs: number, nowMs: number): LiveAnswer {
  const { facts, producers, known, defaultZone } = state;
  const metrics = question.metrics.map((id) => {
    const metric = metricById(id);
    if (!metric) throw new RangeError(`There is no metric ${id}.`);
    return metric;
  });
  const { by, filter, basis, window } = question;
  const sites = filter.site ?? [...facts.dimensions.sites];
  const period = livePeriod(window, asOfMs, sites, known, defaultZone);
  const ask = (aggregates: readonly AggregateName[], fromMs?: number): Groups =>
    evaluate(facts, {
      aggregates,
      by,
      filter,
      basis: fromMs === undefined ? basis : 'event',
      period: fromMs === undefined ? period : { fromMs, toMs: asOfMs, asOfMs },
      thresholds: known.thresholds(),
    });
  const groups = ask(metrics.flatMap(({ formula }) => aggregatesOf(formula)));
  const lastHour = metrics.flatMap(({ formula }) => lastHourAggregatesOf(formula));
  if (lastHour.length > 0) addLastHour(groups, ask(lastHour, asOfMs - HOUR_MS));

  addReadings(groups, metrics, question, producers, { asOfMs, nowMs });

  const covered = producers.covers(filter, period.fromMs, asOfMs);
  const entries = [...groups.values()];
  if (by.length === 0 && entries.length === 0) entries.push({ dims: [], values: new Map() });
  entries.sort((a, b) => compareDims(a.dims, b.dims));
  return {
    asOf: asOfMs,
    window,
    basis,
    rows: entries.map(({ dims, values }) => row(by, dims, metrics, values, covered)),
    samples: entries.map(({ values }) => shownSamples(metrics, values)),
    ranges: entries.map(({ values }) => shownRanges(metrics, values)),
    freshness: producers.freshness(filter, period.fromMs, asOfMs, nowMs),
  };
}

function row(
  by: readonly string[],
  dims: readonly (string | null)[],
  metrics: readonly Metric[],
  values: ReadonlyMap<string, AggregateValue>,
  covered: boolean,
): Row {
  return { ...Object.fromEntries(by.map((name, i) => [name, dims[i]!])), ...shownValues(metrics, values, covered) };
}

/** The last hour's values stand beside those of the moment; they make no row of their own. */
function addLastHour(groups: Groups, lastHour: Groups): void {
  for (const [key, { values }] of lastHour) {
    const group = groups.get(key);
    if (group) for (const [name, value] of values) group.values.set(lastHourKey(name as AggregateName), value);
  }
}

function compareDims(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const order = compareDimensionValues(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
