import type { PLAN_AGGREGATES } from '../../metrics/aggregates/plans.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const PLANS_WORDS = {
  forecast_offered: ['forecast', '预测量', '預測量', 'прогноз'],
  forecasts_offered: ['forecasts', '预测数', '預測數', 'прогнозы'],
  forecast_aht: ['forecast handle time', '预测处理时长', '預測處理時間', 'прогноз времени обработки'],
  forecasts_aht: ['forecasts of handle time', '处理时长预测数', '處理時間預測數', 'прогнозы времени обработки'],
  forecast_by_slot: ['forecast by quarter hour', '每刻钟预测量', '每刻鐘預測量', 'прогноз по четвертям часа'],
  forecasts_by_slot: ['forecasts by quarter hour', '每刻钟预测数', '每刻鐘預測數', 'прогнозы по четвертям часа'],
  offered_by_slot: ['offered by quarter hour', '每刻钟呼入量', '每刻鐘進線量', 'поступило по четвертям часа'],
  staff_required: ['agents required', '需求坐席', '需求客服', 'требуемые операторы'],
  staff_required_told: ['plans of staff', '人力计划数', '人力計畫數', 'планы персонала'],
} as const satisfies AggregateWords<typeof PLAN_AGGREGATES>;
