import { metricById } from '../metrics/dictionary.ts';
import type { Locale } from '../metrics/locale.ts';
import { isNamedFormula, levelMetric, type LevelFormula } from '../metrics/service-level.ts';
import type { Catalogue } from './speak.ts';

export const LEVEL_WORDS = {
  /** Over queues that count by different formulas. As short as the label of a metric. */
  mixed: { en: 'SL, mixed formulas', 'zh-CN': '服务水平·混合', 'zh-TW': '服務水準·混合', ru: 'SL по разным формулам' },
  'mixed.said': {
    en: 'Queues of this scope count by different formulas: each visit counts by that of its own queue.',
    'zh-CN': '范围内各队列采用的公式不同：每个请求按其所在队列的公式计数。',
    'zh-TW': '範圍內各佇列採用的公式不同：每個進線依其所屬佇列的公式計數。',
    ru: 'Очереди здесь считают по разным формулам: каждое посещение считается по формуле своей очереди.',
  },
} as const satisfies Catalogue;

/** The service level under the name of its formula; under its own where that is the usual one. */
export function levelLabel(formula: LevelFormula, locale: Locale): string {
  if (formula === 'mixed') return LEVEL_WORDS.mixed[locale];
  return metricById(isNamedFormula(formula) ? levelMetric(formula) : 'service_level')!.label[locale];
}
