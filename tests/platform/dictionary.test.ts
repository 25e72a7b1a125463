import { expect, test } from 'vitest';
import { dictionaryEntry } from '#lib/metrics/dictionary-entry.ts';
import { DICTIONARY, METRICS } from '#lib/metrics/dictionary.ts';
import { LOCALES } from '#lib/metrics/locale.ts';
import { LIVE_READINGS, REPORT_READINGS, readingsOf } from '#lib/metrics/platform-readings.ts';
import { routeRule } from '#lib/access/route-rights.ts';
import { formulaText } from '#lib/ui/formula-text.ts';

const PLATFORM = DICTIONARY.filter(({ formula }) => formula.kind === 'platform');

test('[PM4] what the platform says of itself stands in the dictionary under P01 to P05, with formula, target, source and page, in every language', () => {
  expect([...new Set(PLATFORM.map(({ code }) => code))].sort()).toEqual(['P01', 'P02', 'P03', 'P04', 'P05']);
  for (const metric of PLATFORM) {
    const texts = LOCALES.map((locale) => formulaText(metric.formula, locale));
    expect(texts.every((text) => text !== '') && new Set(texts).size >= 3, metric.id).toBe(true);
    expect(dictionaryEntry(metric, 'en')).toMatchObject({
      dimensions: ['site'],
      source: expect.any(String) as unknown,
    });
    expect(routeRule('GET', metric.page ?? '')?.surface, metric.id).toBe('page');
  }
  expect(PLATFORM.filter(({ target }) => target !== undefined).map(({ id }) => id)).toEqual([
    'data_age',
    'transport_lag_p99',
    'data_completeness',
    'missing_events',
    'open_gaps',
    'reconciliation_difference',
  ]);
});

test('[PM4] every reading is answered live, in reports, or stands on its page; nothing that is counted from facts is one', () => {
  const answered = (of: 'live' | 'inReports') => readingsOf(PLATFORM.filter((metric) => metric[of])).sort();
  expect(answered('live')).toEqual([...LIVE_READINGS].sort());
  expect(answered('inReports')).toEqual([...REPORT_READINGS].sort());
  expect(PLATFORM.filter(({ live, inReports }) => !live && !inReports).map(({ id }) => id)).toEqual([
    'duplicate_events',
  ]);
  expect(readingsOf(METRICS)).toEqual([]);
  expect(METRICS.length + PLATFORM.length).toBe(DICTIONARY.length);
});
