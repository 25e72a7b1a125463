import type { PlatformReading } from '../metrics/platform-readings.ts';
import type { Catalogue } from './speak.ts';

/** The formulas of what the platform says of itself, in words. */
export const PLATFORM_FORMULA_WORDS = {
  data_age: {
    en: 'now − instant of the newest event',
    'zh-CN': '此刻 − 最新事件的发生时间',
    'zh-TW': '此刻 − 最新事件的發生時間',
    ru: 'сейчас − момент самого нового события',
  },
  lag_p50: {
    en: 'median of (received − occurred)',
    'zh-CN': '（收到 − 发生）的中位数',
    'zh-TW': '（收到 − 發生）的中位數',
    ru: 'медиана (получено − произошло)',
  },
  lag_p99: {
    en: '99th percentile of (received − occurred), nearest rank',
    'zh-CN': '（收到 − 发生）的第 99 百分位（最近秩）',
    'zh-TW': '（收到 − 發生）的第 99 百分位（最近秩）',
    ru: '99-й процентиль (получено − произошло), ближайший ранг',
  },
  completeness: {
    en: 'received / (received + missing + rejected)',
    'zh-CN': '收到 /（收到 + 缺失 + 拒收）',
    'zh-TW': '收到 /（收到 + 缺失 + 拒收）',
    ru: 'принято / (принято + пропущено + отклонено)',
  },
  missing: { en: 'missing + rejected', 'zh-CN': '缺失 + 拒收', 'zh-TW': '缺失 + 拒收', ru: 'пропущено + отклонено' },
  open_gaps: {
    en: 'gaps older than the grace, at the moment',
    'zh-CN': '此刻超过宽限时间的缺口',
    'zh-TW': '此刻超過寬限時間的缺口',
    ru: 'пропуски старше отсрочки на данный момент',
  },
  duplicates: {
    en: 'lines whose producer, epoch and number stood in the log already',
    'zh-CN': '数据源、周期与序号已在日志中的行',
    'zh-TW': '資料來源、週期與序號已在日誌中的行',
    ru: 'строки, чьи источник, эпоха и номер уже были в журнале',
  },
  out_of_order: {
    en: 'events with a greater number of their epoch received before them',
    'zh-CN': '同一周期更大序号先被收到的事件',
    'zh-TW': '同一週期更大序號先被收到的事件',
    ru: 'события, до которых получен больший номер их эпохи',
  },
  late: {
    en: 'events with received − occurred > 2 min',
    'zh-CN': '收到 − 发生 > 2 分钟的事件',
    'zh-TW': '收到 − 發生 > 2 分鐘的事件',
    ru: 'события, где получено − произошло > 2 мин',
  },
  clock_ahead: {
    en: 'events with occurred − received > 5 s',
    'zh-CN': '发生 − 收到 > 5 秒的事件',
    'zh-TW': '發生 − 收到 > 5 秒的事件',
    ru: 'события, где произошло − получено > 5 с',
  },
  rejected: {
    en: 'refused numbers − those that came again, at the moment',
    'zh-CN': '此刻被拒收的序号 − 其后重新到达者',
    'zh-TW': '此刻被拒收的序號 − 其後重新到達者',
    ru: 'отклонённые номера − пришедшие снова, на данный момент',
  },
  unreconciled: {
    en: 'numbers with live at close ≠ report, without a late event',
    'zh-CN': '关账时实时值 ≠ 报表值且无迟到事件的数值',
    'zh-TW': '關帳時即時值 ≠ 報表值且無遲到事件的數值',
    ru: 'числа, где табло при закрытии ≠ отчёт без поздних событий',
  },
  restated: {
    en: 'closed quarter hours × sites that changed after closing',
    'zh-CN': '关账后发生变化的（一刻钟 × 职场）',
    'zh-TW': '關帳後發生變化的（一刻鐘 × 職場）',
    ru: 'закрытые четверти часа × площадки, изменённые после закрытия',
  },
} as const satisfies Catalogue & Record<PlatformReading, unknown>;
