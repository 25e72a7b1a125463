import { describe, expect, test } from 'vitest';
import { AGGREGATES } from '#lib/metrics/aggregates.ts';
import { DICTIONARY as METRICS, metricById, type Metric } from '#lib/metrics/dictionary.ts';
import { lastHourKey, valueOf } from '#lib/metrics/formula.ts';
import { LOCALES, type Locale } from '#lib/metrics/locale.ts';
import { DEFAULT_SETTINGS } from '#lib/metrics/settings.ts';

/** Longest label of a tile, in characters: a Chinese one is two to three Latin ones wide. */
const LONGEST_LABEL: Record<Locale, number> = { en: 24, 'zh-CN': 8, 'zh-TW': 8, ru: 24 };

/** What is written in Latin letters in every language of the trade. */
const LATIN_TERMS = /IVR|AHT|P90|SL|T|S/g;

const hanOf = (text: string): string[] => text.match(/\p{Script=Han}/gu) ?? [];
const faults = (wrong: (metric: Metric, locale: Locale) => boolean, locales: readonly Locale[] = LOCALES): string[] =>
  METRICS.flatMap((metric) =>
    locales
      .filter((locale) => wrong(metric, locale))
      .map((locale) => `${locale} ${metric.id}: ${metric.label[locale]}`),
  );

/** The Chinese characters of a two-byte character set: the lead bytes given, every trail byte. */
function charactersOf(encoding: string, leads: readonly [number, number], firstTrail: number): Set<string> {
  const decoder = new TextDecoder(encoding);
  const characters = new Set<string>();
  for (let lead = leads[0]; lead <= leads[1]; lead += 1) {
    for (let trail = firstTrail; trail <= 0xfe; trail += 1) {
      for (const character of hanOf(decoder.decode(Uint8Array.of(lead, trail)))) characters.add(character);
    }
  }
  return characters;
}

const ESTIMATE_INPUT = new Map<string, number>([
  ['waiting', 4],
  ['now_active_for_queue', 10],
  [lastHourKey('talk'), 6_000_000],
]);

function estimateAfter(handled: number): number | null {
  const { formula } = metricById('estimated_wait')!;
  return valueOf(formula, new Map([...ESTIMATE_INPUT, [lastHourKey('handled'), handled]]));
}

const numbersIn = (text: string): string[] => (text.match(/\d+/g) ?? []).sort();

describe('the words of the dictionary', () => {
  test('[MT90] every metric has a label and a help in every language, trimmed, the help a sentence', () => {
    expect(METRICS.length).toBeGreaterThan(50);
    expect(
      faults(({ label, help }, locale) => {
        const stop = locale.startsWith('zh') ? '。' : '.';
        return !/^\S(.*\S)?$/.test(label[locale]) || !/^\S.*\S$/.test(help[locale]) || !help[locale].endsWith(stop);
      }),
    ).toEqual([]);
  });

  test('[MT90] no language borrows the text of another', () => {
    const borrowed = (part: 'label' | 'help') =>
      METRICS.filter((metric) => new Set(Object.values(metric[part])).size !== LOCALES.length).map(({ id }) => id);
    expect(borrowed('label')).toEqual([]);
    expect(borrowed('help')).toEqual([]);
  });

  test('[MT91] no two metrics share a label or a help inside one language', () => {
    for (const locale of LOCALES) {
      for (const part of ['label', 'help'] as const) {
        const texts = METRICS.map((metric) => metric[part][locale].toLocaleLowerCase(locale));
        expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
      }
    }
  });

  test('[MT92] no label is longer than a tile holds', () => {
    expect(faults(({ label }, locale) => [...label[locale]].length > LONGEST_LABEL[locale])).toEqual([]);
  });

  test('[MT93] Chinese is written in Han characters, Russian in Cyrillic, English in Latin letters', () => {
    const texts = ({ label, help }: Metric, locale: Locale) => [label[locale], help[locale]];
    const foreign = (text: string) => /\p{Script=Latin}/u.test(text.replace(LATIN_TERMS, ''));
    expect(
      faults(
        (metric, locale) => texts(metric, locale).some((text) => hanOf(text).length === 0 || foreign(text)),
        ['zh-CN', 'zh-TW'],
      ),
    ).toEqual([]);
    expect(
      faults(
        (metric) => texts(metric, 'ru').some((text) => !/\p{Script=Cyrillic}/u.test(text) || foreign(text)),
        ['ru'],
      ),
    ).toEqual([]);
    expect(
      faults((metric) => texts(metric, 'en').some((text) => /\p{Script=Han}|\p{Script=Cyrillic}/u.test(text)), ['en']),
    ).toEqual([]);
  });

  test.each([
    ['zh-CN', 'gb2312', charactersOf('gb2312', [0xb0, 0xf7], 0xa1), '务', '務'],
    ['zh-TW', 'big5', charactersOf('big5', [0xa4, 0xf9], 0x40), '務', '务'],
  ] as const)('[MT93] %s keeps to the characters of %s', (locale, _encoding, characters, own, other) => {
    expect([characters.has(own), characters.has(other)]).toEqual([true, false]);
    const strangers = METRICS.flatMap(({ id, label, help }) =>
      hanOf(label[locale] + help[locale])
        .filter((character) => !characters.has(character))
        .map((character) => `${id}: ${character}`),
    );
    expect(strangers).toEqual([]);
  });

  test('[MT94] the numbers in a help are those of the formula, in every language', () => {
    expect(estimateAfter(29)).toBeNull();
    expect(estimateAfter(30)).toBe((5 * 200_000) / 10);
    const shortTalk = AGGREGATES.legs_short.where;
    expect(shortTalk).toMatchObject({ all: expect.arrayContaining([{ column: 'talk', below: 10_000 }]) });
    for (const locale of LOCALES) {
      expect(numbersIn(metricById('estimated_wait')!.help[locale])).toEqual(['1', '1', '30', '60']);
      expect(numbersIn(metricById('short_calls')!.help[locale])).toEqual(['10']);
    }
  });

  test('[MT94] no help repeats a threshold that a queue may set', () => {
    const seconds = [DEFAULT_SETTINGS.slThresholdMs, DEFAULT_SETTINGS.shortAbandonMs].map((ms) => String(ms / 1_000));
    expect(faults(({ help }, locale) => numbersIn(help[locale]).some((number) => seconds.includes(number)))).toEqual(
      [],
    );
    const thresholds = (text: string) => [/(?<!\p{L})T(?!\p{L})/u.test(text), /(?<!\p{L})S(?!\p{L})/u.test(text)];
    for (const locale of LOCALES) {
      const helpOf = (id: string) => thresholds(metricById(id)!.help[locale].replace(/\p{Script=Han}/gu, ' '));
      expect(helpOf('service_level')).toEqual([true, true]);
      expect(helpOf('service_level_short')).toEqual([true, true]);
      for (const variant of ['neg', 'ign', 'pos', 'ans']) {
        expect(helpOf(`service_level_${variant}`)).toEqual([true, false]);
      }
      expect(helpOf('short_abandoned')).toEqual([false, true]);
    }
  });
});
