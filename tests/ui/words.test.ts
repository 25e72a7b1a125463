import { describe, expect, test } from 'vitest';
import { INBOUND_FLOOR } from '#lib/boards/inbound-floor.ts';
import { LOCALES } from '#lib/metrics/locale.ts';
import { WINDOWS } from '#lib/metrics/question.ts';
import { ACCESS_WORDS } from '#lib/words/access-words.ts';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { AUDIT_WORDS } from '#lib/words/audit-words.ts';
import { CALENDAR_GROUP_WORDS } from '#lib/words/calendar-group-words.ts';
import { CALENDAR_WORDS } from '#lib/words/calendar-words.ts';
import { DICTIONARY_WORDS } from '#lib/words/dictionary-words.ts';
import { DIMENSION_WORDS, dimensionWord } from '#lib/words/dimension-words.ts';
import { EXPLAIN_WORDS } from '#lib/words/explain-words.ts';
import { FACT_WORDS } from '#lib/words/fact-words.ts';
import { GAP_WORDS } from '#lib/words/gap-words.ts';
import { HOME_WORDS } from '#lib/words/home-words.ts';
import { acceptedLocale, chooseLocale, localeOf } from '#lib/words/locale-choice.ts';
import { PLATFORM_FORMULA_WORDS } from '#lib/words/platform-formula-words.ts';
import { LEVEL_WORDS } from '#lib/words/level-words.ts';
import { QUALITY_WORDS } from '#lib/words/quality-words.ts';
import { REPORT_WORDS } from '#lib/words/report-words.ts';
import { RULE_WORDS } from '#lib/words/rule-words.ts';
import { SETTINGS_WORDS } from '#lib/words/settings-words.ts';
import { SHELL_WORDS } from '#lib/words/shell-words.ts';
import { speak, type Catalogue, type PluralText } from '#lib/words/speak.ts';
import { TRUTH_WORDS } from '#lib/words/truth-words.ts';
import { WALL_WORDS } from '#lib/words/wall-words.ts';

const CATALOGUES: Record<string, Catalogue> = {
  ACCESS_WORDS,
  AUDIT_WORDS,
  CALENDAR_GROUP_WORDS,
  CALENDAR_WORDS,
  DIMENSION_WORDS,
  DICTIONARY_WORDS,
  EXPLAIN_WORDS,
  FACT_WORDS,
  GAP_WORDS,
  HOME_WORDS,
  PLATFORM_FORMULA_WORDS,
  LEVEL_WORDS,
  QUALITY_WORDS,
  REPORT_WORDS,
  RULE_WORDS,
  SETTINGS_WORDS,
  SHELL_WORDS,
  TRUTH_WORDS,
  WALL_WORDS,
};

const formsOf = (text: string | PluralText): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const holesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('words', () => {
  test('[SC9] every phrase is said in every language, with the same placeholders', () => {
    for (const [catalogue, phrases] of Object.entries(CATALOGUES)) {
      for (const [key, phrase] of Object.entries(phrases)) {
        const holes = holesOf(formsOf(phrase.en).at(-1) ?? '');
        for (const locale of LOCALES) {
          for (const form of formsOf(phrase[locale])) {
            expect(form.trim(), `${catalogue} ${key} ${locale}`).not.toBe('');
            expect(holesOf(form), `${catalogue} ${key} ${locale}`).toEqual(holes);
          }
        }
      }
    }
  });

  test('[SC9] a plural has a form for every class that its language asks of whole numbers', () => {
    for (const [catalogue, phrases] of Object.entries(CATALOGUES)) {
      for (const [key, phrase] of Object.entries(phrases)) {
        for (const locale of LOCALES) {
          const text = phrase[locale];
          if (typeof text === 'string') continue;
          const rules = new Intl.PluralRules(locale);
          const asked = new Set(Array.from({ length: 200 }, (_, n) => rules.select(n)));
          for (const rule of asked) expect(text[rule], `${catalogue} ${key} ${locale} ${rule}`).toBeDefined();
        }
      }
    }
  });

  test('[SC9] plurals and numbers follow the language', () => {
    const ru = speak(WALL_WORDS, 'ru');
    expect([1, 2, 5, 21].map((n) => ru('age.days', { n }))).toEqual([
      '1 день назад',
      '2 дня назад',
      '5 дней назад',
      '21 день назад',
    ]);
    expect(speak(HOME_WORDS, 'en')('lag', { n: 40_210 })).toBe('40,210 lines behind');
    expect(speak(HOME_WORDS, 'en')('lag', { n: 1 })).toBe('1 line behind');
  });

  test('[SC9] no Chinese phrase in simplified characters is only English left over', () => {
    const han = /\p{Script=Han}/u;
    const same = Object.entries(WALL_WORDS).filter(([, phrase]) =>
      formsOf(phrase['zh-CN']).some((form) => !han.test(form)),
    );
    expect(same.map(([key]) => key)).toEqual(['sample']);
  });

  test('[SC9] every dimension of the dictionary has a word', () => {
    const unnamed = METRICS.flatMap(({ dimensions }) => dimensions).filter(
      (name) => dimensionWord(name, 'ru') === null,
    );
    expect([...new Set(unnamed)]).toEqual([]);
  });

  test('[SC9] the wall has words for its boards and for every window', () => {
    expect(WALL_WORDS).toHaveProperty([`board.${INBOUND_FLOOR.id}`]);
    for (const window of WINDOWS) expect(WALL_WORDS).toHaveProperty([`window.${window}`]);
  });
});

describe('choice of language', () => {
  test('[SC10] tags of a language find the nearest that is spoken', () => {
    const tags = ['en-GB', 'zh', 'zh-Hans-SG', 'zh-Hant', 'zh-HK', 'ZH-tw', 'ru-RU', 'de', '', null];
    expect(tags.map(localeOf)).toEqual(['en', 'zh-CN', 'zh-CN', 'zh-TW', 'zh-TW', 'zh-TW', 'ru', null, null, null]);
  });

  test('[SC10] Accept-Language is followed by its weights', () => {
    expect(acceptedLocale('de, ru;q=0.4, zh-CN;q=0.9')).toBe('zh-CN');
    expect(acceptedLocale('fr;q=1, ru;q=0')).toBeNull();
    expect(acceptedLocale(null)).toBeNull();
  });

  test('[SC10] the first wish that is spoken holds, else English', () => {
    expect(chooseLocale(null, undefined, 'ru', 'zh-CN')).toBe('ru');
    expect(chooseLocale(null)).toBe('en');
  });
});
