import type { AGENT_TIME_AGGREGATES } from '../../metrics/aggregates/agent-time.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const AGENT_TIME_WORDS = {
  time_talking: ['talking time', '通话状态时长', '通話狀態時間', 'время разговора'],
  time_hold: ['time on hold', '保持状态时长', '保留狀態時間', 'время удержания'],
  time_acw: ['time in wrap-up', '话后状态时长', '話後狀態時間', 'время постобработки'],
  time_not_ready: ['not-ready time', '小休时长', '未就緒時間', 'время неготовности'],
  time_offline_work: ['offline-work time', '离线工作时长', '離線作業時間', 'время работы вне линии'],
  handling_by_agent: ['handling time by agent', '各坐席处理时长', '各客服處理時間', 'время обработки по операторам'],
  ready_by_agent: ['ready time by agent', '各坐席空闲时长', '各客服待命時間', 'время готовности по операторам'],
  time_paid: ['paid time', '付薪时长', '付薪時間', 'оплаченное время'],
  employee_satisfaction: ['satisfaction told', '所报满意度', '所報滿意度', 'сообщённое довольство'],
  employee_satisfaction_told: ['how often told', '满意度报告数', '滿意度回報數', 'сообщений о довольстве'],
  employee_attrition: ['attrition told', '所报流失率', '所報流動率', 'сообщённая текучесть'],
  employee_attrition_told: ['how often attrition was told', '流失率报告数', '流動率回報數', 'сообщений о текучести'],
} as const satisfies AggregateWords<typeof AGENT_TIME_AGGREGATES>;
