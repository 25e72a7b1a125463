import type { SELF_SERVICE_AGGREGATES } from '../../metrics/aggregates/self-service.ts';
import type { AggregateWords } from './aggregate-word.ts';

export const SELF_SERVICE_WORDS = {
  ivr_passes: ['IVR passes', 'IVR 进入量', 'IVR 進入量', 'проходы IVR'],
  ivr_contained: ['contained', '自助办成', '自助辦成', 'решено в IVR'],
  ivr_abandoned: ['abandoned in the IVR', 'IVR 中放弃', 'IVR 中放棄', 'потеряно в IVR'],
  ivr_failed: ['failed in the IVR', 'IVR 中失败', 'IVR 中失敗', 'сбои в IVR'],
  ivr_time: ['time in the IVR', 'IVR 时长', 'IVR 時間', 'время в IVR'],
  ivr_passes_with_time: ['passes with a length', '有时长的进入量', '有時間的進入量', 'проходы с длительностью'],
  ivr_port_time: ['port time used', '占用端口时长', '占用埠時間', 'занятое время портов'],
  ivr_port_seconds_there: ['port time there', '端口总时长', '埠總時間', 'время портов всего'],
  first_response_times: ['times to the first answer', '首次答复用时', '首次答覆用時', 'времена до первого ответа'],
  first_response_time: ['time to the first answer', '首次答复总用时', '首次答覆總用時', 'время до первого ответа'],
  first_responses: ['first answers', '首次答复', '首次答覆', 'первые ответы'],
  attended_talk: ['length of sessions', '会话时长', '對話時間', 'длительность переписок'],
  attended_hold: ['hold in sessions', '会话保持时长', '對話保留時間', 'удержание в переписках'],
  attended_focus: ['attention to sessions', '会话专注时长', '對話專注時間', 'внимание к перепискам'],
  attended_sessions: ['sessions with attention told', '有专注时长的会话', '有專注時間的對話', 'переписки с вниманием'],
  now_sessions: ['open sessions', '进行中的会话', '進行中的對話', 'открытые переписки'],
  now_session_agents: ['agents with a session', '持有会话的坐席', '持有對話的客服', 'операторы с перепиской'],
  handled_digital: ['handled, not by telephone', '非电话处理量', '非電話處理量', 'обработано не по телефону'],
  handled_by_medium: [
    'handled in a known medium',
    '已知渠道的处理量',
    '已知管道的處理量',
    'обработано в известном канале',
  ],
  backlog: ['written and waiting', '来信等待中', '來信等候中', 'написали и ждут'],
  backlog_longest: ['wait of those who wrote', '来信者已等待时长', '來信者已等候時間', 'ожидание написавших'],
} as const satisfies AggregateWords<typeof SELF_SERVICE_AGGREGATES>;
