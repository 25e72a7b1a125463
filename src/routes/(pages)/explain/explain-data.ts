import type { Identity } from '#lib/access/identity.ts';
import type { AggregateName } from '#lib/metrics/aggregates.ts';
import type { CalendarGroup } from '#lib/metrics/calendar-groups.ts';
import { metricById, type Metric } from '#lib/metrics/dictionary.ts';
import type { Formula } from '#lib/metrics/formula.ts';
import { shareUnit, shownShare, sidesOf } from '#lib/metrics/formula-sides.ts';
import { isNamedFormula, levelMetric, type LevelFormula } from '#lib/metrics/service-level.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import type { ContactsAnswer } from '#lib/reports/contacts-answer.ts';
import type { ContactsQuestion } from '#lib/reports/contacts-question.ts';
import type { Explanation } from '#lib/reports/explain-number.ts';
import type { WhyAnswer } from '#lib/reports/why-answer.ts';
import type { Product } from '#lib/runtime/product.ts';
import { calendarLabel, type NamedShift } from '#lib/ui/calendar-label.ts';
import { columnTexts, shareText } from '#lib/ui/explain-text.ts';
import { formatForPage } from '#lib/ui/format.ts';
import { formulaText } from '#lib/ui/formula-text.ts';
import { problemOf } from '#lib/wire/problem.ts';
import { aggregateWord } from '#lib/words/aggregate-words.ts';
import { CALENDAR_GROUP_WORDS } from '#lib/words/calendar-group-words.ts';
import { dimensionWord } from '#lib/words/dimension-words.ts';
import { factKindWord } from '#lib/words/fact-words.ts';
import { levelLabel } from '#lib/words/level-words.ts';
import { speak } from '#lib/words/speak.ts';
import { conditionText } from './why-text.ts';

interface Where {
  locale: Locale;
  zone: string;
  shifts: readonly NamedShift[];
}

/** The answers of the history to one question; never rejects. */
export async function answersOf(product: Product, question: ContactsQuestion, identity: Identity) {
  try {
    const [explanation, contacts, why] = await Promise.all([
      product.explain(question, identity),
      product.contacts(question, identity),
      question.why === null ? null : product.why({ ...question, why: question.why }, identity),
    ]);
    return { answers: { explanation, contacts, why }, failure: null };
  } catch (thrown) {
    const told = problemOf(thrown);
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return { answers: null, failure: { away: told?.status === 503, detail } };
  }
}

/** The formula in print: of a service level the one that is in force. */
const printedFormula = (metric: Metric, formula: LevelFormula | null): Formula =>
  formula === null || formula === 'mixed' ? metric.formula : metricById(levelMetric(formula))!.formula;

/** What is known of the metric itself, in a language; `formula`: by which its service level counts. */
export const definitionOf = (metric: Metric, locale: Locale, formula: LevelFormula | null) => ({
  id: metric.id,
  code: metric.code,
  label: metric.label[locale],
  help: metric.help[locale],
  source: metric.source,
  unit: metric.unit,
  formula: formulaText(printedFormula(metric, formula), locale),
  formulaName: formula === null || !isNamedFormula(formula) ? null : levelLabel(formula, locale),
});

/** Formulas whose sums can stand in the places of their names. */
const isArithmetic = ({ kind }: Formula): boolean => kind === 'count' || kind === 'sum' || kind === 'ratio';

/** The number and all that it is made of, in print. */
export function numberText(metric: Metric, explanation: Explanation, { locale }: Pick<Where, 'locale'>) {
  const { value, n, range, sums, family, formula } = explanation;
  const names = Object.keys(sums) as AggregateName[];
  const text = (name: AggregateName): string => shareText(name, sums[name] ?? 0, locale);
  const write = (one: number | null): string => formatForPage(one, metric.unit, locale);
  const [denominator] = sidesOf(metric.formula)?.of.plus ?? [];
  const isTime = metric.formula.kind === 'ratio' && denominator !== undefined && shareUnit(denominator) === 'ms';
  return {
    value: write(value),
    isKnown: value !== null,
    n: n === null ? null : isTime ? formatForPage(shownShare(denominator, n), 'seconds', locale) : n,
    isTime,
    range: range && { low: write(range[0]), high: write(range[1]) },
    withSums:
      value !== null && isArithmetic(metric.formula)
        ? formulaText(printedFormula(metric, formula), locale, text)
        : null,
    sums: names.map((name) => ({ name, word: aggregateWord(name, locale), value: text(name) })),
    family: family.map(({ id, value: other, n: size }) => ({
      id,
      label: metricById(id)!.label[locale],
      formula: formulaText(id === metric.id ? printedFormula(metric, formula) : metricById(id)!.formula, locale),
      value: formatForPage(other, metricById(id)!.unit, locale),
      n: size,
    })),
  };
}

export const rowTexts = ({ rows }: ContactsAnswer, where: Where) =>
  rows.map((row) => ({
    id: JSON.stringify([row.kind, row.site, row.key]),
    ix: row.ix,
    at: row.atMs,
    kind: factKindWord(row.kind, where.locale),
    key: row.kind === 'member' ? row.key : null,
    where: placeText(row.site, row.dims),
    details: row.kind === 'member' ? '' : columnTexts(row.kind, row.columns, where).join(' · '),
    puts: (Object.entries(row.shares) as [AggregateName, number][]).map(
      ([name, share]) => `${aggregateWord(name, where.locale)} ${shareText(name, share, where.locale)}`,
    ),
    reason: row.reason,
  }));

const placeText = (site: string | null, dims: Readonly<Record<string, string>>): string =>
  [site, dims['queue'], dims['agent'], dims['campaign']]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ');

export const whyTexts = ({ ix, verdict, facts }: WhyAnswer, metric: Metric, where: Where) => ({
  ix,
  verdict,
  facts: facts.map((fact) => ({
    id: JSON.stringify([fact.kind, fact.site, fact.key]),
    kind: factKindWord(fact.kind, where.locale),
    from: fact.fromMs,
    to: fact.toMs,
    place: placeText(fact.site, fact.dims),
    reason: fact.reason,
    aggregates: fact.aggregates.map((each) => ({
      name: each.name,
      word: aggregateWord(each.name, where.locale),
      side: each.side,
      isDenominator: each.side === 'of' && sidesOf(metric.formula)?.over !== null,
      counted: each.counted,
      share: shareText(each.name, each.share, where.locale),
      conditions: each.conditions.map((condition) => conditionText(fact.kind, condition, where)),
    })),
  })),
});

/** What the question is narrowed to, in words. */
export function scopeTexts(
  { filter, calendar = {} }: ContactsQuestion,
  locale: Locale,
  shifts: readonly NamedShift[],
): string[] {
  const say = speak(CALENDAR_GROUP_WORDS, locale);
  return [
    ...Object.entries(filter).map(([name, values]) => `${dimensionWord(name, locale) ?? name}: ${values.join(', ')}`),
    ...(Object.entries(calendar) as [CalendarGroup, readonly string[]][]).map(
      ([group, values]) =>
        `${say(group)}: ${values.map((value) => calendarLabel(group, value, locale, shifts)).join('; ')}`,
    ),
  ];
}
