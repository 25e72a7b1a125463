import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '#lib/metrics/locale.ts';
import { formatForPage, formatForWall, formatTarget } from '#lib/ui/format.ts';

const wall = (value: number | null, unit: string, locale: Locale = 'en') => formatForWall(value, unit, locale).whole;

describe('values in print', () => {
  test('[SC11] no data is a dash in every unit and language, never 0', () => {
    for (const locale of LOCALES) {
      for (const unit of ['count', 'ratio', 'seconds']) {
        expect(formatForWall(null, unit, locale).whole).toBe('—');
        expect(formatForPage(null, unit, locale)).toBe('—');
      }
    }
    expect(wall(0, 'ratio')).toBe('0%');
  });

  test('[SC11] the wall shows shares in points, durations in minutes and seconds, large counts in thousands', () => {
    expect([0.783, 0.041, 0.0996, 1].map((share) => wall(share, 'ratio'))).toEqual(['78%', '4.1%', '10%', '100%']);
    expect([5, 95, 3_599, 7_500].map((seconds) => wall(seconds, 'seconds'))).toEqual([
      '0:05',
      '1:35',
      '59:59',
      '2:05 hr',
    ]);
    expect([7, 9_999, 12_449, 450_000].map((count) => wall(count, 'count'))).toEqual(['7', '9999', '12.4K', '450K']);
  });

  test('[SC11] numbers are written by the language', () => {
    expect(wall(0.783, 'ratio', 'ru')).toBe('78\u00a0%');
    expect(wall(12_449, 'count', 'zh-CN')).toBe('1.24万');
    expect(formatForPage(18_040, 'count', 'ru')).toBe('18\u00a0040');
    expect(formatForPage(0.0412, 'ratio', 'en')).toBe('4.1%');
    expect(formatForPage(21.56, 'seconds', 'en')).toBe('21.6s');
    expect(formatForPage(248, 'seconds', 'en')).toBe('4:08');
  });

  test('[SC11] the unit stands apart, so that it can be set smaller', () => {
    expect(formatForWall(0.783, 'ratio', 'en')).toMatchObject({ text: '78', unit: '%' });
    expect(formatForWall(12_449, 'count', 'zh-CN')).toMatchObject({ text: '1.24', unit: '万' });
  });

  test('[SC11] targets have no decimals that they do not need', () => {
    expect([0.8, 0.985].map((share) => formatTarget(share, 'ratio', 'en'))).toEqual(['80%', '98.5%']);
    expect([20, 120].map((seconds) => formatTarget(seconds, 'seconds', 'en'))).toEqual(['20s', '2:00']);
  });

  test('[SC11] on the wall no value has more than four digits', () => {
    const digits = (text: string) => [...text].filter((glyph) => /\d/.test(glyph)).length;
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.constantFrom('count', 'ratio', 'seconds'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (locale, unit, share) => {
          const value =
            unit === 'ratio' ? share : unit === 'seconds' ? Math.floor(share * 86_000) : Math.floor(share * 5e8);
          expect(digits(formatForWall(value, unit, locale).text)).toBeLessThanOrEqual(4);
        },
      ),
      { seed: 20261122, numRuns: 500 },
    );
  });
});
