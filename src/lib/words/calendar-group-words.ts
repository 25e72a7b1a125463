import type { Catalogue } from './speak.ts';

/** What quarter hours are by a calendar: the groups, their tables, and the values that have a word. */
export const CALENDAR_GROUP_WORDS = {
  weekday: { en: 'Weekday', 'zh-CN': '星期', 'zh-TW': '星期', ru: 'День недели' },
  hour: { en: 'Hour of day', 'zh-CN': '小时', 'zh-TW': '小時', ru: 'Час суток' },
  shift: { en: 'Shift', 'zh-CN': '班次', 'zh-TW': '班別', ru: 'Смена' },
  daytype: { en: 'Kind of day', 'zh-CN': '日类型', 'zh-TW': '日類型', ru: 'Вид дня' },
  opening: { en: 'Opening hours', 'zh-CN': '营业时间', 'zh-TW': '營業時間', ru: 'Часы работы' },

  'by.weekday': { en: 'By weekday', 'zh-CN': '按星期', 'zh-TW': '按星期', ru: 'По дням недели' },
  'by.hour': { en: 'By hour of day', 'zh-CN': '按小时', 'zh-TW': '按小時', ru: 'По часам суток' },
  'by.shift': { en: 'By shift', 'zh-CN': '按班次', 'zh-TW': '按班別', ru: 'По сменам' },
  'by.daytype': { en: 'By kind of day', 'zh-CN': '按日类型', 'zh-TW': '按日類型', ru: 'По видам дней' },
  'by.opening': { en: 'By opening hours', 'zh-CN': '按营业时间', 'zh-TW': '按營業時間', ru: 'По часам работы' },

  working: { en: 'Working day', 'zh-CN': '工作日', 'zh-TW': '工作日', ru: 'Рабочий день' },
  rest: { en: 'Rest day', 'zh-CN': '休息日', 'zh-TW': '休息日', ru: 'Выходной' },
  holiday: { en: 'Holiday', 'zh-CN': '节假日', 'zh-TW': '節假日', ru: 'Праздник' },
  open: { en: 'Open', 'zh-CN': '营业中', 'zh-TW': '營業中', ru: 'Открыто' },
  closed: { en: 'Closed', 'zh-CN': '非营业', 'zh-TW': '非營業', ru: 'Закрыто' },
  'shift.none': { en: 'No shift', 'zh-CN': '无班次', 'zh-TW': '無班別', ru: 'Вне смен' },
} as const satisfies Catalogue;
