import type { SELF_SERVICE } from '../definitions/self-service.ts';
import type { DomainWords } from './metric-words.ts';

/** A pass is one way of a customer through a menu, a bot or a self-service. A session is one written conversation. */
export const SELF_SERVICE_WORDS: DomainWords<typeof SELF_SERVICE> = {
  ivr_entries: {
    en: ['IVR passes', 'Passes through the IVR, a bot or a self-service that ended in the period.'],
    'zh-CN': ['IVR 进入量', '本期结束的 IVR、机器人或自助服务使用次数。'],
    'zh-TW': ['IVR 進入量', '本期結束的 IVR、機器人或自助服務使用次數。'],
    ru: ['Проходы IVR', 'Проходы через IVR, бота или самообслуживание, закончившиеся за период.'],
  },
  ivr_time_avg: {
    en: ['Time in the IVR', 'Mean length of a pass through the IVR, a bot or a self-service.'],
    'zh-CN': ['IVR 平均时长', '每次使用 IVR、机器人或自助服务的平均时长。'],
    'zh-TW': ['IVR 平均時間', '每次使用 IVR、機器人或自助服務的平均時間。'],
    ru: ['Время в IVR', 'Средняя длительность прохода через IVR, бота или самообслуживание.'],
  },
  ivr_containment: {
    en: [
      'IVR containment',
      'Share of the passes in which the customer got what was asked for. Hanging up in the menu is no containment.',
    ],
    'zh-CN': ['自助解决率', '客户在自助服务中办成事情的比率；在菜单中挂机不算解决。'],
    'zh-TW': ['自助解決率', '客戶在自助服務中辦成事情的比率；在選單中掛斷不算解決。'],
    ru: [
      'Решено в IVR',
      'Доля проходов, в которых клиент получил нужное. Положенная в меню трубка решением не считается.',
    ],
  },
  ivr_abandon_rate: {
    en: ['IVR abandon rate', 'Share of the passes in which the customer hung up before anything was done.'],
    'zh-CN': ['IVR 放弃率', '客户未办成任何事情就挂机的比率。'],
    'zh-TW': ['IVR 放棄率', '客戶未辦成任何事情就掛斷的比率。'],
    ru: ['Потери в IVR', 'Доля проходов, в которых клиент положил трубку, ничего не получив.'],
  },
  ivr_failure_rate: {
    en: ['IVR failure rate', 'Share of the passes that ended with an error or because nothing was entered in time.'],
    'zh-CN': ['IVR 失败率', '因错误或输入超时而结束的比率。'],
    'zh-TW': ['IVR 失敗率', '因錯誤或輸入逾時而結束的比率。'],
    ru: ['Сбои в IVR', 'Доля проходов, закончившихся ошибкой или истёкшим временем ввода.'],
  },
  self_service_share: {
    en: [
      'Self-service share',
      'Passes in which the customer got what was asked for, over these and the visits of queues that began in the period.',
    ],
    'zh-CN': ['自助服务占比', '自助办成的次数占自助办成与进入队列总数的比率。'],
    'zh-TW': ['自助服務占比', '自助辦成的次數占自助辦成與進入佇列總數的比率。'],
    ru: [
      'Доля самообслуживания',
      'Проходы, в которых клиент получил нужное сам, к сумме их и посещений очередей, начавшихся за период.',
    ],
  },
  ivr_port_use: {
    en: [
      'IVR port use',
      'Time for which passes held ports, by their end, over the port time that the platform says it had in the period.',
    ],
    'zh-CN': ['IVR 端口利用', '使用占用端口的时长与平台报告的本期端口总时长之比，按结束时间计。'],
    'zh-TW': ['IVR 埠利用率', '使用占用埠的時間與平台回報的本期埠總時間之比，按結束時間計。'],
    ru: [
      'Занятость портов IVR',
      'Время, на которое проходы занимали порты, по их концу, к времени портов, о котором сообщила платформа.',
    ],
  },
  digital_share: {
    en: ['Digital share', 'Share of the handled contacts that came by another medium than the telephone.'],
    'zh-CN': ['在线渠道占比', '已处理的联络中来自电话以外渠道的比率。'],
    'zh-TW': ['線上管道占比', '已處理的聯繫中來自電話以外管道的比率。'],
    ru: ['Доля цифровых', 'Доля обработанных обращений, пришедших не по телефону.'],
  },
  first_response_p50: {
    en: ['First response, median', 'Half of the first answers to customers who wrote came within this time.'],
    'zh-CN': ['首次响应中位', '一半的首次答复在此时长内给出。'],
    'zh-TW': ['首次回應中位', '一半的首次答覆在此時間內給出。'],
    ru: ['Первый ответ, медиана', 'Половина первых ответов написавшим клиентам дана за это время.'],
  },
  first_response_p90: {
    en: ['First response, P90', '90 % of the first answers to customers who wrote came within this time.'],
    'zh-CN': ['首次响应 P90', '90% 的首次答复在此时长内给出。'],
    'zh-TW': ['首次回應 P90', '90% 的首次答覆在此時間內給出。'],
    ru: ['Первый ответ, P90', '90 % первых ответов написавшим клиентам даны за это время.'],
  },
  first_response_avg: {
    en: ['First response, mean', 'Mean time until customers who wrote got their first answer.'],
    'zh-CN': ['平均首次响应', '来信客户得到首次答复的平均时长。'],
    'zh-TW': ['平均首次回應', '來信客戶得到首次答覆的平均時間。'],
    ru: ['Первый ответ, средний', 'Среднее время до первого ответа написавшим клиентам.'],
  },
  concurrency: {
    en: [
      'Concurrency',
      'Length of the written conversations that ended over the time that agents gave to them, where both are known.',
    ],
    'zh-CN': ['并发会话数', '已结束的文字会话总时长与坐席专注其中的时长之比，仅计两者皆知的会话。'],
    'zh-TW': ['同時對話數', '已結束的文字對話總時間與客服專注其中的時間之比，僅計兩者皆知的對話。'],
    ru: [
      'Параллельность',
      'Длительность завершённых переписок к времени, которое операторы им уделили, где известно то и другое.',
    ],
  },
  session_focus_avg: {
    en: [
      'Attention per session',
      'Mean time that an agent gave to a written conversation; the handling time of media served several at once.',
    ],
    'zh-CN': ['会话专注时长', '坐席对每个文字会话的平均专注时长，即并发渠道的处理时长。'],
    'zh-TW': ['對話專注時間', '客服對每個文字對話的平均專注時間，即同時服務管道的處理時間。'],
    ru: [
      'Внимание на переписку',
      'Среднее время, которое оператор уделил переписке: время обработки там, где ведут несколько сразу.',
    ],
  },
  concurrency_now: {
    en: ['Sessions per agent', 'Written conversations that are open over the agents who have one.'],
    'zh-CN': ['人均会话数', '进行中的文字会话数除以持有会话的坐席数。'],
    'zh-TW': ['人均對話數', '進行中的文字對話數除以持有對話的客服數。'],
    ru: ['Переписок на оператора', 'Открытые переписки на одного оператора, у которого есть хотя бы одна.'],
  },
  backlog: {
    en: ['Written backlog', 'Customers who wrote and wait in a queue for an agent.'],
    'zh-CN': ['文字积压量', '在队列中等待坐席的来信客户数。'],
    'zh-TW': ['文字積壓量', '在佇列中等候客服的來信客戶數。'],
    ru: ['Ждут ответа', 'Написавшие клиенты, которые ждут оператора в очереди.'],
  },
  backlog_oldest: {
    en: ['Oldest in the backlog', 'How long the customer who wrote and waits the longest has waited.'],
    'zh-CN': ['积压最长等待', '来信客户中等待最久者已等待的时长。'],
    'zh-TW': ['積壓最長等候', '來信客戶中等候最久者已等候的時間。'],
    ru: ['Старейшее без ответа', 'Сколько ждёт тот из написавших клиентов, кто ждёт дольше всех.'],
  },
  reply_avg: {
    en: [
      'Mean reply time',
      'Mean time from the first message of the customer that was not replied to yet to the next message of the agent. Messages older than 24 hours are left out.',
    ],
    'zh-CN': ['平均响应时长', '从客户首条未回复的消息到坐席下一条消息的平均时长；超过 24 小时的消息不计。'],
    'zh-TW': ['平均回應時間', '從客戶首則未回覆的訊息到客服下一則訊息的平均時間；超過 24 小時的訊息不計。'],
    ru: [
      'Время ответа в диалоге',
      'Среднее время от первого неотвеченного сообщения клиента до следующего сообщения оператора. Сообщения старше 24 часов не учитываются.',
    ],
  },
  function_coverage: {
    en: [
      'Function coverage',
      'Functions that customers find in digital channels over the functions of the hotline, as others tell them.',
    ],
    'zh-CN': ['功能覆盖率', '数字渠道提供的功能数除以热线的功能数，由外部系统提供。'],
    'zh-TW': ['功能涵蓋率', '數位管道提供的功能數除以熱線的功能數，由外部系統提供。'],
    ru: ['Охват функций', 'Функции цифровых каналов, делённые на функции горячей линии, по данным других систем.'],
  },
};
