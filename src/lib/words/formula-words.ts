import type { Catalogue } from './speak.ts';

/** The forms of a formula beside plain arithmetic. */
export const FORMULA_WORDS = {
  max: { en: 'greatest {of}', 'zh-CN': '最大（{of}）', 'zh-TW': '最大（{of}）', ru: 'наибольшее ({of})' },
  quantile: {
    en: '{share} % of the {of} are at most this long (nearest rank)',
    'zh-CN': '{of}的第 {share} 百分位（最近秩）',
    'zh-TW': '{of}的第 {share} 百分位（最近秩）',
    ru: '{share}-й процентиль ({of}), ближайший ранг',
  },
  gauge: { en: '{of}, at that moment', 'zh-CN': '该时刻的{of}', 'zh-TW': '該時刻的{of}', ru: '{of}, на этот момент' },
  longest: {
    en: 'longest {of}, at that moment',
    'zh-CN': '该时刻最长的{of}',
    'zh-TW': '該時刻最長的{of}',
    ru: 'наибольшее на этот момент ({of})',
  },
  derived: {
    en: 'estimated from: {now}; of the last 60 min: {hour}',
    'zh-CN': '由以下估算：{now}；近 60 分钟的{hour}',
    'zh-TW': '由以下估算：{now}；近 60 分鐘的{hour}',
    ru: 'оценка по: {now}; за последние 60 мин: {hour}',
  },
  money: {
    en: '{of}; none where {currencies} are more than one',
    'zh-CN': '{of}；{currencies}多于一种时无值',
    'zh-TW': '{of}；{currencies}多於一種時無值',
    ru: '{of}; нет значения, если {currencies}: больше одной',
  },
  computed: {
    en: 'computed from: {of}',
    'zh-CN': '由以下计算：{of}',
    'zh-TW': '由以下計算：{of}',
    ru: 'вычисляется из: {of}',
  },
  growth: {
    en: '{of}, over the same of a year before, less 1',
    'zh-CN': '{of}，除以上年同期的同一数值再减 1',
    'zh-TW': '{of}，除以前一年同期的同一數值再減 1',
    ru: '{of}, делённое на то же за тот же период год назад, минус 1',
  },
  list: { en: ', ', 'zh-CN': '、', 'zh-TW': '、', ru: ', ' },
} as const satisfies Catalogue;
