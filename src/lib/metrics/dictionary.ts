import { aggregate } from './aggregates.ts';
import { DIMENSIONS, type AnyDimension } from './dimensions.ts';
import type { Definition } from './definition.ts';
import { AGENTS } from './definitions/agents.ts';
import { HANDLING } from './definitions/handling.ts';
import { INBOUND } from './definitions/inbound.ts';
import { OUTBOUND } from './definitions/outbound.ts';
import { ownDimensions } from './fact-kinds.ts';
import { aggregatesOf, lastHourAggregatesOf, printFormula, type Formula } from './formula.ts';
import { LOCALES, type Locale } from './locale.ts';
import { EN } from './words/en.ts';
import { RU } from './words/ru.ts';
import { wordsIn, type MetricWords } from './words/metric-words.ts';
import { OUTBOUND_WORDS } from './words/outbound.ts';
import { ZH_CN } from './words/zh-cn.ts';
import { ZH_TW } from './words/zh-tw.ts';

/** Every metric of the product. Nobody writes a metric a second time: the engine, the SQL, the pages and the API read this. */
const DEFINITIONS = {
  ...INBOUND,
  ...HANDLING,
  ...AGENTS,
  ...OUTBOUND,
} as const satisfies Record<string, Definition>;

export type MetricId = keyof typeof DEFINITIONS;

const FIRST_WORDS = { en: EN, 'zh-CN': ZH_CN, 'zh-TW': ZH_TW, ru: RU } as const;

const wordsOf = (locale: Locale): Record<MetricId, MetricWords> => ({
  ...FIRST_WORDS[locale],
  ...wordsIn(OUTBOUND_WORDS, locale),
});

const WORDS = Object.fromEntries(LOCALES.map((locale) => [locale, wordsOf(locale)])) as Record<
  Locale,
  Record<MetricId, MetricWords>
>;

const texts = (id: MetricId, part: keyof MetricWords): Record<Locale, string> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, WORDS[locale][id][part]])) as Record<Locale, string>;

/** What a metric is by contract 8. */
export type MetricKind = 'count' | 'sum' | 'ratio' | 'gauge' | 'max' | 'quantile' | 'distinct' | 'derived';

/** One entry of the dictionary: everything that is known of a metric. */
export interface Metric extends Omit<Definition, 'live'> {
  id: MetricId;
  label: Readonly<Record<Locale, string>>;
  help: Readonly<Record<Locale, string>>;
  kind: MetricKind;
  /** The formula in one line. */
  printed: string;
  dimensions: readonly AnyDimension[];
  /** What a row shows where nothing counted. */
  none: 'null' | '0';
  live: boolean;
  /** Whether a report may ask for it. */
  inReports: boolean;
}

function kindOf(formula: Formula): MetricKind {
  if (formula.kind === 'computed') return 'derived';
  if (formula.kind === 'value') return 'sum';
  if (formula.kind !== 'count') return formula.kind;
  const isDistinct = formula.of.plus.some((name) => {
    const { take } = aggregate(name);
    return typeof take === 'object' && 'distinct' in take;
  });
  return isDistinct ? 'distinct' : 'count';
}

/** The dimensions of all facts, and those that all facts which the formula counts have beside them. */
function dimensionsOf(formula: Formula): readonly AnyDimension[] {
  const names = [...aggregatesOf(formula), ...lastHourAggregatesOf(formula)];
  const own = [...new Set(names.map((name) => aggregate(name).fact))].map(ownDimensions);
  const [first = [], ...others] = own;
  return [...DIMENSIONS, ...first.filter((name) => others.every((dimensions) => dimensions.includes(name)))];
}

function metric(id: MetricId, definition: Definition): Metric {
  const { formula } = definition;
  const zeroOverNothing =
    formula.kind === 'count' || formula.kind === 'sum' || (formula.kind === 'gauge' && 'of' in formula);
  return {
    ...definition,
    id,
    label: texts(id, 'label'),
    help: texts(id, 'help'),
    kind: kindOf(formula),
    printed: printFormula(formula),
    dimensions: definition.dimensions ?? dimensionsOf(formula),
    none: zeroOverNothing ? '0' : 'null',
    live: definition.live !== false,
    inReports: definition.report !== false,
  };
}

export const METRICS: readonly Metric[] = (Object.entries(DEFINITIONS) as [MetricId, Definition][]).map(
  ([id, definition]) => metric(id, definition),
);

const byId = new Map<string, Metric>(METRICS.map((entry) => [entry.id, entry]));

/** The metric of that id, or null. */
export const metricById = (id: string): Metric | null => byId.get(id) ?? null;
