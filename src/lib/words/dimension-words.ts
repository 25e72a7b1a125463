import type { Locale } from '../metrics/locale.ts';
import type { Catalogue } from './speak.ts';

/** By what numbers can be told apart: the word of each dimension, in small letters. */
export const DIMENSION_WORDS = {
  site: { en: 'site', 'zh-CN': '职场', 'zh-TW': '職場', ru: 'площадка' },
  queue: { en: 'queue', 'zh-CN': '队列', 'zh-TW': '佇列', ru: 'очередь' },
  skill: { en: 'skill', 'zh-CN': '技能', 'zh-TW': '技能', ru: 'навык' },
  media: { en: 'channel', 'zh-CN': '渠道', 'zh-TW': '管道', ru: 'канал' },
  direction: { en: 'direction', 'zh-CN': '方向', 'zh-TW': '方向', ru: 'направление' },
  fn: { en: 'function', 'zh-CN': '业务职能', 'zh-TW': '業務職能', ru: 'функция' },
  agent: { en: 'agent', 'zh-CN': '坐席', 'zh-TW': '客服人員', ru: 'оператор' },
  team: { en: 'team', 'zh-CN': '班组', 'zh-TW': '班組', ru: 'группа' },
  campaign: { en: 'campaign', 'zh-CN': '活动', 'zh-TW': '專案', ru: 'кампания' },
  list: { en: 'call list', 'zh-CN': '名单', 'zh-TW': '名單', ru: 'список обзвона' },
  country: { en: 'country', 'zh-CN': '国家', 'zh-TW': '國家', ru: 'страна' },
  province: { en: 'province', 'zh-CN': '省份', 'zh-TW': '省份', ru: 'регион' },
  city: { en: 'city', 'zh-CN': '城市', 'zh-TW': '城市', ru: 'город' },
  segment: { en: 'customer segment', 'zh-CN': '客户分群', 'zh-TW': '客群', ru: 'сегмент клиентов' },
  partner: { en: 'partner', 'zh-CN': '合作方', 'zh-TW': '合作夥伴', ru: 'партнёр' },
  outcome: { en: 'outcome', 'zh-CN': '结果', 'zh-TW': '結果', ru: 'исход' },
  disposition: { en: 'disposition', 'zh-CN': '处理结论', 'zh-TW': '處理結論', ru: 'результат контакта' },
  topic: { en: 'topic', 'zh-CN': '主题', 'zh-TW': '主題', ru: 'тема' },
  subtopic: { en: 'subtopic', 'zh-CN': '子主题', 'zh-TW': '子主題', ru: 'подтема' },
  state: { en: 'state', 'zh-CN': '状态', 'zh-TW': '狀態', ru: 'состояние' },
  reason: { en: 'reason', 'zh-CN': '原因', 'zh-TW': '原因', ru: 'причина' },
  origin: { en: 'origin', 'zh-CN': '来源', 'zh-TW': '來源', ru: 'происхождение' },
  dnis: { en: 'number dialled', 'zh-CN': '被叫号码', 'zh-TW': '受話號碼', ru: 'набранный номер' },
  entry: { en: 'entry point', 'zh-CN': '入口', 'zh-TW': '入口', ru: 'точка входа' },
  result: { en: 'result', 'zh-CN': '结果', 'zh-TW': '結果', ru: 'результат' },
  flow: { en: 'IVR flow', 'zh-CN': 'IVR 流程', 'zh-TW': 'IVR 流程', ru: 'сценарий IVR' },
  last_node: { en: 'last IVR node', 'zh-CN': 'IVR 末节点', 'zh-TW': 'IVR 末節點', ru: 'последний узел IVR' },
  mode: { en: 'dialling mode', 'zh-CN': '外呼模式', 'zh-TW': '外撥模式', ru: 'режим обзвона' },
  line_group: { en: 'line group', 'zh-CN': '线路组', 'zh-TW': '線路群組', ru: 'группа линий' },
  trunk_group: { en: 'trunk group', 'zh-CN': '中继组', 'zh-TW': '中繼群組', ru: 'группа каналов' },
  link: { en: 'link', 'zh-CN': '链路', 'zh-TW': '鏈路', ru: 'канал связи' },
  carrier: { en: 'carrier', 'zh-CN': '运营商', 'zh-TW': '電信業者', ru: 'оператор связи' },
  work_kind: { en: 'kind of work', 'zh-CN': '工单类型', 'zh-TW': '工單類型', ru: 'вид работы' },
  status: { en: 'status', 'zh-CN': '状态', 'zh-TW': '狀態', ru: 'статус' },
  priority: { en: 'priority', 'zh-CN': '优先级', 'zh-TW': '優先順序', ru: 'приоритет' },
  department: { en: 'department', 'zh-CN': '部门', 'zh-TW': '部門', ru: 'отдел' },
  channel: { en: 'channel', 'zh-CN': '渠道', 'zh-TW': '管道', ru: 'канал' },
  responsible: { en: 'responsible', 'zh-CN': '责任方', 'zh-TW': '責任方', ru: 'ответственный' },
  ccy: { en: 'currency', 'zh-CN': '币种', 'zh-TW': '幣別', ru: 'валюта' },
  outcome_kind: { en: 'kind of outcome', 'zh-CN': '结果类型', 'zh-TW': '結果類型', ru: 'вид исхода' },
  stage: { en: 'stage', 'zh-CN': '阶段', 'zh-TW': '階段', ru: 'этап' },
  product: { en: 'product', 'zh-CN': '产品', 'zh-TW': '產品', ru: 'продукт' },
  survey_kind: { en: 'kind of survey', 'zh-CN': '调查类型', 'zh-TW': '調查類型', ru: 'вид опроса' },
  channel_of_contact: {
    en: 'channel of the contact',
    'zh-CN': '接触渠道',
    'zh-TW': '接觸管道',
    ru: 'канал обращения',
  },
  channel_of_survey: { en: 'channel of the survey', 'zh-CN': '调查渠道', 'zh-TW': '調查管道', ru: 'канал опроса' },
  sampling: { en: 'sampling', 'zh-CN': '抽样方式', 'zh-TW': '抽樣方式', ru: 'выборка' },
  metric: { en: 'metric', 'zh-CN': '指标', 'zh-TW': '指標', ru: 'показатель' },
  source: { en: 'source', 'zh-CN': '数据来源', 'zh-TW': '資料來源', ru: 'источник' },
} as const satisfies Catalogue;

const WORDS: Catalogue = DIMENSION_WORDS;

/** The word of a dimension; null where it has none yet. */
export function dimensionWord(dimension: string, locale: Locale): string | null {
  const word = WORDS[dimension]?.[locale];
  return typeof word === 'string' ? word : null;
}
