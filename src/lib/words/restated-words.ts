import type { Catalogue } from './speak.ts';

/** The list of closed intervals that changed after closing. */
export const RESTATED_WORDS = {
  title: { en: 'Restated intervals', 'zh-CN': '重述的时段', 'zh-TW': '重述的時段', ru: 'Пересчитанные интервалы' },
  said: {
    en: 'Closed quarter hours in which a fact appeared, changed or vanished later: what the number was when it closed, and what it is now.',
    'zh-CN': '已关闭的刻钟，其后有事实新增、变更或消失：关闭时的数值与现在的数值。',
    'zh-TW': '已關閉的刻鐘，其後有事實新增、變更或消失：關閉時的數值與現在的數值。',
    ru: 'Закрытые четверти часа, в которых позже появился, изменился или исчез факт: число на момент закрытия и нынешнее.',
  },
  'backfill.title': { en: 'Back-fill', 'zh-CN': '补录', 'zh-TW': '補錄', ru: 'Дозагрузка' },
  'backfill.said': {
    en: 'Brought more than a day late by a source that was not heard live: no restatement, the history was not known before.',
    'zh-CN': '由未曾实时接入的数据源在一天以后补入：不属于重述，此前并无这段历史。',
    'zh-TW': '由未曾即時接入的資料來源在一天以後補入：不屬於重述，此前並無這段歷史。',
    ru: 'Получено более чем через сутки от источника, который не передавал вживую: это не пересчёт, прежде этой истории не было.',
  },
  interval: { en: 'Interval', 'zh-CN': '时段', 'zh-TW': '時段', ru: 'Интервал' },
  site: { en: 'Site', 'zh-CN': '职场', 'zh-TW': '職場', ru: 'Площадка' },
  metric: { en: 'Metric', 'zh-CN': '指标', 'zh-TW': '指標', ru: 'Показатель' },
  old: { en: 'When it closed', 'zh-CN': '关闭时', 'zh-TW': '關閉時', ru: 'При закрытии' },
  new: { en: 'Now', 'zh-CN': '现在', 'zh-TW': '現在', ru: 'Сейчас' },
  events: { en: 'Late events', 'zh-CN': '迟到的事件', 'zh-TW': '遲到的事件', ru: 'Поздние события' },
  received: { en: 'Last received', 'zh-CN': '最后接收', 'zh-TW': '最後接收', ru: 'Последнее получено' },
  more: {
    en: 'There are more intervals than are shown here; the read API lists them all.',
    'zh-CN': '时段多于此处所列；查询接口可列出全部。',
    'zh-TW': '時段多於此處所列；查詢介面可列出全部。',
    ru: 'Интервалов больше, чем показано; все перечисляет интерфейс чтения.',
  },
} as const satisfies Catalogue;
