import type { WORK } from '../definitions/work.ts';
import type { DomainWords } from './metric-words.ts';

/** Items of work and callbacks. */
export const WORK_WORDS: DomainWords<typeof WORK> = {
  work_open: {
    en: ['Open items', 'Items of work that are neither done nor cancelled at the moment.'],
    'zh-CN': ['未结工单', '当前既未办结也未取消的工单数。'],
    'zh-TW': ['未結工單', '目前既未結案也未取消的工單數。'],
    ru: ['Открытые задачи', 'Задачи, которые на этот момент не выполнены и не отменены.'],
  },
  work_new: {
    en: ['New items', 'Open items of work that nobody has begun.'],
    'zh-CN': ['新建工单', '当前未结且尚未开始处理的工单数。'],
    'zh-TW': ['新建工單', '目前未結且尚未開始處理的工單數。'],
    ru: ['Новые задачи', 'Открытые задачи, к которым ещё не приступили.'],
  },
  work_in_progress: {
    en: ['Items in progress', 'Open items of work that were begun: in work, waiting, transferred or opened again.'],
    'zh-CN': ['处理中工单', '当前未结且已开始处理的工单数，含等待、转办与重开。'],
    'zh-TW': ['處理中工單', '目前未結且已開始處理的工單數，含等候、轉辦與重開。'],
    ru: ['Задачи в работе', 'Открытые начатые задачи: в работе, в ожидании, переданные или открытые снова.'],
  },
  work_created: {
    en: ['Items created', 'Items of work that were opened in the period.'],
    'zh-CN': ['工单新建量', '本期新建的工单数。'],
    'zh-TW': ['工單新建量', '本期新建的工單數。'],
    ru: ['Создано задач', 'Задачи, заведённые за период.'],
  },
  work_done: {
    en: ['Items done', 'Items of work that were done in the period.'],
    'zh-CN': ['工单办结量', '本期办结的工单数。'],
    'zh-TW': ['工單結案量', '本期結案的工單數。'],
    ru: ['Выполнено задач', 'Задачи, выполненные за период.'],
  },
  work_overdue: {
    en: ['Overdue items', 'Open items of work whose due time has passed.'],
    'zh-CN': ['超时工单', '当前未结且已超过到期时间的工单数。'],
    'zh-TW': ['逾時工單', '目前未結且已超過到期時間的工單數。'],
    ru: ['Просроченные задачи', 'Открытые задачи, срок которых прошёл.'],
  },
  work_oldest: {
    en: ['Oldest open item', 'Age of the oldest open item of work at the moment.'],
    'zh-CN': ['最久未结工单', '当前未结工单中最久一件已历时长。'],
    'zh-TW': ['最久未結工單', '目前未結工單中最久一件已歷時間。'],
    ru: ['Самая старая задача', 'Возраст самой старой открытой задачи на этот момент.'],
  },
  work_within_sla: {
    en: [
      'Items done in time',
      'Share of the items due in the period that were done by then. Open ones count as failures, cancelled ones not at all.',
    ],
    'zh-CN': ['工单及时率', '本期到期的工单中按时办结的比率；逾期未结计为失败，已取消的不计。'],
    'zh-TW': ['工單及時率', '本期到期的工單中按時結案的比率；逾期未結計為失敗，已取消的不計。'],
    ru: [
      'Задачи в срок',
      'Доля задач со сроком в периоде, выполненных вовремя. Открытые считаются просроченными, отменённые не учитываются.',
    ],
  },
  work_transfer_30m: {
    en: [
      'Transferred in time',
      'Share of the items opened in the period and transferred whose first transfer came within half an hour.',
    ],
    'zh-CN': ['工单转办及时率', '本期新建且已转办的工单中半小时内首次转办的比率。'],
    'zh-TW': ['工單轉辦及時率', '本期新建且已轉辦的工單中半小時內首次轉辦的比率。'],
    ru: [
      'Передано за полчаса',
      'Доля заведённых за период и переданных задач, первая передача которых прошла за полчаса.',
    ],
  },
  work_completion: {
    en: ['Items completed', 'Share of the items opened in the period that are closed by now, cancelled ones included.'],
    'zh-CN': ['工单完结率', '本期新建的工单中目前已完结的比率，含已取消的工单。'],
    'zh-TW': ['工單完結率', '本期新建的工單中目前已完結的比率，含已取消的工單。'],
    ru: ['Завершённость задач', 'Доля заведённых за период задач, закрытых к этому моменту, включая отменённые.'],
  },
  work_resolution: {
    en: [
      'Events resolved',
      'Share of the tickets, requests and complaints done in the period that were resolved. Those that the customer caused and those without a result are left out.',
    ],
    'zh-CN': ['事件解决率', '本期办结的工单、请求与投诉中已解决的比率；客户自身原因造成的与无结果的不计。'],
    'zh-TW': ['事件解決率', '本期結案的工單、請求與客訴中已解決的比率；客戶自身原因造成的與無結果的不計。'],
    ru: [
      'Решено обращений',
      'Доля решённых среди закрытых за период обращений, запросов и жалоб. Вызванные клиентом и без результата не учитываются.',
    ],
  },
  work_reopen_rate: {
    en: ['Reopen rate', 'Share of the items done in the period that had been opened again.'],
    'zh-CN': ['工单重开率', '本期办结的工单中曾被重开的比率。'],
    'zh-TW': ['工單重開率', '本期結案的工單中曾被重開的比率。'],
    ru: ['Доля повторных', 'Доля выполненных за период задач, которые открывались снова.'],
  },
  work_resolution_p50: {
    en: ['Median time to resolve', 'Half of the items done in the period took at most this long from their opening.'],
    'zh-CN': ['办结时长中位数', '本期办结的工单中一半自新建起耗时不超过此值。'],
    'zh-TW': ['結案時長中位數', '本期結案的工單中一半自新建起耗時不超過此值。'],
    ru: ['Медиана решения', 'Половина выполненных за период задач заняла с заведения не больше этого времени.'],
  },
  work_resolution_p90: {
    en: ['P90 time to resolve', 'Nine of ten items done in the period took at most this long from their opening.'],
    'zh-CN': ['办结时长P90', '本期办结的工单中十分之九自新建起耗时不超过此值。'],
    'zh-TW': ['結案時長P90', '本期結案的工單中十分之九自新建起耗時不超過此值。'],
    ru: ['P90 решения', 'Девять из десяти выполненных за период задач заняли с заведения не больше этого времени.'],
  },
  callbacks_requested: {
    en: ['Callbacks requested', 'Callbacks that were promised to customers in the period.'],
    'zh-CN': ['回拨申请量', '本期答应客户的回拨数。'],
    'zh-TW': ['回電申請量', '本期答應客戶的回電數。'],
    ru: ['Заказано перезвонов', 'Обратные звонки, обещанные клиентам за период.'],
  },
  callbacks_done: {
    en: ['Callbacks done', 'Callbacks that were finished in the period, whether or not the customer was reached.'],
    'zh-CN': ['回拨完成量', '本期完成的回拨数，无论是否联系到客户。'],
    'zh-TW': ['回電完成量', '本期完成的回電數，無論是否聯繫到客戶。'],
    ru: ['Перезвонов сделано', 'Обратные звонки, законченные за период, независимо от дозвона.'],
  },
  callback_success_rate: {
    en: ['Callback success', 'Share of the finished callbacks with a result that reached the customer.'],
    'zh-CN': ['回拨成功率', '有结果的回拨中联系到客户的比率。'],
    'zh-TW': ['回電成功率', '有結果的回電中聯繫到客戶的比率。'],
    ru: ['Успех перезвонов', 'Доля законченных перезвонов с результатом, при которых клиент ответил.'],
  },
  callback_within_sla: {
    en: [
      'Callbacks in time',
      'Share of the callbacks due in the period that were done by then. Open ones count as failures, cancelled ones not at all.',
    ],
    'zh-CN': ['回拨及时率', '本期到期的回拨中按时完成的比率；逾期未完成计为失败，已取消的不计。'],
    'zh-TW': ['回電及時率', '本期到期的回電中按時完成的比率；逾期未完成計為失敗，已取消的不計。'],
    ru: [
      'Перезвоны в срок',
      'Доля перезвонов со сроком в периоде, сделанных вовремя. Открытые считаются просроченными, отменённые не учитываются.',
    ],
  },
  callback_oldest: {
    en: ['Oldest open callback', 'Age of the oldest callback that is still open.'],
    'zh-CN': ['最久未回拨', '当前未完成的回拨中最久一件已历时长。'],
    'zh-TW': ['最久未回電', '目前未完成的回電中最久一件已歷時間。'],
    ru: ['Самый давний перезвон', 'Возраст самого давнего открытого перезвона.'],
  },
};
