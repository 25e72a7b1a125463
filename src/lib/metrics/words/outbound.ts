import type { OUTBOUND } from '../definitions/outbound.ts';
import type { DomainWords } from './metric-words.ts';

/** Dialling. A live person is anybody who answered; a right party is the customer asked for, as the agent said. */
export const OUTBOUND_WORDS: DomainWords<typeof OUTBOUND> = {
  attempts: {
    en: ['Attempts', 'Dial attempts whose result became known in the period, dialled by machine or by hand.'],
    'zh-CN': ['外呼量', '本期得出结果的外呼次数，自动拨号与人工拨号都计入。'],
    'zh-TW': ['外撥量', '本期得出結果的外撥次數，自動撥號與人工撥號都計入。'],
    ru: ['Попытки вызова', 'Попытки дозвона, результат которых стал известен за период: автоматические и ручные.'],
  },
  connects: {
    en: [
      'Live connects',
      'Attempts that a live person answered, those that the dialer then dropped included. Voicemail is not a connect.',
    ],
    'zh-CN': ['外呼接通量', '有真人接听的外呼，接通后被系统放弃的也计入；语音信箱不算接通。'],
    'zh-TW': ['外撥接通量', '有真人接聽的外撥，接通後被系統放棄的也計入；語音信箱不算接通。'],
    ru: [
      'Дозвоны',
      'Попытки, на которые ответил человек, включая брошенные набором. Автоответчик дозвоном не считается.',
    ],
  },
  connect_rate: {
    en: ['Connect rate', 'Share of the attempts that a live person answered.'],
    'zh-CN': ['外呼接通率', '真人接听的外呼占全部外呼的比率。'],
    'zh-TW': ['外撥接通率', '真人接聽的外撥占全部外撥的比率。'],
    ru: ['Доля дозвонов', 'Доля попыток, на которые ответил человек.'],
  },
  right_party_contacts: {
    en: ['Right-party contacts', 'Handled conversations in which the agent spoke with the customer who was asked for.'],
    'zh-CN': ['本人接通量', '坐席与所找客户本人通话的已处理会话。'],
    'zh-TW': ['本人接聽量', '客服與所找客戶本人通話的已處理對話。'],
    ru: ['Контакты с клиентом', 'Обработанные разговоры, в которых оператор говорил именно с нужным клиентом.'],
  },
  right_party_rate: {
    en: [
      'Right-party rate',
      'Share of the handled outbound conversations that were with the customer who was asked for.',
    ],
    'zh-CN': ['本人接通率', '已处理的外呼会话中与客户本人通话的比率。'],
    'zh-TW': ['本人接聽率', '已處理的外撥對話中與客戶本人通話的比率。'],
    ru: ['Доля нужных клиентов', 'Доля обработанных исходящих разговоров, состоявшихся с нужным клиентом.'],
  },
  machine_rate: {
    en: ['Machine rate', 'Share of the attempts that a machine answered: voicemail, an assistant or a fax.'],
    'zh-CN': ['机器应答率', '由语音信箱、语音助手或传真应答的外呼比率。'],
    'zh-TW': ['機器應答率', '由語音信箱、語音助理或傳真應答的外撥比率。'],
    ru: ['Доля автоответчиков', 'Доля попыток, на которые ответила машина: автоответчик, помощник или факс.'],
  },
  busy_rate: {
    en: ['Busy rate', 'Share of the attempts that met a busy line.'],
    'zh-CN': ['占线率', '遇到占线的外呼比率。'],
    'zh-TW': ['忙線率', '遇到忙線的外撥比率。'],
    ru: ['Доля «занято»', 'Доля попыток, попавших на занятую линию.'],
  },
  no_answer_rate: {
    en: [
      'No-answer rate',
      'Share of the attempts that nobody answered: it rang out, the phone was off or out of reach, or dialling was stopped.',
    ],
    'zh-CN': ['无人接听率', '无人接听、关机、无法接通或拨号中止的外呼比率。'],
    'zh-TW': ['無人接聽率', '無人接聽、關機、無法接通或撥號中止的外撥比率。'],
    ru: ['Доля без ответа', 'Доля попыток без ответа: не взяли трубку, телефон выключен или вне сети, набор прерван.'],
  },
  invalid_rate: {
    en: ['Invalid-number rate', 'Share of the attempts to numbers that do not exist or are suspended.'],
    'zh-CN': ['空号停机率', '拨到空号或停机号码的外呼比率。'],
    'zh-TW': ['空號停機率', '撥到空號或停機號碼的外撥比率。'],
    ru: ['Доля неверных номеров', 'Доля попыток на несуществующие или отключённые номера.'],
  },
  refused_rate: {
    en: ['Refused rate', 'Share of the attempts that the called person rejected or that were blocked on the way.'],
    'zh-CN': ['拒接拦截率', '被客户拒接或中途被拦截的外呼比率。'],
    'zh-TW': ['拒接攔截率', '被客戶拒接或中途被攔截的外撥比率。'],
    ru: ['Доля отклонённых', 'Доля попыток, отклонённых абонентом или заблокированных по пути.'],
  },
  network_error_rate: {
    en: ['Network-error rate', 'Share of the attempts that failed in the network before anybody could answer.'],
    'zh-CN': ['网络故障率', '因网络故障而失败的外呼比率。'],
    'zh-TW': ['網路故障率', '因網路故障而失敗的外撥比率。'],
    ru: ['Доля ошибок сети', 'Доля попыток, не состоявшихся из-за ошибки сети.'],
  },
  attempts_not_dialed: {
    en: [
      'Not dialled',
      'Records that were given out but not dialled: the agent skipped the preview, or the number must not be called.',
    ],
    'zh-CN': ['未拨出量', '已派发但未拨出的记录：坐席跳过预览，或号码在禁呼名单中。'],
    'zh-TW': ['未撥出量', '已派發但未撥出的紀錄：客服略過預覽，或號碼在禁撥名單中。'],
    ru: ['Не набрано', 'Выданные, но не набранные записи: оператор пропустил карточку или номер запрещён.'],
  },
  nuisance_calls: {
    en: ['Nuisance calls', 'Calls that a live person answered and the dialer then dropped because no agent was free.'],
    'zh-CN': ['呼损量', '真人已接听，但因无空闲坐席而被拨号系统放弃的外呼。'],
    'zh-TW': ['呼損量', '真人已接聽，但因無空閒客服而被撥號系統放棄的外撥。'],
    ru: ['Брошенные звонки', 'Вызовы, на которые ответил человек, но набор их бросил: свободного оператора не было.'],
  },
  nuisance_rate: {
    en: [
      'Nuisance rate',
      'Share of the calls answered live that the dialer dropped. Attempts nobody answered are not in the denominator.',
    ],
    'zh-CN': ['呼损率', '真人接听的外呼中被拨号系统放弃的比率；无人接听的外呼不在分母中。'],
    'zh-TW': ['呼損率', '真人接聽的外撥中被撥號系統放棄的比率；無人接聽的外撥不在分母中。'],
    ru: [
      'Доля брошенных',
      'Доля вызовов с ответом человека, брошенных набором. Попытки без ответа в знаменатель не входят.',
    ],
  },
  nuisance_headroom: {
    en: [
      'Nuisance headroom',
      'How many more live calls may be dropped in the period before the legal share is passed; below zero once it is.',
    ],
    'zh-CN': ['呼损余量', '本期在超过法定比率之前还可放弃的真人接听外呼数；超过后为负数。'],
    'zh-TW': ['呼損餘量', '本期在超過法定比率之前還可放棄的真人接聽外撥數；超過後為負數。'],
    ru: [
      'Запас по брошенным',
      'Сколько ещё вызовов можно бросить за период, не превысив законную долю; после превышения меньше нуля.',
    ],
  },
  attempt_ring_avg: {
    en: ['Ring time, dialling', 'Mean time that the attempts rang before their result was known.'],
    'zh-CN': ['外呼平均振铃', '外呼在得出结果之前的平均振铃时长。'],
    'zh-TW': ['外撥平均響鈴', '外撥在得出結果之前的平均響鈴時間。'],
    ru: ['Звонок до ответа', 'Среднее время гудков попытки до её результата.'],
  },
  answer_to_agent_avg: {
    en: [
      'Answer to agent',
      'Mean time from the answer of a live person to the agent, over the calls that were passed on.',
    ],
    'zh-CN': ['接听转坐席', '真人接听到坐席接入的平均时长，按已转接的外呼计算。'],
    'zh-TW': ['接聽轉客服', '真人接聽到客服接入的平均時間，按已轉接的外撥計算。'],
    ru: ['От ответа к оператору', 'Среднее время от ответа человека до оператора по переданным вызовам.'],
  },
  records_closed: {
    en: ['Records closed', 'Attempts after which their record of the list needs no more calls.'],
    'zh-CN': ['名单完结量', '使名单记录不再需要拨打的外呼次数。'],
    'zh-TW': ['名單完結量', '使名單紀錄不再需要撥打的外撥次數。'],
    ru: ['Закрыто записей', 'Попытки, после которых запись списка больше не набирают.'],
  },
  attempts_per_record: {
    en: ['Attempts per record', 'Attempts over the records that were dialled for the first time in the period.'],
    'zh-CN': ['每条记录外呼', '外呼次数除以本期首次拨打的名单记录数。'],
    'zh-TW': ['每筆紀錄外撥', '外撥次數除以本期首次撥打的名單紀錄數。'],
    ru: ['Попыток на запись', 'Попытки, делённые на записи, впервые набранные за период.'],
  },
  contacts_per_agent_hour: {
    en: ['Contacts per hour, out', 'Handled outbound conversations per hour that agents worked on outbound contacts.'],
    'zh-CN': ['每小时外呼处理', '坐席从事外呼工作的每小时处理的外呼会话数。'],
    'zh-TW': ['每小時外撥處理', '客服從事外撥工作的每小時處理的外撥對話數。'],
    ru: ['Контактов в час, исх.', 'Обработанные исходящие разговоры на час работы операторов с исходящими контактами.'],
  },
  campaign_agents_ready: {
    en: ['Campaign agents ready', 'Agents who are ready for calls of the campaigns, as the dialer last said.'],
    'zh-CN': ['活动空闲坐席', '拨号系统最近报告的可接外呼活动的空闲坐席数。'],
    'zh-TW': ['活動空閒客服', '撥號系統最近回報的可接外撥活動的空閒客服數。'],
    ru: ['Готовы для кампаний', 'Операторы, готовые принимать вызовы кампаний, по последнему сообщению набора.'],
  },
  campaign_agents_assigned: {
    en: ['Campaign agents', 'Agents who are assigned to the campaigns, as the dialer last said.'],
    'zh-CN': ['活动坐席数', '拨号系统最近报告的分配到外呼活动的坐席数。'],
    'zh-TW': ['活動客服數', '撥號系統最近回報的分配到外撥活動的客服數。'],
    ru: ['Операторы кампаний', 'Операторы, назначенные на кампании, по последнему сообщению набора.'],
  },
  campaign_queued_live: {
    en: ['Answered, no agent yet', 'Live persons who answered and wait for an agent, as the dialer last said.'],
    'zh-CN': ['接听待转坐席', '拨号系统最近报告的已接听而等待坐席的真人数。'],
    'zh-TW': ['接聽待轉客服', '撥號系統最近回報的已接聽而等候客服的真人數。'],
    ru: ['Ответили и ждут', 'Ответившие люди, которые ждут оператора, по последнему сообщению набора.'],
  },
  lines_per_agent: {
    en: ['Lines per agent', 'Lines that dial or ring for each agent who is ready for the campaigns.'],
    'zh-CN': ['线席比', '正在拨号或振铃的线路数除以活动的空闲坐席数。'],
    'zh-TW': ['線席比', '正在撥號或響鈴的線路數除以活動的空閒客服數。'],
    ru: ['Линий на оператора', 'Линии, которые набирают или звонят, на одного готового оператора кампаний.'],
  },
  list_penetration: {
    en: [
      'List penetration',
      'Share of the records of the calling lists that were attempted at least once, as the dialer last said.',
    ],
    'zh-CN': ['名单覆盖率', '名单中至少拨打过一次的记录比率，以拨号系统最近的报告为准。'],
    'zh-TW': ['名單覆蓋率', '名單中至少撥打過一次的紀錄比率，以撥號系統最近的回報為準。'],
    ru: ['Охват списка', 'Доля записей списков, набранных хотя бы раз, по последнему сообщению набора.'],
  },
  list_left: {
    en: ['Records left', 'Records of the calling lists that still have to be called, as the dialer last said.'],
    'zh-CN': ['名单剩余量', '名单中仍需拨打的记录数，以拨号系统最近的报告为准。'],
    'zh-TW': ['名單剩餘量', '名單中仍需撥打的紀錄數，以撥號系統最近的回報為準。'],
    ru: ['Осталось записей', 'Записи списков, которые ещё предстоит набрать, по последнему сообщению набора.'],
  },
  list_closed_rate: {
    en: ['List completion', 'Share of the records of the calling lists that are closed, as the dialer last said.'],
    'zh-CN': ['名单完成率', '名单中已完结的记录比率，以拨号系统最近的报告为准。'],
    'zh-TW': ['名單完成率', '名單中已完結的紀錄比率，以撥號系統最近的回報為準。'],
    ru: ['Выполнение списка', 'Доля закрытых записей списков, по последнему сообщению набора.'],
  },
  calling_window_breaches: {
    en: [
      'Calls at wrong hours',
      'Attempts that were dialled outside of the hours allowed, on the clock of the site. The campaign, the queue or the site sets the hours.',
    ],
    'zh-CN': ['违规时段外呼', '按站点当地时间在允许时段之外拨出的外呼。时段由活动、队列或站点设定。'],
    'zh-TW': ['違規時段外撥', '按站點當地時間在允許時段之外撥出的外撥。時段由活動、佇列或站點設定。'],
    ru: [
      'Звонки не в часы',
      'Попытки, набранные вне разрешённых часов по времени площадки. Часы задаёт кампания, очередь или площадка.',
    ],
  },
  calling_window_breach_rate: {
    en: ['Wrong-hours rate', 'Share of the dialled attempts that were dialled outside of the hours allowed.'],
    'zh-CN': ['违规时段率', '已拨出的外呼中在允许时段之外拨出的比率。'],
    'zh-TW': ['違規時段率', '已撥出的外撥中在允許時段之外撥出的比率。'],
    ru: ['Доля не в часы', 'Доля набранных попыток, сделанных вне разрешённых часов.'],
  },
  daily_attempt_breaches: {
    en: [
      'Calls above day limit',
      'Attempts of a record of a campaign beyond the number allowed for one day, by the day of dialling on the clock of the site.',
    ],
    'zh-CN': ['超限外呼量', '同一活动的同一名单记录当日超出允许次数的外呼，按站点当地的拨号日期计算。'],
    'zh-TW': ['超限外撥量', '同一活動的同一名單紀錄當日超出允許次數的外撥，按站點當地的撥號日期計算。'],
    ru: [
      'Сверх дневного лимита',
      'Попытки по записи кампании сверх разрешённого на день числа, по дню набора на часах площадки.',
    ],
  },
};
