import type { LINE_AGGREGATES } from '../../metrics/aggregates/lines.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const LINES_WORDS = {
  now_lines_in_use: ['lines in use', '占用线路', '占用線路', 'занятые линии'],
  now_lines_in_use_in: ['inbound lines in use', '呼入占用线路', '進線占用線路', 'занятые входящие линии'],
  now_lines_in_use_out: ['outbound lines in use', '外呼占用线路', '外撥占用線路', 'занятые исходящие линии'],
  now_line_capacity: ['lines there', '线路总数', '線路總數', 'имеющиеся линии'],
  now_lines_busy: ['lines in use of these groups', '这些组的占用线路', '這些群的占用線路', 'занятые линии этих групп'],
  now_lines_there: ['lines of these groups', '这些组的线路总数', '這些群的線路總數', 'линии этих групп'],
  now_links_up: ['links up', '正常链路', '正常鏈路', 'работающие каналы'],
  now_links_told: ['reports of links', '链路报告', '鏈路回報', 'сообщения о каналах'],
  lines_peak_in: ['inbound lines in use, one group', '单组呼入占用', '單群進線占用', 'входящие линии одной группы'],
  lines_peak_out: ['outbound lines in use, one group', '单组外呼占用', '單群外撥占用', 'исходящие линии одной группы'],
  lines_blocked: ['growth of the blocked counter', '阻塞计数增量', '壅塞計數增量', 'прирост счётчика отказов'],
} as const satisfies AggregateWords<typeof LINE_AGGREGATES>;
