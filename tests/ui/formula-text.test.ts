import { expect, test } from 'vitest';
import { metricById, METRICS } from '#lib/metrics/dictionary.ts';
import { LOCALES } from '#lib/metrics/locale.ts';
import { formulaText } from '#lib/ui/formula-text.ts';

const textOf = (id: string, locale: (typeof LOCALES)[number]): string => {
  const metric = metricById(id);
  if (metric === null) throw new Error(`no metric ${id}`);
  return formulaText(metric.formula, locale);
};

test('[SC24] a formula is printed in words of the language, from the data that counts', () => {
  expect(textOf('asa', 'en')).toBe('wait of the answered / answered');
  expect(textOf('service_level_short', 'en')).toBe(
    'answered within T / (answered + abandoned + waiting longer than T − abandoned within S)',
  );
  expect(textOf('service_level_short', 'zh-CN')).toBe('T 内接起量 / (接起量 + 放弃量 + 等待超过 T 者 − S 内放弃量)');
  expect(textOf('aht', 'ru')).toBe('(разговор + удержание + постобработка) / обработано');
  expect(textOf('wait_p90', 'zh-TW')).toBe('接聽者等候時間的第 90 百分位（最近秩）');
});

test('[SC24] no formula shows a name of the code, in any language', () => {
  for (const { id, formula } of METRICS) {
    for (const locale of LOCALES) {
      const text = formulaText(formula, locale);
      expect(text, `${id} ${locale}`).not.toMatch(/_|\{|undefined/);
      if (locale === 'ru') expect(text, id).not.toMatch(/[a-z]/);
      if (locale.startsWith('zh')) expect(text, id).not.toMatch(/[a-z]/);
    }
  }
});
