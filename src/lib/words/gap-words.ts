import type { Catalogue } from './speak.ts';

/** What the page of missing events says. */
export const GAP_WORDS = {
  title: { en: 'Missing events', 'zh-CN': '缺失事件', 'zh-TW': '缺失事件', ru: 'Пропавшие события' },
  lead: {
    en: 'Numbers of a sequence that did not come. Their producers are asked to send them again; what is lost for good is accepted here, and the mark on the numbers stays.',
    'zh-CN': '未收到的序号。系统会请来源重发；确已丢失的在此确认，数字上的标记保留。',
    'zh-TW': '未收到的序號。系統會請來源重送；確已遺失的在此確認，數字上的標記保留。',
    ru: 'Номера, которые не пришли. Источники просят прислать их снова; что потеряно совсем, принимают здесь, а отметка у чисел остаётся.',
  },
  none: {
    en: 'Nothing is missing.',
    'zh-CN': '没有缺失。',
    'zh-TW': '沒有缺失。',
    ru: 'Ничего не пропало.',
  },
  alarms: {
    en: { one: '{n} gap stands for more than 30 s.', other: '{n} gaps stand for more than 30 s.' },
    'zh-CN': '{n} 个缺口已超过 30 秒。',
    'zh-TW': '{n} 個缺口已超過 30 秒。',
    ru: {
      one: '{n} пропуск держится дольше 30 с.',
      few: '{n} пропуска держатся дольше 30 с.',
      many: '{n} пропусков держатся дольше 30 с.',
      other: '{n} пропуска держатся дольше 30 с.',
    },
  },
  more: {
    en: 'The newest {n} are shown, of {all}.',
    'zh-CN': '显示最新的 {n} 个，共 {all} 个。',
    'zh-TW': '顯示最新的 {n} 個，共 {all} 個。',
    ru: 'Показаны новейшие: {n} из {all}.',
  },
  away: {
    en: 'The engine starts; what is missing is known in a moment.',
    'zh-CN': '引擎正在启动，稍后即可得知缺失情况。',
    'zh-TW': '引擎正在啟動，稍後即可得知缺失情況。',
    ru: 'Ядро запускается; о пропусках станет известно через минуту.',
  },
  producer: { en: 'Producer', 'zh-CN': '来源', 'zh-TW': '來源', ru: 'Источник' },
  numbers: { en: 'Numbers', 'zh-CN': '序号', 'zh-TW': '序號', ru: 'Номера' },
  epoch: { en: 'epoch {e}', 'zh-CN': '周期 {e}', 'zh-TW': '週期 {e}', ru: 'эпоха {e}' },
  missing: { en: 'Events', 'zh-CN': '事件数', 'zh-TW': '事件數', ru: 'Событий' },
  between: { en: 'Between', 'zh-CN': '所在时段', 'zh-TW': '所在時段', ru: 'Между' },
  since: { en: 'Age', 'zh-CN': '发现时间', 'zh-TW': '發現時間', ru: 'Возраст' },
  requests: { en: 'Asked for', 'zh-CN': '请求次数', 'zh-TW': '請求次數', ru: 'Запросов' },
  state: { en: 'State', 'zh-CN': '状态', 'zh-TW': '狀態', ru: 'Состояние' },
  'state.new': { en: 'may still come', 'zh-CN': '可能仍会到达', 'zh-TW': '可能仍會到達', ru: 'может ещё прийти' },
  'state.alarm': { en: 'alarm', 'zh-CN': '告警', 'zh-TW': '告警', ru: 'тревога' },
  'state.accepted': { en: 'accepted as lost', 'zh-CN': '已确认丢失', 'zh-TW': '已確認遺失', ru: 'принят как потеря' },
  accepted: {
    en: '{who}, {at}: {reason}',
    'zh-CN': '{who}，{at}：{reason}',
    'zh-TW': '{who}，{at}：{reason}',
    ru: '{who}, {at}: {reason}',
  },
  unknown: { en: 'unknown', 'zh-CN': '未知', 'zh-TW': '未知', ru: 'неизвестно' },
  reason: { en: 'Why it is lost', 'zh-CN': '丢失原因', 'zh-TW': '遺失原因', ru: 'Почему потеряно' },
  accept: { en: 'Accept as lost', 'zh-CN': '确认丢失', 'zh-TW': '確認遺失', ru: 'Принять потерю' },
  'wrong.reason': {
    en: 'Say in a few words why it is lost: the audit keeps it.',
    'zh-CN': '请简述丢失原因，审计记录会保留。',
    'zh-TW': '請簡述遺失原因，稽核記錄會保留。',
    ru: 'Напишите коротко, почему потеряно: это останется в журнале действий.',
  },
  'wrong.gone': {
    en: 'That gap is not open any more: its events came, or somebody accepted it.',
    'zh-CN': '该缺口已不存在：事件已到达，或已被确认。',
    'zh-TW': '該缺口已不存在：事件已到達，或已被確認。',
    ru: 'Этого пропуска больше нет: события пришли или его уже приняли.',
  },
  done: {
    en: 'Accepted. It is not asked for any more; the mark on the numbers stays.',
    'zh-CN': '已确认。不再请求重发，数字上的标记保留。',
    'zh-TW': '已確認。不再請求重送，數字上的標記保留。',
    ru: 'Принято. Запросов больше не будет; отметка у чисел остаётся.',
  },
} as const satisfies Catalogue;
