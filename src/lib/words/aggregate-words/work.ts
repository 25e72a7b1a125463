import type { WORK_AGGREGATES } from '../../metrics/aggregates/work.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const WORK_WORDS = {
  items_open: ['open items', '未结工单', '未結工單', 'открытые задачи'],
  items_new: ['new items', '新建未处理工单', '新建未處理工單', 'новые задачи'],
  items_begun: ['items begun', '处理中工单', '處理中工單', 'начатые задачи'],
  items_overdue: ['overdue items', '超时工单', '逾時工單', 'просроченные задачи'],
  items_age: ['age of open items', '未结工单历时', '未結工單歷時', 'возраст открытых задач'],
  items_created: ['items opened', '新建工单', '新建工單', 'заведённые задачи'],
  items_created_closed: ['of them closed', '其中已完结', '其中已完結', 'из них закрыто'],
  items_done: ['items done', '办结工单', '結案工單', 'выполненные задачи'],
  items_due: ['items due', '到期工单', '到期工單', 'задачи со сроком'],
  items_in_time: ['items done in time', '按时办结工单', '按時結案工單', 'задачи, выполненные в срок'],
  items_transferred: ['items transferred', '已转办工单', '已轉辦工單', 'переданные задачи'],
  items_transferred_in_time: [
    'transferred within half an hour',
    '半小时内转办工单',
    '半小時內轉辦工單',
    'переданные за полчаса',
  ],
  events_closed: ['events closed', '已办结事件', '已結案事件', 'закрытые обращения'],
  events_resolved: ['events resolved', '已解决事件', '已解決事件', 'решённые обращения'],
  items_reopened: ['items that were opened again', '曾重开的工单', '曾重開的工單', 'открытые снова задачи'],
  items_duration: ['times to resolve', '工单办结时长', '工單結案時長', 'сроки выполнения задач'],
  callbacks_created: ['callbacks requested', '申请的回拨', '申請的回電', 'заказанные перезвоны'],
  callbacks_done: ['callbacks done', '完成的回拨', '完成的回電', 'сделанные перезвоны'],
  callbacks_judged: ['callbacks with a result', '有结果的回拨', '有結果的回電', 'перезвоны с результатом'],
  callbacks_reached: [
    'callbacks that reached the customer',
    '联系到客户的回拨',
    '聯繫到客戶的回電',
    'перезвоны с ответом',
  ],
  callbacks_due: ['callbacks due', '到期的回拨', '到期的回電', 'перезвоны со сроком'],
  callbacks_in_time: ['callbacks done in time', '按时完成的回拨', '按時完成的回電', 'перезвоны в срок'],
  callbacks_age: ['age of open callbacks', '未回拨历时', '未回電歷時', 'возраст открытых перезвонов'],
} as const satisfies AggregateWords<typeof WORK_AGGREGATES>;
