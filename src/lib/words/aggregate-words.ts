import type { AggregateName } from '../metrics/aggregates.ts';
import type { Locale } from '../metrics/locale.ts';
import { LOAN_WORDS } from './aggregate-words/loans.ts';
import { AGENT_TIME_WORDS } from './aggregate-words/agent-time.ts';
import { CONTACTS_WORDS } from './aggregate-words/contacts.ts';
import { LINES_WORDS } from './aggregate-words/lines.ts';
import { PLANS_WORDS } from './aggregate-words/plans.ts';
import { SELF_SERVICE_WORDS } from './aggregate-words/self-service.ts';
import { OUTBOUND_WORDS } from './aggregate-words/outbound.ts';
import { QUALITY_WORDS } from './aggregate-words/quality.ts';
import { SALES_WORDS } from './aggregate-words/sales.ts';
import { WORK_WORDS } from './aggregate-words/work.ts';
import { SECOND_ORDER_WORDS } from './aggregate-words/second-order.ts';

/** What each additive number is called inside a printed formula: small letters, no unit. */
const WORDS = {
  offered: ['offered', '呼入量', '進線量', 'поступило'],
  visits: ['visits', '排队请求', '排隊請求', 'посещения очереди'],
  answered: ['answered', '接起量', '接聽量', 'отвечено'],
  abandoned: ['abandoned', '放弃量', '放棄量', 'потеряно'],
  flow_out: ['flowed out', '溢出量', '溢流量', 'перенаправлено'],
  timed_out: ['timed out', '超时离队量', '逾時離開量', 'снято по тайм-ауту'],
  callback: ['callbacks chosen', '选择回拨量', '選擇回電量', 'выбран обратный звонок'],
  system_error: ['system errors', '系统异常量', '系統異常量', 'системные ошибки'],
  lost: ['outcome unknown', '结果未知量', '結果不明量', 'исход неизвестен'],
  answered_in_time: ['answered within T', 'T 内接起量', 'T 內接聽量', 'отвечено за T'],
  abandoned_in_time: ['abandoned within T', 'T 内放弃量', 'T 內放棄量', 'потеряно до T'],
  abandoned_short: ['abandoned within S', 'S 内放弃量', 'S 內放棄量', 'потеряно до S'],
  answered_wait: ['wait of the answered', '接起者等待总时长', '接聽者等候總時間', 'ожидание отвеченных'],
  abandoned_wait: ['wait of the abandoned', '放弃者等待总时长', '放棄者等候總時間', 'ожидание потерянных'],
  wait_max: ['wait', '等待时长', '等候時間', 'ожидание'],
  answered_waits: ['waits of the answered', '接起者等待时长', '接聽者等候時間', 'ожидания отвеченных'],
  abandoned_waits: ['waits of the abandoned', '放弃者等待时长', '放棄者等候時間', 'ожидания потерянных'],
  waiting_too_long: ['waiting longer than T', '等待超过 T 者', '等候超過 T 者', 'ждут дольше T'],
  level_abandoned_met: [
    'abandoned within T, counted as met',
    'T 内放弃（计为达标）',
    'T 內放棄（計為達標）',
    'потеряно до T, зачтено',
  ],
  level_short_left_out: [
    'abandoned within S, left out',
    'S 内放弃（剔除）',
    'S 內放棄（剔除）',
    'исключено: потеряно до S',
  ],
  level_in_time_left_out: [
    'abandoned within T, left out',
    'T 内放弃（剔除）',
    'T 內放棄（剔除）',
    'исключено: потеряно до T',
  ],
  level_all_left_out: ['abandoned, left out', '放弃（剔除）', '放棄（剔除）', 'исключено: потеряно'],
  level_waiting: [
    'waiting longer than T, counted',
    '等待超过 T（计入）',
    '等候超過 T（計入）',
    'ждут дольше T, учтено',
  ],
  waiting: ['waiting', '等待中', '等候中', 'ждут'],
  waiting_longest: ['wait so far', '当前已等待时长', '目前已等候時間', 'текущее ожидание'],
  handled: ['handled', '处理量', '處理量', 'обработано'],
  talk: ['talk time', '通话时长', '通話時間', 'разговор'],
  hold: ['hold time', '保持时长', '保留時間', 'удержание'],
  acw: ['wrap-up time', '话后时长', '話後時間', 'постобработка'],
  legs_ended: ['primary legs ended', '已结束主通话', '已結束主通話', 'законченные основные разговоры'],
  legs_held: ['primary legs with hold', '有保持的主通话', '有保留的主通話', 'разговоры с удержанием'],
  legs_hold_time: ['hold time of these legs', '其保持总时长', '其保留總時間', 'их время удержания'],
  legs_longest_hold: ['single hold', '单次保持时长', '單次保留時間', 'одно удержание'],
  legs_short: ['primary legs under 10 s', '不足 10 秒的主通话', '不足 10 秒的主通話', 'разговоры короче 10 с'],
  legs_ended_by_agent: ['legs ended by the agent', '坐席先挂', '客服先掛', 'отбои оператором'],
  transfers_blind: ['blind transfers', '盲转量', '直接轉接量', 'слепые переводы'],
  transfers_consult: ['consult transfers', '咨询转接量', '諮詢轉接量', 'переводы с консультацией'],
  transfers_queue: ['transfers to a queue', '转队列量', '轉佇列量', 'переводы в очередь'],
  transfers_external: ['external transfers', '转外线量', '轉外線量', 'внешние переводы'],
  conferences: ['conferences', '会议通话量', '會議通話量', 'конференции'],
  consults: ['consults', '咨询通话量', '諮詢通話量', 'консультации'],
  offers_made: ['offers to agents', '派单量', '派發量', 'предложения операторам'],
  offers_missed: ['offers not taken', '未接派单量', '未接派發量', 'непринятые предложения'],
  time_staffed: ['staffed time', '在岗时长', '在線時間', 'время в системе'],
  time_handling: ['handling time', '处理状态时长', '處理狀態時間', 'время обработки'],
  time_ready: ['ready time', '空闲时长', '待命時間', 'время готовности'],
  now_ready: ['ready agents', '空闲坐席', '待命人數', 'операторы: готовы'],
  now_reserved: ['reserved agents', '预占坐席', '已指派人數', 'операторы: в резерве'],
  now_ringing: ['ringing agents', '振铃坐席', '響鈴人數', 'операторы: идёт вызов'],
  now_preview: ['previewing agents', '预览坐席', '預覽人數', 'операторы: предпросмотр'],
  now_dialing: ['dialing agents', '拨号坐席', '撥號人數', 'операторы: набор номера'],
  now_talking: ['talking agents', '通话坐席', '通話人數', 'операторы: в разговоре'],
  now_talking_in: ['agents talking, inbound', '呼入通话坐席', '進線通話人數', 'операторы: входящий разговор'],
  now_talking_out: ['agents talking, outbound', '外呼通话坐席', '外撥通話人數', 'операторы: исходящий разговор'],
  now_hold: ['agents on hold', '保持坐席', '保留人數', 'операторы: удержание'],
  now_acw: ['agents in wrap-up', '话后坐席', '話後人數', 'операторы: постобработка'],
  now_not_ready: ['not ready agents', '小休坐席', '未就緒人數', 'операторы: не готовы'],
  now_offline_work: ['agents in offline work', '离线工作坐席', '離線作業人數', 'операторы: вне линии'],
  now_staffed: ['staffed agents', '在岗坐席', '在線人數', 'операторы: в системе'],
  now_longest_in_state: ['time in the present state', '当前状态时长', '目前狀態時間', 'время в текущем статусе'],
  now_active_for_queue: ['active agents of the queue', '队列活跃坐席', '佇列作業人數', 'активные операторы очереди'],
  ...CONTACTS_WORDS,
  ...SELF_SERVICE_WORDS,
  ...LINES_WORDS,
  ...AGENT_TIME_WORDS,
  ...PLANS_WORDS,
  ...OUTBOUND_WORDS,
  ...QUALITY_WORDS,
  ...SALES_WORDS,
  ...WORK_WORDS,
  ...LOAN_WORDS,
  ...SECOND_ORDER_WORDS,
} as const satisfies Record<AggregateName, readonly [en: string, zhCN: string, zhTW: string, ru: string]>;

const PLACE: Readonly<Record<Locale, 0 | 1 | 2 | 3>> = { en: 0, 'zh-CN': 1, 'zh-TW': 2, ru: 3 };

/** The name of an additive number in a language. */
export const aggregateWord = (name: AggregateName, locale: Locale): string => WORDS[name][PLACE[locale]];
