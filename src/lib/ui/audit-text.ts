import { metricById } from '../metrics/dictionary.ts';
import { levelMetric } from '../metrics/service-level.ts';
import { isServiceLevelFormula } from '../metrics/settings.ts';
import { LOCALES, type Locale } from '../metrics/locale.ts';
import { LOCALE_NAMES } from '../words/locale-choice.ts';
import { EVENT_FINDINGS } from '../metrics/impossibilities.ts';
import { DEEDS } from '../metrics/quality-rules.ts';
import { MINUTE_MS } from '../time/interval.ts';
import { QUALITY_WORDS } from '../words/quality-words.ts';
import { RULE_WORDS } from '../words/rule-words.ts';
import { AUDIT_WORDS } from '../words/audit-words.ts';
import { SETTINGS_WORDS } from '../words/settings-words.ts';
import { speak } from '../words/speak.ts';
import { formatInstant, formatTarget, NO_DATA } from './format.ts';

/** How the audit names things: `display link Hall (8f...)`, `queue cs/svc`. The id in brackets is for the record only. */
const THINGS = [
  ['account ', 'thing.account'],
  ['token ', 'thing.token'],
  ['display link ', 'thing.display'],
  ['site ', 'thing.site'],
  ['queue ', 'thing.queue'],
  ['campaign ', 'thing.campaign'],
  ['calendar ', 'thing.calendar'],
  ['shift ', 'thing.shift'],
  ['producer ', 'thing.producer'],
] as const;

/** What an entry was done to, in words of a language; what has no word stands as it was recorded. */
export function auditTarget(target: string, locale: Locale): string {
  const say = speak(AUDIT_WORDS, locale);
  if (target === 'simulator') return say('thing.simulator');
  if (target === 'an unknown account') return say('thing.unknown');
  for (const [noun, key] of THINGS) {
    if (target.startsWith(noun)) return say(key, { name: target.slice(noun.length).replace(/ \([\w-]+\)$/, '') });
  }
  return target;
}

/**
 * What an entry changed, one line each: of settings only what differs, in words; else the two summaries as recorded.
 *
 * @param zone in which a date is written
 */
export function auditChanges(
  { before, after }: { before: string | null; after: string | null },
  locale: Locale,
  zone: string,
): string[] {
  const earlier = attributesOf(before);
  const later = attributesOf(after);
  if (later === null) return before === null && after === null ? [] : [[before, after].filter(Boolean).join(' → ')];
  const say = speak(AUDIT_WORDS, locale);
  const [from, to] = [flat(earlier ?? {}), flat(later)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) =>
      say('changed', {
        what: wordsOf(path, locale),
        before: written(path, from.get(path), locale, zone),
        after: written(path, to.get(path), locale, zone),
      }),
    );
}

function attributesOf(text: string | null): object | null {
  if (!text?.startsWith('{')) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

/** Leaves by their path: `targets.asa.breach` -> 30. */
function flat(value: object, path = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      for (const [deeper, leaf] of flat(inner as object, `${path}${key}.`)) leaves.set(deeper, leaf);
    } else {
      leaves.set(`${path}${key}`, Array.isArray(inner) ? inner.join(' / ') : inner);
    }
  }
  return leaves;
}

const OWN_WORDS: Readonly<Record<string, keyof typeof SETTINGS_WORDS>> = {
  name: 'name',
  tz: 'tz',
  businessDayStart: 'businessDayStart',
  slThresholdMs: 'slThreshold',
  shortAbandonMs: 'shortAbandon',
  callingWindow: 'callingWindow',
  attemptsPerDay: 'attemptsPerDay',
  serviceLevelFormula: 'serviceLevelFormula',
  calendar: 'calendar',
  shift: 'shift',
  validFrom: 'validFrom',
  reason: 'reason',
  restatedFrom: 'restated.from',
  restatedTo: 'restated.to',
  restatedQuarterHours: 'restated.quarters',
  restatedRules: 'restated.rules',
};

function wordsOf(path: string, locale: Locale): string {
  const say = speak(SETTINGS_WORDS, locale);
  const [first = '', second, third] = path.split('.');
  const language = LOCALES.find((known) => known === second);
  if (first === 'name' && language !== undefined) return say('name.in', { language: LOCALE_NAMES[language] });
  if (first === 'targets' && second !== undefined) {
    const part = third === 'breach' ? say('breach') : say('target');
    return `${metricById(second)?.label[locale] ?? second}, ${part}`;
  }
  const finding = EVENT_FINDINGS.find((known) => first === 'rules' && known === second);
  if (finding !== undefined) return speak(QUALITY_WORDS, locale)(`kind.${finding}`);
  if (first === 'callLengthMs') return speak(RULE_WORDS, locale)('callMinutes');
  const key = OWN_WORDS[first];
  return key === undefined ? path : say(key as 'name');
}

function written(path: string, value: unknown, locale: Locale, zone: string): string {
  if (value === undefined || value === null) return NO_DATA;
  if (path === 'restatedRules') {
    return String(value).replace(/(^|, )(\w+)/g, (_, before: string, name: string) => before + wordsOf(name, locale));
  }
  if (path.startsWith('rules.')) {
    const deed = DEEDS.find((known) => known === value);
    return deed === undefined ? String(value) : speak(RULE_WORDS, locale)(`deed.${deed}`);
  }
  if (path === 'serviceLevelFormula' && isServiceLevelFormula(value)) {
    return metricById(levelMetric(value))?.label[locale] ?? value;
  }
  if (typeof value !== 'number') return String(value);
  if (path === 'callLengthMs') return new Intl.NumberFormat(locale).format(value / MINUTE_MS);
  if (['validFrom', 'restatedFrom', 'restatedTo'].includes(path)) return formatInstant(value, zone, locale);
  if (path.endsWith('Ms')) return new Intl.NumberFormat(locale).format(value / 1000);
  const [first, metric = ''] = path.split('.');
  return first === 'targets'
    ? formatTarget(value, metricById(metric)?.unit ?? 'count', locale)
    : new Intl.NumberFormat(locale).format(value);
}
