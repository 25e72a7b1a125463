import type { AGENT_TIME } from '../definitions/agent-time.ts';
import type { DomainWords } from './metric-words.ts';

export const AGENT_TIME_WORDS: DomainWords<typeof AGENT_TIME> = {
  not_ready_time: {
    en: ['Not-ready time', 'Time for which agents were not ready; in reports also by reason.'],
    'zh-CN': ['小休时长', '坐席处于小休状态的时长；报表中可按原因分列。'],
    'zh-TW': ['未就緒時間', '客服處於未就緒狀態的時間；報表中可按原因分列。'],
    ru: ['Время неготовности', 'Время, когда операторы были не готовы; в отчётах и по причинам.'],
  },
  not_ready_share: {
    en: ['Not-ready share', 'Share of the staffed time for which agents were not ready.'],
    'zh-CN': ['小休时长占比', '小休时长占在岗时长的比率。'],
    'zh-TW': ['未就緒占比', '未就緒時間占在線時間的比率。'],
    ru: ['Доля неготовности', 'Доля времени в системе, когда операторы были не готовы.'],
  },
  ready_time: {
    en: ['Ready time', 'Time for which agents were ready and waited for a contact.'],
    'zh-CN': ['空闲时长', '坐席空闲并等待联络的时长。'],
    'zh-TW': ['待命時間', '客服待命並等候聯繫的時間。'],
    ru: ['Время готовности', 'Время, когда операторы были готовы и ждали обращения.'],
  },
  ready_share: {
    en: ['Ready share', 'Share of the staffed time for which agents were ready.'],
    'zh-CN': ['空闲时长占比', '空闲时长占在岗时长的比率。'],
    'zh-TW': ['待命時間占比', '待命時間占在線時間的比率。'],
    ru: ['Доля готовности', 'Доля времени в системе, когда операторы были готовы.'],
  },
  talk_share: {
    en: ['Talk share', 'Share of the staffed time for which agents talked with customers.'],
    'zh-CN': ['通话时长占比', '通话时长占在岗时长的比率。'],
    'zh-TW': ['通話時間占比', '通話時間占在線時間的比率。'],
    ru: ['Доля разговора', 'Доля времени в системе, когда операторы разговаривали.'],
  },
  hold_share: {
    en: ['Hold share', 'Share of the staffed time for which agents kept customers on hold.'],
    'zh-CN': ['保持时长占比', '保持时长占在岗时长的比率。'],
    'zh-TW': ['保留時間占比', '保留時間占在線時間的比率。'],
    ru: ['Доля удержания', 'Доля времени в системе, когда операторы держали клиентов на удержании.'],
  },
  acw_share: {
    en: ['Wrap-up share', 'Share of the staffed time for which agents wrapped contacts up.'],
    'zh-CN': ['话后时长占比', '话后处理时长占在岗时长的比率。'],
    'zh-TW': ['話後時間占比', '話後處理時間占在線時間的比率。'],
    ru: ['Доля постобработки', 'Доля времени в системе, ушедшая на постобработку.'],
  },
  offline_work_share: {
    en: ['Offline-work share', 'Share of the staffed time for which agents worked away from the queues.'],
    'zh-CN': ['离线工作占比', '离线工作时长占在岗时长的比率。'],
    'zh-TW': ['離線作業占比', '離線作業時間占在線時間的比率。'],
    ru: ['Доля работы вне линии', 'Доля времени в системе, когда операторы работали вне очередей.'],
  },
  ready_per_contact: {
    en: ['Ready time per contact', 'Time for which agents were ready over the contacts that they handled.'],
    'zh-CN': ['每次空闲时长', '坐席空闲时长除以处理的联络数。'],
    'zh-TW': ['每次待命時間', '客服待命時間除以處理的聯繫數。'],
    ru: ['Готовность на контакт', 'Время готовности операторов на одно обработанное обращение.'],
  },
  utilisation_paid: {
    en: [
      'Utilisation, paid',
      'Time for which agents were ready or handling over the paid time of the shifts that began in the period; for days and longer.',
    ],
    'zh-CN': ['付薪利用率', '坐席空闲与处理时长之和与本期开始的班次付薪时长之比，适用于按日或更长。'],
    'zh-TW': ['付薪利用率值', '客服待命與處理時間之和與本期開始的班次付薪時間之比，適用於按日或更長。'],
    ru: [
      'Утилизация, оплаченная',
      'Время готовности и обработки к оплаченному времени смен, начавшихся за период; по дням и дольше.',
    ],
  },
  employee_satisfaction: {
    en: [
      'Employee satisfaction',
      'Satisfaction of the employees as it was told for the period; several stand by their mean.',
    ],
    'zh-CN': ['员工满意度', '所报告的本期员工满意度；有多个时取平均。'],
    'zh-TW': ['員工滿意度', '所回報的本期員工滿意度；有多個時取平均。'],
    ru: ['Довольство персонала', 'Удовлетворённость сотрудников, сообщённая за период; из нескольких берётся среднее.'],
  },
  employee_attrition: {
    en: [
      'Employee attrition',
      'Share of the employees who left, as it was told for the period; several stand by their mean.',
    ],
    'zh-CN': ['员工流失率', '所报告的本期员工离职比率；有多个时取平均。'],
    'zh-TW': ['員工流動率', '所回報的本期員工離職比率；有多個時取平均。'],
    ru: ['Текучесть персонала', 'Доля уволившихся сотрудников, сообщённая за период; из нескольких берётся среднее.'],
  },
  occupancy_spread: {
    en: [
      'Occupancy spread',
      'How far apart the agents are: the occupancy that nine in ten agents do not exceed less the one that one in ten does not exceed, in points. High means that the load is shared unfairly.',
    ],
    'zh-CN': ['占用率差距', '九成坐席不超过的占用率减去一成坐席不超过的占用率，以百分点计。数值高说明负荷分配不均。'],
    'zh-TW': ['佔用率落差', '九成客服不超過的佔用率減去一成客服不超過的佔用率，以百分點計。數值高表示負荷分配不均。'],
    ru: [
      'Разброс занятости',
      'Занятость, которую не превышают девять из десяти операторов, минус та, которую не превышает один из десяти, в пунктах. Чем больше, тем неравномернее нагрузка.',
    ],
  },
};
