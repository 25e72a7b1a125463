import type { CONTACTS } from '../definitions/contacts.ts';
import type { DomainWords } from './metric-words.ts';

/** Contacts as wholes: a contact keeps its id through every queue and agent. */
export const CONTACTS_WORDS: DomainWords<typeof CONTACTS> = {
  contacts_started: {
    en: ['Contacts started', 'Contacts that began in the period, however they came about.'],
    'zh-CN': ['联络发起量', '本期开始的联络数，不论由何而来。'],
    'zh-TW': ['聯繫發起量', '本期開始的聯繫數，不論由何而來。'],
    ru: ['Начато обращений', 'Обращения, начавшиеся за период, из любого источника.'],
  },
  contacts_inbound: {
    en: ['Started by customers', 'Contacts of the period that a customer began by calling or writing to the centre.'],
    'zh-CN': ['客户发起量', '本期由客户来电或来信发起的联络数。'],
    'zh-TW': ['客戶發起量', '本期由客戶來電或來信發起的聯繫數。'],
    ru: ['Начато клиентами', 'Обращения периода, которые начал сам клиент: позвонил или написал.'],
  },
  contacts_dialer: {
    en: ['Started by the dialler', 'Contacts of the period that the dialler began.'],
    'zh-CN': ['系统外呼发起', '本期由自动拨号发起的联络数。'],
    'zh-TW': ['系統外撥發起', '本期由自動撥號發起的聯繫數。'],
    ru: ['Начато набором', 'Обращения периода, начатые автоматическим набором.'],
  },
  contacts_agent_dial: {
    en: ['Dialled by agents', 'Contacts of the period that agents began by dialling themselves.'],
    'zh-CN': ['坐席拨打量', '本期由坐席自行拨号发起的联络数。'],
    'zh-TW': ['客服撥打量', '本期由客服自行撥號發起的聯繫數。'],
    ru: ['Набрано операторами', 'Обращения периода, которые оператор набрал вручную.'],
  },
  contacts_callback: {
    en: ['Started as callbacks', 'Contacts of the period with which the centre called a customer back.'],
    'zh-CN': ['回拨发起量', '本期中心回拨客户而发起的联络数。'],
    'zh-TW': ['回電發起量', '本期中心回電客戶而發起的聯繫數。'],
    ru: ['Начато перезвонами', 'Обращения периода, в которых центр перезвонил клиенту.'],
  },
  contacts_transferred_in: {
    en: ['Transferred in', 'Contacts of the period that another house passed on to this one.'],
    'zh-CN': ['外部转入量', '本期由外部机构转入的联络数。'],
    'zh-TW': ['外部轉入量', '本期由外部機構轉入的聯繫數。'],
    ru: ['Переведено извне', 'Обращения периода, переданные сюда из другой организации.'],
  },
  contacts_web: {
    en: ['Started on the web', 'Contacts of the period that began on a web page.'],
    'zh-CN': ['网页发起量', '本期从网页发起的联络数。'],
    'zh-TW': ['網頁發起量', '本期從網頁發起的聯繫數。'],
    ru: ['Начато на сайте', 'Обращения периода, начатые на странице сайта.'],
  },
  contacts_open: {
    en: ['Open contacts', 'Contacts that have begun and not ended. A call stands among them for 4 hours at most.'],
    'zh-CN': ['进行中联络', '已开始而未结束的联络数；电话最多计入 4 小时。'],
    'zh-TW': ['進行中聯繫', '已開始而未結束的聯繫數；電話最多計入 4 小時。'],
    ru: [
      'Открытые обращения',
      'Обращения, которые начались и не закончились. Звонок входит в их число не дольше 4 часов.',
    ],
  },
  contact_duration_avg: {
    en: [
      'Contact length',
      'Mean time from the start of a contact to its end, through menus, queues and agents, over the contacts that ended.',
    ],
    'zh-CN': ['平均联络时长', '联络从开始到结束的平均时长，含菜单、排队与人工，按已结束的联络计算。'],
    'zh-TW': ['平均聯繫時間', '聯繫從開始到結束的平均時間，含選單、排隊與人工，按已結束的聯繫計算。'],
    ru: [
      'Длительность обращения',
      'Среднее время от начала обращения до конца, через меню, очереди и операторов, по завершённым обращениям.',
    ],
  },
  contacts_offered: {
    en: [
      'Contacts offered',
      'Different contacts that entered a queue. One that visits several queues counts once, unlike the offered visits.',
    ],
    'zh-CN': ['呼入联络数', '进入队列的不同联络数；经过多个队列的只计一次。'],
    'zh-TW': ['進線聯繫數', '進入佇列的不同聯繫數；經過多個佇列的只計一次。'],
    ru: [
      'Обращений в очередях',
      'Разные обращения, вошедшие в очередь. Прошедшее несколько очередей считается один раз.',
    ],
  },
  contacts_handled: {
    en: [
      'Contacts handled',
      'Different contacts that at least one agent finished handling. One that was transferred counts once.',
    ],
    'zh-CN': ['处理联络数', '至少由一名坐席处理完毕的不同联络数；转接过的只计一次。'],
    'zh-TW': ['處理聯繫數', '至少由一名客服處理完畢的不同聯繫數；轉接過的只計一次。'],
    ru: [
      'Обработано обращений',
      'Разные обращения, которые завершил хотя бы один оператор. Переведённое считается один раз.',
    ],
  },
  topic_completeness: {
    en: ['Topic completeness', 'Share of the handled contacts for which the agent named a topic.'],
    'zh-CN': ['来话原因填写', '已处理的联络中坐席填写了原因的比率。'],
    'zh-TW': ['來電原因填寫', '已處理的聯繫中客服填寫了原因的比率。'],
    ru: ['Указана тема', 'Доля обработанных обращений, для которых оператор указал тему.'],
  },
  declared_resolution_rate: {
    en: [
      'Declared resolution',
      'Share of the handled contacts that the agent called resolved, over those for which the agent said either.',
    ],
    'zh-CN': ['坐席标记解决', '坐席标记为已解决的比率，按坐席作出标记的联络计算。'],
    'zh-TW': ['客服標記解決', '客服標記為已解決的比率，按客服作出標記的聯繫計算。'],
    ru: [
      'Решено по отметке',
      'Доля обращений, отмеченных оператором как решённые, среди тех, где он это отметил или отверг.',
    ],
  },
  contacts_per_hour: {
    en: ['Contacts per hour', 'Handled contacts per hour that agents were ready or handling.'],
    'zh-CN': ['每小时处理量', '坐席空闲或处理的每小时所处理的联络数。'],
    'zh-TW': ['每小時處理量', '客服待命或處理的每小時所處理的聯繫數。'],
    ru: ['Обращений в час', 'Обработанные обращения на час готовности и обработки операторов.'],
  },
};
