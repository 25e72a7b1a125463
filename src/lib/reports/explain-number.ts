import { aggregate, needsThreshold, type AggregateName } from '../metrics/aggregates.ts';
import type { Range } from '../metrics/confidence.ts';
import { metricById, METRICS, type Metric } from '../metrics/dictionary.ts';
import { aggregatesOf, hitsOf, sampleOf, type AggregateRow, type AggregateValue } from '../metrics/formula.ts';
import { shownRanges, shownSamples, shownValues } from '../metrics/rows.ts';
import { levelFormula, levelMetric, type LevelFormula } from '../metrics/service-level.ts';
import type { ServiceLevelFormula } from '../metrics/settings.ts';
import type { Thresholds, ThresholdStep } from '../metrics/thresholds.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { NumberQuestion } from './contacts-question.ts';
import { keptTo, knownFloor, listedMetric } from './contacts.ts';
import { countPeriod, together } from './count-period.ts';
import { coveredIntervals, epochsInScope, isHeard, type HeardEpoch } from './coverage.ts';
import { periodParts } from './period-parts.ts';
import { periodCompleteness, restatedIntervals } from './period-trust.ts';
import { CLOSING_MS, isSettled } from './settled.ts';

/** T, S and the formula of one scope from an instant on. */
export interface RuleInForce {
  /** Null: every site, or every queue of the site, that has no setting of its own. */
  site: string | null;
  queue: string | null;
  /** Null: since ever. */
  sinceMs: number | null;
  slThresholdMs: number;
  shortAbandonMs: number;
  serviceLevelFormula: ServiceLevelFormula;
}

/** What a number is made of, and how far it can be believed. */
export interface Explanation {
  /** As the metric's unit shows it; null = no data. */
  value: number | null;
  /** Its denominator, and the range of 95 % where the definition has one. */
  n: number | null;
  range: Range | null;
  /** The sums of its formula as stored (ms, millionths); of a histogram how many stand in it. */
  sums: Readonly<Partial<Record<AggregateName, number | null>>>;
  /** By which formula a service level counts; null of any other metric. Of one formula, `sums` are those of its own metric. */
  formula: LevelFormula | null;
  /** The other metrics of its family at the same moment, the number itself among them. */
  family: readonly { id: string; value: number | null; n: number | null }[];
  /** T and S that judged its facts; empty where none is read. */
  rules: readonly RuleInForce[];
  fromMs: number;
  toMs: number;
  asOfMs: number;
  completeness: number | null;
  /** Producers of which events are missing, and the share of them that is there. */
  missing: readonly { p: string; completeness: number }[];
  restated: number;
  simulated: boolean;
  provisional: boolean;
  /** False where the history has not yet all that happened in the period before asOf. */
  reached: boolean;
}

/** Metrics that say the same by another formula: those of one code that are shares or means. */
const familyOf = ({ id, code, kind }: Metric): Metric[] =>
  id.startsWith('service_level') ? METRICS.filter((other) => other.code === code && other.kind === kind) : [];

/**
 * Explains a number by the counts of its own question. `lag`: lines that the history has not read yet, null where that is
 * not known here. Throws WarehouseError.
 */
export async function explainNumber(
  warehouse: Warehouse,
  question: NumberQuestion,
  nowMs: number,
  lag: number | null,
): Promise<Explanation> {
  const { metric } = listedMetric(question.metric);
  const family = familyOf(metric);
  const metrics = family.length > 0 ? family : [metric];
  const { filter, basis, toMs } = question;
  const asOfMs = question.asOfMs ?? nowMs;
  const { known, spans } = await knownFloor(warehouse);
  const parts = periodParts(question, asOfMs, known, spans);
  const fromMs = Math.min(...parts.map(({ period }) => period.startsMs[0]!));
  const thresholds = known.thresholds();
  const calendar = keptTo(question, known);
  const aggregates = [...new Set(metrics.flatMap(({ formula }) => aggregatesOf(formula)))];
  const values: Map<string, AggregateValue> = new Map();
  for (const { period, filter: own } of parts) {
    const [cell] = await countPeriod(warehouse, {
      ...{ aggregates, by: [], filter: own, basis, period, thresholds, calendar },
    });
    for (const [name, value] of cell!.values) {
      values.set(name, together(name as AggregateName, values.get(name) ?? null, value));
    }
  }
  const whole = { startsMs: [fromMs], toMs, asOfMs };
  const covered = coveredIntervals(spans, filter, whole)[0]!;
  const epochs = epochsInScope(spans, filter, fromMs, Math.min(toMs, asOfMs));
  const [completeness, missing, restated, settled] = await Promise.all([
    periodCompleteness(warehouse, epochs, fromMs, toMs),
    incompleteProducers(warehouse, epochs, fromMs, toMs),
    restatedIntervals(warehouse, filter, fromMs, toMs),
    isSettled(warehouse, [metric], filter, fromMs, toMs, asOfMs),
  ]);
  const formula = metric.id === 'service_level' ? formulaOf(metric, values, thresholds, filter, fromMs, toMs) : null;
  const told = formula === null || formula === 'mixed' ? metric : metricById(levelMetric(formula))!;
  const shown = shownValues(metrics, values, covered);
  const samples = shownSamples(metrics, values);
  const inScope = spans.filter(({ site }) => !filter.site || (site !== null && filter.site.includes(site)));
  const heardUpTo = inScope.reduce((last, { lastAt }) => Math.max(last, lastAt), Number.MIN_SAFE_INTEGER);
  const wantedMs = Math.min(asOfMs, toMs);
  return {
    value: shown[metric.id] as number | null,
    n: samples[metric.id] ?? null,
    range: covered ? (shownRanges([metric], values)[metric.id] ?? null) : null,
    sums: covered ? sumsOf(told, values) : {},
    formula,
    family: family.map(({ id }) => ({ id, value: shown[id] as number | null, n: samples[id] ?? null })),
    rules: metrics.some(readsThresholds) ? rulesInForce(thresholds, question, fromMs) : [],
    fromMs,
    toMs,
    asOfMs,
    completeness,
    missing,
    restated,
    simulated: isHeard(
      epochs.filter(({ simulated }) => simulated),
      fromMs,
      toMs,
    ),
    provisional: !settled,
    reached: lag === 0 || heardUpTo >= wantedMs || (lag === null && wantedMs + CLOSING_MS < nowMs),
  };
}

/** The formula in force, where the number is that formula's to the last visit; else it is mixed. */
function formulaOf(
  metric: Metric,
  row: AggregateRow,
  thresholds: Thresholds,
  filter: NumberQuestion['filter'],
  fromMs: number,
  toMs: number,
): LevelFormula {
  const formula = levelFormula(thresholds, filter, fromMs, toMs);
  if (formula === 'mixed') return formula;
  const own = metricById(levelMetric(formula))!;
  const parts = [metric, own].map((one) => JSON.stringify([sampleOf(one.formula, row), hitsOf(one.formula, row)]));
  return parts[0] === parts[1] ? formula : 'mixed';
}

function sumsOf(metric: Metric, row: AggregateRow): Explanation['sums'] {
  const sums = aggregatesOf(metric.formula).map((name) => {
    const value = row.get(name) ?? null;
    const count =
      value instanceof Map ? [...value.values()].reduce((all, one) => all + one, 0) : (value as number | null);
    return [name, count] as const;
  });
  return Object.fromEntries(sums);
}

async function incompleteProducers(
  warehouse: Warehouse,
  epochs: readonly HeardEpoch[],
  fromMs: number,
  toMs: number,
): Promise<Explanation['missing']> {
  const names = [...new Set(epochs.map(({ p }) => p))];
  const shares = await Promise.all(
    names.map(async (p) => ({
      p,
      completeness: await periodCompleteness(
        warehouse,
        epochs.filter((epoch) => epoch.p === p),
        fromMs,
        toMs,
      ),
    })),
  );
  return shares.flatMap(({ p, completeness }) =>
    completeness !== null && completeness < 1 ? [{ p, completeness }] : [],
  );
}

const readsThresholds = ({ formula }: Metric): boolean =>
  aggregatesOf(formula).some((name) => needsThreshold(aggregate(name).where));

/** T and S in the period: the default, and every scope of the question that differs from it or from its site. */
function rulesInForce(
  { defaults, timelines }: Thresholds,
  { filter, toMs }: NumberQuestion,
  fromMs: number,
): RuleInForce[] {
  const isUsual = ({ slThresholdMs, shortAbandonMs, serviceLevelFormula }: ThresholdStep): boolean =>
    slThresholdMs === defaults.slThresholdMs &&
    shortAbandonMs === defaults.shortAbandonMs &&
    serviceLevelFormula === defaults.serviceLevelFormula;
  const unusualSites = new Set(
    timelines.filter(({ queue, steps }) => queue === null && !steps.every(isUsual)).map(({ site }) => site),
  );
  const asked = timelines.filter(
    ({ site, queue, steps }) =>
      (!filter.site || site === null || filter.site.includes(site)) &&
      (!filter.queue || queue === null || filter.queue.includes(queue)) &&
      (unusualSites.has(site) || !steps.every(isUsual)),
  );
  const all = [{ site: null, queue: null, steps: [defaults] }, ...asked];
  return all.flatMap(({ site, queue, steps }) =>
    steps
      .filter((step, i) => step.fromMs < toMs && (steps[i + 1]?.fromMs ?? Infinity) > fromMs)
      .map(({ fromMs: since, ...step }) => ({
        site,
        queue,
        sinceMs: since === defaults.fromMs ? null : since,
        slThresholdMs: step.slThresholdMs,
        shortAbandonMs: step.shortAbandonMs,
        serviceLevelFormula: step.serviceLevelFormula,
      })),
  );
}
