import { aggregate, countsDistinct } from './aggregates.ts';
import { DIMENSIONS, type AnyDimension } from './dimensions.ts';
import type { Definition } from './definition.ts';
import { AGENT_TIME } from './definitions/agent-time.ts';
import { AGENTS } from './definitions/agents.ts';
import { CONTACTS } from './definitions/contacts.ts';
import { HANDLING } from './definitions/handling.ts';
import { INBOUND } from './definitions/inbound.ts';
import { LOANS } from './definitions/loans.ts';
import { LINES } from './definitions/lines.ts';
import { PLANS } from './definitions/plans.ts';
import { PLATFORM } from './definitions/platform.ts';
import { SELF_SERVICE } from './definitions/self-service.ts';
import { OUTBOUND } from './definitions/outbound.ts';
import { QUALITY } from './definitions/quality.ts';
import { SALES } from './definitions/sales.ts';
import { WORK } from './definitions/work.ts';
import { SECOND_ORDER } from './definitions/second-order.ts';
import { ownDimensions } from './fact-kinds.ts';
import { aggregatesOf, lastHourAggregatesOf, printFormula, type Formula } from './formula.ts';
import { LOCALES, type Locale } from './locale.ts';
import { EN } from './words/en.ts';
import { RU } from './words/ru.ts';
import { wordsIn, type MetricWords } from './words/metric-words.ts';
import { LOANS_WORDS } from './words/loans.ts';
import { AGENT_TIME_WORDS } from './words/agent-time.ts';
import { CONTACTS_WORDS } from './words/contacts.ts';
import { LINES_WORDS } from './words/lines.ts';
import { PLANS_WORDS } from './words/plans.ts';
import { PLATFORM_WORDS } from './words/platform.ts';
import { SELF_SERVICE_WORDS } from './words/self-service.ts';
import { OUTBOUND_WORDS } from './words/outbound.ts';
import { QUALITY_WORDS } from './words/quality.ts';
import { SALES_WORDS } from './words/sales.ts';
import { WORK_WORDS } from './words/work.ts';
import { SECOND_ORDER_WORDS } from './words/second-order.ts';
import { ZH_CN } from './words/zh-cn.ts';
import { ZH_TW } from './words/zh-tw.ts';

/** Every metric of the product. Nobody writes a metric a second time: the engine, the SQL, the pages and the API read this. */
const DEFINITIONS = {
  ...INBOUND,
  ...HANDLING,
  ...AGENTS,
  ...CONTACTS,
  ...SELF_SERVICE,
  ...LINES,
  ...AGENT_TIME,
  ...PLANS,
  ...OUTBOUND,
  ...QUALITY,
  ...SALES,
  ...WORK,
  ...LOANS,
  ...SECOND_ORDER,
  ...PLATFORM,
} as const satisfies Record<string, Definition>;

export type MetricId = keyof typeof DEFINITIONS;

const FIRST_WORDS = { en: EN, 'zh-CN': ZH_CN, 'zh-TW': ZH_TW, ru: RU } as const;

const wordsOf = (locale: Locale): Record<MetricId, MetricWords> => ({
  ...FIRST_WORDS[locale],
  ...wordsIn(CONTACTS_WORDS, locale),
  ...wordsIn(SELF_SERVICE_WORDS, locale),
  ...wordsIn(LINES_WORDS, locale),
  ...wordsIn(AGENT_TIME_WORDS, locale),
  ...wordsIn(PLANS_WORDS, locale),
  ...wordsIn(OUTBOUND_WORDS, locale),
  ...wordsIn(QUALITY_WORDS, locale),
  ...wordsIn(SALES_WORDS, locale),
  ...wordsIn(WORK_WORDS, locale),
  ...wordsIn(LOANS_WORDS, locale),
  ...wordsIn(SECOND_ORDER_WORDS, locale),
  ...wordsIn(PLATFORM_WORDS, locale),
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
  if (formula.kind === 'platform') return formula.empty === 0 ? 'count' : 'derived';
  if (formula.kind === 'computed' || formula.kind === 'growth') return 'derived';
  if (formula.kind === 'value') return 'sum';
  if (formula.kind === 'money') return formula.by ? 'ratio' : 'sum';
  if (formula.kind !== 'count') return formula.kind;
  return formula.of.plus.some(countsDistinct) ? 'distinct' : 'count';
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
    formula.kind === 'count' ||
    formula.kind === 'sum' ||
    (formula.kind === 'platform' && formula.empty === 0) ||
    (formula.kind === 'money' && !formula.by) ||
    (formula.kind === 'gauge' && 'of' in formula);
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

/** Everything that the dictionary holds. */
export const DICTIONARY: readonly Metric[] = (Object.entries(DEFINITIONS) as [MetricId, Definition][]).map(
  ([id, definition]) => metric(id, definition),
);

/** What is counted from facts: all but what the platform says of itself. */
export const METRICS: readonly Metric[] = DICTIONARY.filter(({ formula }) => formula.kind !== 'platform');

const byId = new Map<string, Metric>(DICTIONARY.map((entry) => [entry.id, entry]));

/** The metric of that id, or null. */
export const metricById = (id: string): Metric | null => byId.get(id) ?? null;
