import { isCalendarGroup } from '#lib/metrics/calendar-groups.ts';
import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import { columnUnit } from '#lib/metrics/formula-sides.ts';
import { metricById } from '#lib/metrics/dictionary.ts';
import { levelMetric } from '#lib/metrics/service-level.ts';
import { isServiceLevelFormula } from '#lib/metrics/settings.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import type { WhyCondition } from '#lib/reports/why-answer.ts';
import { calendarLabel, type NamedShift } from '#lib/ui/calendar-label.ts';
import { columnText } from '#lib/ui/explain-text.ts';
import { formatInstantExactly, formatTarget, NO_DATA } from '#lib/ui/format.ts';
import { CALENDAR_GROUP_WORDS } from '#lib/words/calendar-group-words.ts';
import { EXPLAIN_WORDS } from '#lib/words/explain-words.ts';
import { columnWord } from '#lib/words/fact-words.ts';
import { speak } from '#lib/words/speak.ts';

/** One condition in words: what is asked, the fact's own value, whether it holds. */
export interface ConditionText {
  text: string;
  own: string;
  holds: boolean;
}

const SCAN_WORD = {
  entry: 'if.entry',
  issues: 'if.entry',
  first_offer: 'if.entry',
  attempts: 'if.entry',
  replies: 'if.entry',
  logins: 'if.entry',
  end: 'if.end',
  growth: 'if.end',
  due: 'if.due',
  within: 'if.within',
  waiting: 'if.open',
  moment: 'if.open',
  clip: 'if.clip',
  planned: 'if.clip',
  latest: 'if.latest',
} as const;

const THRESHOLD_NAME = { slThresholdMs: 'T', shortAbandonMs: 'S' } as const;

/** What is asked of a column: times without decimals that they do not have. */
const limitText: typeof columnText = (kind, column, value, where) =>
  typeof value === 'number' && columnUnit(kind, column) === 'ms'
    ? formatTarget(value / 1_000, 'seconds', where.locale)
    : columnText(kind, column, value, where);

export function conditionText(
  kind: FactKind,
  condition: WhyCondition,
  where: { locale: Locale; zone: string; shifts: readonly NamedShift[] },
): ConditionText {
  const { locale, zone } = where;
  const say = speak(EXPLAIN_WORDS, locale);
  const { code, column, value, wanted, threshold, holds, scan } = condition;
  const instant = (one: unknown): string =>
    typeof one === 'number' ? formatInstantExactly(one, zone, locale) : NO_DATA;
  if (code === 'period') {
    return { text: say(SCAN_WORD[scan ?? 'entry']), own: instant(value), holds };
  }
  if (code === 'filter' && column !== null && isCalendarGroup(column)) {
    const label = (one: unknown): string => calendarLabel(column, String(one), locale, where.shifts);
    const asked = { column: speak(CALENDAR_GROUP_WORDS, locale)(column), wanted: wanted.map(label).join('; ') };
    const own = value === null ? NO_DATA : String(value).split(', ').map(label).join('; ');
    return { text: say('if.filter', asked), own, holds };
  }
  const name = column === null ? '' : columnWord(column, locale);
  const levelOf = (one: unknown): string =>
    isServiceLevelFormula(one) ? metricById(levelMetric(one))!.label[locale] : NO_DATA;
  const list = wanted
    .map((one) => (column === null || code === 'filter' ? String(one) : limitText(kind, column, one, where)))
    .join(', ');
  const limit = (): string => {
    if (!threshold) return list;
    const told = { name: THRESHOLD_NAME[threshold.name], value: list };
    if (threshold.sinceMs === null) return say('threshold.default', told);
    return say('threshold.since', { ...told, at: instant(threshold.sinceMs) });
  };
  const text = {
    filter: () => say('if.filter', { column: name, wanted: list }),
    is: () => say('if.is', { column: name, wanted: list }),
    is_number: () => say('if.is', { column: name, wanted: list }),
    below: () => say('if.below', { column: name, wanted: list }),
    above: () => say('if.above', { column: name, wanted: list }),
    at_most: () => say('if.at_most', { column: name, wanted: limit() }),
    over: () => say('if.over', { column: name, wanted: limit() }),
    has: () => say('if.has', { column: name }),
    ended: () => say('if.ended'),
    before_moment: () => say('if.before_moment', { column: name }),
    outside: () => say('if.outside', { column: name, wanted: list }),
    followed: () => say('if.followed'),
    level_by: () => say('if.level_by', { wanted: wanted.map(levelOf).join(', ') }),
  }[code]();
  if (code === 'level_by') return { text, own: levelOf(value), holds };
  const own = code === 'ended' ? instant(value) : column === null ? NO_DATA : columnText(kind, column, value, where);
  if (code === 'ended' && condition.not) return { text: say('if.waiting'), own, holds };
  return { text: condition.not ? say('if.not', { condition: text }) : text, own, holds };
}
