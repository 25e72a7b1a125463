import { aggregate, type AggregateName } from '#lib/metrics/aggregates.ts';
import { metricById, type Metric } from '#lib/metrics/dictionary.ts';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import { aggregatesOf, lastHourAggregatesOf, lastHourKey, type AggregateValue } from '#lib/metrics/formula.ts';
import type { Filter, LiveQuestion, Row, WindowName } from '#lib/metrics/question.ts';
import { compareDimensionValues, shownValues } from '#lib/metrics/rows.ts';
import { countPeriod, type CountedCell } from '#lib/reports/count-period.ts';
import { coveredIntervals } from '#lib/reports/coverage.ts';
import { businessDayStart, HOUR_MS, intervalStart, MINUTE_MS, SLOT_MS } from '#lib/time/interval.ts';
import { dimensionVersions } from '#lib/warehouse/dimension-versions.ts';
import { producerSpans, type ProducerSpan } from '#lib/warehouse/producer-spans.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { DEFAULT_ZONE } from './floors.ts';

const LENGTH_MS: Partial<Record<WindowName, number>> = {
  now: SLOT_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '60m': HOUR_MS,
};

type Asked = Pick<LiveQuestion, 'by' | 'filter' | 'basis'>;

/** Answers live questions from the warehouse, by the functions that reports use: the other half of the comparison. */
export class SqlAnswers {
  readonly #warehouse: Warehouse;
  readonly #known: Dimensions;
  readonly #spans: readonly ProducerSpan[];
  readonly #sites: readonly (string | null)[];
  readonly #asOfMs: number;

  static async open(warehouse: Warehouse, sites: readonly string[], asOfMs: number): Promise<SqlAnswers> {
    const known = new Dimensions(await dimensionVersions(warehouse));
    return new SqlAnswers(warehouse, known, await producerSpans(warehouse), [...sites, null], asOfMs);
  }

  private constructor(
    warehouse: Warehouse,
    known: Dimensions,
    spans: readonly ProducerSpan[],
    sites: readonly (string | null)[],
    asOfMs: number,
  ) {
    this.#warehouse = warehouse;
    this.#known = known;
    this.#spans = spans;
    this.#sites = sites;
    this.#asOfMs = asOfMs;
  }

  /** The rows of each grouping. `apart`: one count by each; else one count by all of `within`, added up to each. */
  async rows(
    question: Omit<LiveQuestion, 'by'>,
    groupings: readonly (readonly Dimension[])[],
    within?: readonly Dimension[],
  ): Promise<Row[][]> {
    const { filter, basis, window } = question;
    const metrics = question.metrics.map((id) => metricById(id)!);
    const names = aggregatesIn(metrics, aggregatesOf);
    const finest = within && (await this.#cells(window, { by: within, filter, basis }, names));
    const covered = this.#covered(window, filter);
    return Promise.all(
      groupings.map(async (by) => {
        const cells = finest ? addedUp(finest, within, by) : await this.#cells(window, { by, filter, basis }, names);
        await this.#addLastHour(cells, metrics, by, filter);
        return cells.map(({ dims, values }) => ({
          ...Object.fromEntries(by.map((dimension, i) => [dimension, dims[i]!])),
          ...shownValues(metrics, values, covered),
        }));
      }),
    );
  }

  /** True where the window has a length everywhere: at the first instant of a day its today has none. */
  hasLength(window: WindowName, filter: Filter): boolean {
    return [...this.#starts(window, filter).values()].every((start) => start < this.#asOfMs);
  }

  #covered(window: WindowName, filter: Filter): boolean {
    const fromMs = Math.min(...this.#starts(window, filter).values());
    return coveredIntervals(this.#spans, filter, { startsMs: [fromMs], toMs: this.#asOfMs, asOfMs: this.#asOfMs })[0]!;
  }

  async #addLastHour(
    cells: CountedCell[],
    metrics: readonly Metric[],
    by: readonly Dimension[],
    filter: Filter,
  ): Promise<void> {
    const names = aggregatesIn(metrics, lastHourAggregatesOf);
    if (names.length === 0) return;
    for (const { dims, values } of await this.#count({ by, filter, basis: 'event' }, names, this.#asOfMs - HOUR_MS)) {
      const cell = cells.find((other) => same(other.dims, dims));
      if (cell) for (const [name, value] of values) cell.values.set(lastHourKey(name as AggregateName), value);
    }
  }

  /** Where the window begins, by site. */
  #starts(window: WindowName, filter: Filter): Map<string | null, number> {
    const sites = filter.site ?? this.#sites;
    const lengthMs = LENGTH_MS[window];
    return new Map(
      sites.map((site) => {
        if (lengthMs !== undefined) return [site, this.#asOfMs - lengthMs];
        const { zone, dayStartMs } = this.#known.calendar(site, this.#asOfMs, DEFAULT_ZONE);
        if (window === 'today') return [site, businessDayStart(this.#asOfMs, zone, dayStartMs)];
        return [site, intervalStart('30m', this.#asOfMs, zone)];
      }),
    );
  }

  /** One count where the window begins everywhere at once; else one for every start, of the sites that begin there. */
  async #cells(window: WindowName, asked: Asked, names: AggregateName[]): Promise<CountedCell[]> {
    const starts = this.#starts(window, asked.filter);
    const distinct = [...new Set(starts.values())];
    if (distinct.length === 1) return this.#count(asked, names, distinct[0]!);
    const bySite: Dimension[] = ['site', ...asked.by.filter((dimension) => dimension !== 'site')];
    const counted: CountedCell[] = [];
    for (const start of distinct) {
      const cells = await this.#count({ ...asked, by: bySite }, names, start);
      counted.push(...cells.filter(({ dims }) => starts.get(dims[0]!) === start));
    }
    return addedUp(counted, bySite, asked.by);
  }

  #count({ by, filter, basis }: Asked, aggregates: AggregateName[], fromMs: number): Promise<CountedCell[]> {
    const period = { startsMs: [fromMs], toMs: this.#asOfMs, asOfMs: this.#asOfMs };
    const thresholds = this.#known.thresholds();
    return countPeriod(this.#warehouse, { aggregates, by, filter, basis, period, thresholds });
  }
}

const aggregatesIn = (
  metrics: readonly Metric[],
  of: (formula: Metric['formula']) => readonly AggregateName[],
): AggregateName[] => [...new Set(metrics.flatMap(({ formula }) => of(formula)))];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

/** Cells of the dimensions `within` added up to those of `by`, a part of them; in the order of answers. */
function addedUp(cells: readonly CountedCell[], within: readonly Dimension[], by: readonly Dimension[]): CountedCell[] {
  const sums = new Map<string, CountedCell>();
  if (by.length === 0) sums.set('[]', { intervalMs: 0, dims: [], values: new Map() });
  for (const cell of cells) {
    const dims = by.map((dimension) => cell.dims[within.indexOf(dimension)]!);
    const key = JSON.stringify(dims);
    const sum = sums.get(key) ?? { intervalMs: cell.intervalMs, dims, values: new Map<string, AggregateValue>() };
    add(sum.values, cell.values);
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => {
    const differing = a.dims.findIndex((value, i) => value !== b.dims[i]);
    return differing < 0 ? 0 : compareDimensionValues(a.dims[differing]!, b.dims[differing]!);
  });
}

function add(to: Map<string, AggregateValue>, from: ReadonlyMap<string, AggregateValue>): void {
  for (const [name, value] of from) to.set(name, sumOf(name as AggregateName, to.get(name) ?? null, value));
}

function sumOf(name: AggregateName, a: AggregateValue, b: AggregateValue): AggregateValue {
  if (a === null) return b;
  if (b === null) return a;
  if (a instanceof Map && b instanceof Map) {
    const sum = new Map(a);
    for (const [bound, count] of b) sum.set(bound, (sum.get(bound) ?? 0) + count);
    return sum;
  }
  const { take } = aggregate(name);
  const greatest = typeof take === 'object' && ('max' in take || 'maxTime' in take);
  return greatest ? Math.max(a as number, b as number) : (a as number) + (b as number);
}
