import type { FactKind } from '../metrics/fact-kinds.ts';
import type { Locale } from '../metrics/locale.ts';
import { dimensionWord } from './dimension-words.ts';
import type { Catalogue } from './speak.ts';

type Words = readonly [en: string, zhCn: string, zhTw: string, ru: string];
const PLACE: Readonly<Record<Locale, 0 | 1 | 2 | 3>> = { en: 0, 'zh-CN': 1, 'zh-TW': 2, ru: 3 };

/** What one row of counting is called. */
const KINDS: Readonly<Record<FactKind | 'member', Words>> = {
  visit: ['visit of a queue', '排队请求', '排隊請求', 'посещение очереди'],
  offer: ['offer to an agent', '派单', '派發', 'предложение оператору'],
  leg: ['agent’s part', '坐席通话', '客服通話', 'часть оператора'],
  handle: ['handling', '处理', '處理', 'обработка'],
  span: ['agent’s state', '坐席状态', '客服狀態', 'состояние оператора'],
  arrival: ['arrival', '进入', '進入', 'поступление'],
  contact: ['contact', '接触', '接觸', 'обращение'],
  ivr: ['self-service', '自助服务', '自助服務', 'самообслуживание'],
  response: ['first response', '首次响应', '首次回應', 'первый ответ'],
  message: ['message', '消息', '訊息', 'сообщение'],
  dial: ['dial attempt', '外呼尝试', '外撥嘗試', 'попытка набора'],
  campaign: ['reading of a campaign', '活动读数', '活動讀數', 'показание кампании'],
  calling_list: ['reading of a list', '名单读数', '名單讀數', 'показание списка'],
  line: ['reading of lines', '线路读数', '線路讀數', 'показание линий'],
  work: ['work item', '工单', '工單', 'задача'],
  outcome: ['outcome', '业务结果', '業務結果', 'итог'],
  survey: ['survey', '调查', '調查', 'опрос'],
  qa: ['evaluation', '质检', '質檢', 'оценка качества'],
  metric: ['number of another system', '外部数值', '外部數值', 'число другой системы'],
  schedule: ['schedule', '排班', '排班', 'график'],
  member: ['one of a set', '去重项', '去重項', 'один из множества'],
};

/** What a column of a fact is called, where it is no dimension. */
const COLUMNS: Readonly<Record<string, Words>> = {
  wait: ['wait', '等待时长', '等候時間', 'ожидание'],
  ring: ['ring time', '振铃时长', '響鈴時間', 'время звонка'],
  role: ['role', '角色', '角色', 'роль'],
  talk: ['talk time', '通话时长', '通話時間', 'разговор'],
  hold: ['hold time', '保持时长', '保留時間', 'удержание'],
  holds: ['holds', '保持次数', '保留次數', 'удержаний'],
  longest_hold: ['longest hold', '最长保持', '最長保留', 'самое долгое удержание'],
  ended_by: ['ended by', '挂断方', '掛斷方', 'кто завершил'],
  transfer: ['transfer', '转接', '轉接', 'перевод'],
  acw: ['wrap-up time', '话后时长', '話後時間', 'постобработка'],
  dial: ['dialling time', '拨号时长', '撥號時間', 'набор'],
  preview: ['preview time', '预览时长', '預覽時間', 'предпросмотр'],
  rpc: ['right party', '本人', '本人', 'нужный клиент'],
  resolved: ['resolved', '已解决', '已解決', 'решено'],
  span_direction: ['direction of the contact', '接触方向', '接觸方向', 'направление обращения'],
  queues: ['queues served', '服务队列', '服務佇列', 'очереди'],
  legs: ['agents’ parts', '通话段数', '通話段數', 'частей'],
  visits: ['visits', '排队次数', '排隊次數', 'посещений'],
  duration: ['duration', '时长', '時間長度', 'длительность'],
  response: ['time to first response', '首次响应时长', '首次回應時間', 'время до ответа'],
  answer_to_agent: ['answer to agent', '接听到坐席', '接聽到客服', 'от ответа до оператора'],
  record_first: ['first attempt of its record', '记录首次外呼', '紀錄首次外撥', 'первая попытка записи'],
  record_closed: ['closed its record', '记录完结', '紀錄完結', 'запись закрыта'],
  dialed: ['dialled at', '拨号时刻', '撥號時刻', 'набрано в'],
  record: ['record', '名单记录', '名單紀錄', 'запись'],
  due: ['due', '到期时刻', '到期時刻', 'срок'],
  overrun: ['past its due time', '超期时长', '逾期時間', 'просрочка'],
  resolution: ['time to done', '完成用时', '完成時間', 'время выполнения'],
  transfer_delay: ['time to transfer', '转办用时', '轉辦時間', 'время до передачи'],
  reopens: ['reopened', '重开次数', '重開次數', 'переоткрыто'],
  amount: ['amount', '金额', '金額', 'сумма'],
  score: ['score', '得分', '得分', 'балл'],
  errors: ['errors', '差错数', '差錯數', 'ошибки'],
  owner: ['owner', '负责人', '負責人', 'ответственный сотрудник'],
  customer_new: ['new customer', '新客户', '新客戶', 'новый клиент'],
  customer_caused: ['caused by the customer', '客户原因', '客戶原因', 'по вине клиента'],
  customer: ['customer', '客户', '客戶', 'клиент'],
  scale_max: ['top of the scale', '量表上限', '量表上限', 'верх шкалы'],
  top_box: ['top score', '最高分', '最高分', 'высший балл'],
  max: ['possible score', '满分', '滿分', 'максимум'],
  soft: ['soft skills', '服务技巧分', '服務技巧分', 'навыки общения'],
  critical: ['critical error', '致命差错', '致命差錯', 'критическая ошибка'],
  value: ['value', '数值', '數值', 'значение'],
  unit: ['unit', '单位', '單位', 'единица'],
  paid: ['paid time', '计薪时长', '計薪時間', 'оплачиваемое время'],
  since_before: ['since the contact before', '距上次接触', '距上次接觸', 'после прошлого обращения'],
  until_next: ['until the next contact', '距下次接触', '距下次接觸', 'до следующего обращения'],
  age: ['age', '距今时长', '距今時間', 'возраст'],
  side: ['written by', '发送方', '發送方', 'кто написал'],
  conversation: ['conversation', '会话', '對話', 'диалог'],
  gap: ['time to the reply', '回复用时', '回覆用時', 'время до ответа на сообщение'],
  late: ['late by', '迟到时长', '遲到時間', 'опоздание'],
  of_day: ['attempt of the day', '当日第几次外呼', '當日第幾次外撥', 'попытка за день'],
  accepted_after: ['accepted after', '接受用时', '接受時間', 'принято через'],
};

/** The kinds of facts in words. */
export const factKindWord = (kind: FactKind | 'member', locale: Locale): string => KINDS[kind][PLACE[locale]];

/** A column of a fact in words; one that nobody has named shows as it is stored. */
export const columnWord = (column: string, locale: Locale): string =>
  COLUMNS[column]?.[PLACE[locale]] ?? dimensionWord(column, locale) ?? column;

/** The words of kinds and columns as phrases: what the laws of words are held against. */
export const FACT_WORDS: Catalogue = Object.fromEntries(
  Object.entries({ ...KINDS, ...COLUMNS }).map(([name, [en, zhCn, zhTw, ru]]) => [
    name,
    { en, 'zh-CN': zhCn, 'zh-TW': zhTw, ru },
  ]),
);
