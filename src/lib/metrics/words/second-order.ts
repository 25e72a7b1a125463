import type { SECOND_ORDER } from '../definitions/second-order.ts';
import type { DomainWords } from './metric-words.ts';

/** What is seen only by setting facts beside one another. */
export const SECOND_ORDER_WORDS: DomainWords<typeof SECOND_ORDER> = {
  fcr_7d: {
    en: [
      'First-contact resolution',
      'Share of the first inbound contacts of a customer on a topic after which none followed within 7 days. Contacts younger than that, and those without a customer, are left out.',
    ],
    'zh-CN': [
      '一次解决率',
      '客户就某一主题的首次来电中，7 天内未再就同一主题来电的比率。未满该期限或未识别客户的联络不计。',
    ],
    'zh-TW': [
      '一次解決率',
      '客戶就某一主題的首次進線中，7 天內未再就同一主題進線的比率。未滿該期限或未識別客戶的聯絡不計。',
    ],
    ru: [
      'Решено с первого раза',
      'Доля первых обращений клиента по теме, за которыми в течение 7 дней не последовало новых. Более новые и обращения без клиента не учитываются.',
    ],
  },
  fcr_pending: {
    en: [
      'Resolution pending',
      'First inbound contacts of a customer on a topic that are younger than 7 days, so that their resolution cannot be told yet.',
    ],
    'zh-CN': ['一次解决待定', '未满 7 天、尚不能判断是否一次解决的首次来电数。'],
    'zh-TW': ['一次解決待定', '未滿 7 天、尚不能判斷是否一次解決的首次進線數。'],
    ru: ['Решение не определено', 'Первые обращения клиента по теме моложе 7 дней: о решении судить рано.'],
  },
  repeat_rate_24h: {
    en: [
      'Repeat rate, 24 h',
      'Share of the handled inbound contacts of known customers that came within 24 hours after one on the same topic.',
    ],
    'zh-CN': ['日内重复率', '已识别客户的已处理来电中，距同一主题上次来电不超过 24 小时的比率。'],
    'zh-TW': ['日內重複率', '已識別客戶的已處理進線中，距同一主題上次進線不超過 24 小時的比率。'],
    ru: [
      'Повторы за 24 ч',
      'Доля обработанных обращений известных клиентов, поступивших в течение 24 часов после обращения по той же теме.',
    ],
  },
  repeat_rate_7d: {
    en: [
      'Repeat rate, 7 days',
      'Share of the handled inbound contacts of known customers that came within 7 days after one on the same topic.',
    ],
    'zh-CN': ['周内重复率', '已识别客户的已处理来电中，距同一主题上次来电不超过 7 天的比率。'],
    'zh-TW': ['週內重複率', '已識別客戶的已處理進線中，距同一主題上次進線不超過 7 天的比率。'],
    ru: [
      'Повторы за 7 дней',
      'Доля обработанных обращений известных клиентов, поступивших в течение 7 дней после обращения по той же теме.',
    ],
  },
  take_up_customers: {
    en: [
      'Customer take-up',
      'Share of the customers who were first offered something in the period and have accepted an offer since.',
    ],
    'zh-CN': ['客户购买率', '本期首次获得推荐的客户中，此后接受推荐的比率。'],
    'zh-TW': ['客戶購買率', '本期首次獲得推薦的客戶中，此後接受推薦的比率。'],
    ru: ['Купившие клиенты', 'Доля клиентов, впервые получивших предложение за период и с тех пор согласившихся.'],
  },
  agent_wait: {
    en: ['Agent wait, outbound', 'Mean time that agents were ready right before an outbound call.'],
    'zh-CN': ['外呼等待时长', '坐席在每次外呼通话之前的平均空闲时长。'],
    'zh-TW': ['外撥等候時間', '客服在每次外撥通話之前的平均空閒時間。'],
    ru: ['Ожидание исходящего', 'Среднее время готовности оператора непосредственно перед исходящим вызовом.'],
  },
  adherence: {
    en: [
      'Adherence',
      'Share of the scheduled time in which agents were in a state that their schedule allows at that moment, by the second.',
    ],
    'zh-CN': ['遵时率', '排班时间中，坐席处于排班所允许状态的时间比率，按秒计算。'],
    'zh-TW': ['遵時率', '排班時間中，客服處於排班所允許狀態的時間比率，按秒計算。'],
    ru: [
      'Соблюдение расписания',
      'Доля времени расписания, когда оператор был в статусе, который расписание в этот момент допускает, по секундам.',
    ],
  },
  scheduled_time: {
    en: ['Scheduled time', 'Time for which agents were scheduled in the period, up to now.'],
    'zh-CN': ['排班时长', '本期截至目前坐席的排班时间。'],
    'zh-TW': ['排班時間', '本期截至目前客服的排班時間。'],
    ru: ['Время по расписанию', 'Время, на которое операторы были запланированы за период, до настоящего момента.'],
  },
  conformance: {
    en: [
      'Conformance',
      'Time that agents were on the queue over the time that they were scheduled to be; above one where they were there longer.',
    ],
    'zh-CN': ['合规工时率', '坐席实际接线时间除以排班的接线时间；实际更长时大于一。'],
    'zh-TW': ['合規工時率', '客服實際接線時間除以排班的接線時間；實際較長時大於一。'],
    ru: [
      'Выполнение часов',
      'Время операторов на линии, делённое на запланированное; больше единицы, если они были дольше.',
    ],
  },
  planned_shrinkage: {
    en: [
      'Planned shrinkage',
      'Share of the scheduled time that is not for contacts: breaks, meals, training, meetings.',
    ],
    'zh-CN': ['计划损耗率', '排班时间中不用于接线的比率：小休、用餐、培训、会议。'],
    'zh-TW': ['計畫損耗率', '排班時間中不用於接線的比率：小休、用餐、培訓、會議。'],
    ru: ['Плановые потери', 'Доля времени расписания не для контактов: перерывы, обед, обучение, собрания.'],
  },
  login_delay_avg: {
    en: [
      'Login delay',
      'Mean time from the first scheduled minute for contacts to the first moment at which the agent was ready; who was ready in the hour before counts as on time.',
    ],
    'zh-CN': ['上线迟到时长', '从排班的首个接线时刻到坐席首次就绪的平均时长；提前一小时内已就绪的视为准时。'],
    'zh-TW': ['上線遲到時間', '從排班的首個接線時刻到客服首次就緒的平均時間；提前一小時內已就緒的視為準時。'],
    ru: [
      'Опоздание на линию',
      'Среднее время от начала плановой работы с контактами до первой готовности оператора; кто был готов в течение часа до начала, не опоздал.',
    ],
  },
  login_on_time_rate: {
    en: [
      'Punctual logins',
      'Share of the shifts with a ready agent in which the agent was ready at most five minutes after the first scheduled minute for contacts.',
    ],
    'zh-CN': ['准时上线率', '已就绪的班次中，坐席在排班的首个接线时刻后五分钟内就绪的比率。'],
    'zh-TW': ['準時上線率', '已就緒的班次中，客服在排班的首個接線時刻後五分鐘內就緒的比率。'],
    ru: [
      'Выход вовремя',
      'Доля смен, в которых оператор стал готов не позже пяти минут после начала плановой работы с контактами.',
    ],
  },
};
