import type { SECOND_ORDER_AGGREGATES } from '../../metrics/aggregates/second-order.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const SECOND_ORDER_WORDS = {
  known_contacts: [
    'contacts of known customers',
    '已识别客户的联络',
    '已識別客戶的聯絡',
    'обращения известных клиентов',
  ],
  first_contacts: [
    'first contacts, 7 days old',
    '满 7 天的首次联络',
    '滿 7 天的首次聯絡',
    'первые обращения старше 7 дней',
  ],
  first_contacts_resolved: ['of them without a return', '其中未再来电', '其中未再來電', 'из них без повторения'],
  first_contacts_pending: [
    'younger first contacts',
    '未满 7 天的首次联络',
    '未滿 7 天的首次聯絡',
    'более новые первые обращения',
  ],
  repeats_of_day: ['repeats within 24 h', '24 小时内重复', '24 小時內重複', 'повторы за 24 ч'],
  repeats_of_week: ['repeats within 7 days', '7 天内重复', '7 天內重複', 'повторы за 7 дней'],
  customers_first_offered: [
    'customers with their first offer',
    '首次获推荐的客户',
    '首次獲推薦的客戶',
    'клиенты с первым предложением',
  ],
  customers_taken_up: ['of them who accepted', '其中接受者', '其中接受者', 'из них согласились'],
  ready_before_outbound: ['waits for an outbound call', '等待外呼次数', '等待外撥次數', 'ожидания исходящего'],
  ready_time_before_outbound: [
    'ready time before outbound calls',
    '外呼前空闲时长',
    '外撥前空閒時間',
    'готовность перед исходящим',
  ],
  planned_time: ['scheduled time', '排班时长', '排班時間', 'время по расписанию'],
  kept_time: ['scheduled time kept', '遵守的排班时长', '遵守的排班時間', 'соблюдённое время'],
  shifts_begun: ['shifts with a ready agent', '已就绪的班次', '已就緒的班次', 'смены с готовностью'],
  login_delay: ['lateness', '迟到时长', '遲到時間', 'опоздание'],
  shifts_begun_in_time: ['shifts begun in time', '准时的班次', '準時的班次', 'смены без опоздания'],
  planned_on_queue: ['scheduled time on the queue', '排班的接线时长', '排班的接線時間', 'время на линии по расписанию'],
  time_on_queue: ['time on the queue', '接线时长', '接線時間', 'время на линии'],
} as const satisfies AggregateWords<typeof SECOND_ORDER_AGGREGATES>;
