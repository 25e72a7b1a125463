import type { PLANS } from '../definitions/plans.ts';
import type { DomainWords } from './metric-words.ts';

/** Plans are told by those who make them; here they stand beside what came. */
export const PLANS_WORDS: DomainWords<typeof PLANS> = {
  forecast_offered: {
    en: [
      'Forecast',
      'Contacts forecast for the parts of the period that are over. Forecasts for an hour or less count, a plan of the day does not.',
    ],
    'zh-CN': ['预测量', '本期已过时段的预测联络数；仅计一小时及更短时段的预测，不计全天计划。'],
    'zh-TW': ['預測量', '本期已過時段的預測聯繫數；僅計一小時及更短時段的預測，不計全天計畫。'],
    ru: [
      'Прогноз',
      'Прогноз обращений на прошедшую часть периода. Учитываются прогнозы на час и короче, но не план дня.',
    ],
  },
  forecast_aht: {
    en: ['Forecast AHT', 'Mean of the handle times forecast for the parts of the period, each part alike.'],
    'zh-CN': ['预测 AHT', '本期各时段预测处理时长的平均值，各时段同等计入。'],
    'zh-TW': ['預測的 AHT', '本期各時段預測處理時間的平均值，各時段同等計入。'],
    ru: ['Прогноз AHT', 'Среднее прогнозов времени обработки на части периода; каждая часть на равных.'],
  },
  forecast_deviation: {
    en: ['Forecast deviation', 'By how much more or fewer contacts came than were forecast for the period.'],
    'zh-CN': ['预测偏差率', '实际呼入量比预测量多出或少于的比率。'],
    'zh-TW': ['預測偏差值', '實際進線量比預測量多出或少於的比率。'],
    ru: ['Отклонение прогноза', 'Насколько больше или меньше обращений пришло, чем было в прогнозе на период.'],
  },
  forecast_error: {
    en: [
      'Forecast error',
      'Differences between what came and the forecast of each quarter hour, added up, over what came.',
    ],
    'zh-CN': ['预测误差率', '每刻钟实际与预测之差的绝对值之和占实际呼入量的比率。'],
    'zh-TW': ['預測誤差率', '每刻鐘實際與預測之差的絕對值之和占實際進線量的比率。'],
    ru: ['Ошибка прогноза', 'Сумма расхождений факта с прогнозом по четвертям часа, делённая на пришедшие обращения.'],
  },
  staff_required: {
    en: ['Agents required', 'Agents that the plan requires at this moment.'],
    'zh-CN': ['需求人数', '计划在该时刻所需的坐席数。'],
    'zh-TW': ['需求客服數', '計畫在該時刻所需的客服數。'],
    ru: ['Требуется операторов', 'Сколько операторов требует план на этот момент.'],
  },
  staffing_gap: {
    en: [
      'Staffing gap',
      'Agents ready or handling who serve the queue, less those required; below zero too few are there.',
    ],
    'zh-CN': ['人力缺口', '服务该队列的空闲与处理中坐席数减去需求人数；负数表示人手不足。'],
    'zh-TW': ['人力差額', '服務該佇列的待命與處理中客服數減去需求人數；負數表示人手不足。'],
    ru: [
      'Запас операторов',
      'Готовые и занятые операторы очереди за вычетом требуемых; меньше нуля: людей не хватает.',
    ],
  },
};
