import type { CONTACT_AGGREGATES } from '../../metrics/aggregates/contacts.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const CONTACTS_WORDS = {
  contacts_started: ['contacts started', '发起的联络', '發起的聯繫', 'начатые обращения'],
  contacts_inbound: ['started by customers', '客户发起', '客戶發起', 'начато клиентами'],
  contacts_dialer: ['started by the dialler', '系统外呼发起', '系統外撥發起', 'начато набором'],
  contacts_agent_dial: ['dialled by agents', '坐席拨打', '客服撥打', 'набрано операторами'],
  contacts_callback: ['started as callbacks', '回拨发起', '回電發起', 'начато перезвонами'],
  contacts_transferred_in: ['transferred in', '外部转入', '外部轉入', 'переведено извне'],
  contacts_web: ['started on the web', '网页发起', '網頁發起', 'начато на сайте'],
  contacts_open: ['open contacts', '进行中的联络', '進行中的聯繫', 'открытые обращения'],
  contact_duration: ['length of contacts', '联络总时长', '聯繫總時間', 'длительность обращений'],
  contacts_with_duration: ['contacts with a length', '有时长的联络', '有時間的聯繫', 'обращения с длительностью'],
  contacts_queued: [
    'different contacts in queues',
    '进入队列的不同联络',
    '進入佇列的不同聯繫',
    'разные обращения в очередях',
  ],
  contacts_handled: [
    'different contacts handled',
    '处理完毕的不同联络',
    '處理完畢的不同聯繫',
    'разные обработанные обращения',
  ],
  handled_with_topic: ['handled with a topic', '有原因的处理量', '有原因的處理量', 'обработано с темой'],
  handled_resolved: ['declared resolved', '标记为已解决', '標記為已解決', 'отмечено решённым'],
  handled_judged: ['declared either way', '已作标记', '已作標記', 'с отметкой о решении'],
} as const satisfies AggregateWords<typeof CONTACT_AGGREGATES>;
