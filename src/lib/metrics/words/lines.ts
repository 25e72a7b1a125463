import type { LINES } from '../definitions/lines.ts';
import type { DomainWords } from './metric-words.ts';

/** Lines come in groups; a switch tells of each how many there are and how many are in use. */
export const LINES_WORDS: DomainWords<typeof LINES> = {
  lines_in_use: {
    en: ['Lines in use', 'Lines in use in both directions, as the switches last said.'],
    'zh-CN': ['占用线路数', '交换机最近报告的双向占用线路数。'],
    'zh-TW': ['占用線路數', '交換機最近回報的雙向占用線路數。'],
    ru: ['Занято линий', 'Линии, занятые в обоих направлениях, по последнему сообщению станций.'],
  },
  lines_in_use_in: {
    en: ['Lines in use, inbound', 'Lines in use by inbound calls, as the switches last said.'],
    'zh-CN': ['呼入占用线路', '交换机最近报告的呼入占用线路数。'],
    'zh-TW': ['進線占用線路', '交換機最近回報的進線占用線路數。'],
    ru: ['Занято линий, вх.', 'Линии, занятые входящими вызовами, по последнему сообщению станций.'],
  },
  lines_in_use_out: {
    en: ['Lines in use, outbound', 'Lines in use by outbound calls, as the switches last said.'],
    'zh-CN': ['外呼占用线路', '交换机最近报告的外呼占用线路数。'],
    'zh-TW': ['外撥占用線路', '交換機最近回報的外撥占用線路數。'],
    ru: ['Занято линий, исх.', 'Линии, занятые исходящими вызовами, по последнему сообщению станций.'],
  },
  line_capacity: {
    en: ['Line capacity', 'Lines that there are in both directions, as the switches last said.'],
    'zh-CN': ['线路总数', '交换机最近报告的双向线路总数。'],
    'zh-TW': ['線路總數', '交換機最近回報的雙向線路總數。'],
    ru: ['Всего линий', 'Сколько линий есть в обоих направлениях, по последнему сообщению станций.'],
  },
  line_occupancy: {
    en: ['Line occupancy', 'Lines in use over the lines that there are, in the groups that tell both.'],
    'zh-CN': ['线路占用率', '占用线路数与线路总数之比，仅计两者皆有报告的线路组。'],
    'zh-TW': ['線路占用率', '占用線路數與線路總數之比，僅計兩者皆有回報的線路群。'],
    ru: ['Занятость линий', 'Занятые линии к имеющимся, по группам, которые сообщают то и другое.'],
  },
  links_up: {
    en: ['Links up', 'Different network links that are up, as the switches last said.'],
    'zh-CN': ['正常链路数', '交换机最近报告的正常网络链路数，同一链路只计一次。'],
    'zh-TW': ['正常鏈路數', '交換機最近回報的正常網路鏈路數，同一鏈路只計一次。'],
    ru: ['Каналы в работе', 'Разные каналы связи, которые работают, по последнему сообщению станций.'],
  },
  lines_peak_in: {
    en: ['Peak of a group, inbound', 'Greatest number of inbound lines that any one group had in use in the period.'],
    'zh-CN': ['呼入线路峰值', '本期任一线路组报告的最大呼入占用线路数。'],
    'zh-TW': ['進線線路峰值', '本期任一線路群回報的最大進線占用線路數。'],
    ru: ['Пик группы, вх.', 'Наибольшее число входящих линий, занятых за период в одной группе.'],
  },
  lines_peak_out: {
    en: ['Peak of a group, out', 'Greatest number of outbound lines that any one group had in use in the period.'],
    'zh-CN': ['外呼线路峰值', '本期任一线路组报告的最大外呼占用线路数。'],
    'zh-TW': ['外撥線路峰值', '本期任一線路群回報的最大外撥占用線路數。'],
    ru: ['Пик группы, исх.', 'Наибольшее число исходящих линий, занятых за период в одной группе.'],
  },
  lines_blocked: {
    en: [
      'Blocked calls',
      'Calls that found all lines busy: by how much the counters of the switches grew, also where one began anew.',
    ],
    'zh-CN': ['线路阻塞量', '因线路全忙而被阻塞的呼叫数，按交换机计数器的增量计算，计数器重新起算也不影响。'],
    'zh-TW': ['線路壅塞量', '因線路全忙而被阻擋的來電數，按交換機計數器的增量計算，計數器重新起算也不影響。'],
    ru: [
      'Отказы линий',
      'Вызовы, заставшие все линии занятыми: прирост счётчиков станций, в том числе начатых заново.',
    ],
  },
};
