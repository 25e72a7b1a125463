import { MEDIA } from '../../events/enumerations.ts';
import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { PRIMARY } from '../conditions.ts';
import { figure } from './told-figures.ts';

const passes = (where?: Condition): Aggregate => ({ fact: 'ivr', when: 'end', take: 'count', where });
const result = (...results: string[]): Condition => ({ column: 'result', is: results });
const media = (leftOut: readonly string[]): Condition => ({
  dimension: 'media',
  in: MEDIA.filter((medium) => !leftOut.includes(medium)),
});

/** A contact with a customer in any medium; `work` is none. */
const CONTACT_MEDIA = media(['work']);
const DIGITAL = media(['work', 'voice']);
/** Conversations whose source tells how long the agent attended to them. */
const ATTENDED = both(PRIMARY, DIGITAL, { column: 'focus', absent: false });
const attended = (column: string): Aggregate => ({
  fact: 'leg',
  when: 'end',
  take: { sum: column },
  where: ATTENDED,
});

/** Self-service, and conversations in media other than the telephone. */
export const SELF_SERVICE_AGGREGATES = {
  ivr_passes: passes(),
  ivr_contained: passes(result('contained')),
  ivr_abandoned: passes(result('abandoned')),
  ivr_failed: passes(result('error', 'timeout')),
  ivr_time: { fact: 'ivr', when: 'end', take: { sum: 'duration' } },
  ivr_passes_with_time: passes({ column: 'duration', absent: false }),
  ivr_port_time: { fact: 'ivr', when: 'end', take: { sum: 'port_time' } },
  ivr_port_seconds_there: figure('ivr.port_seconds'),
  first_response_times: { fact: 'response', when: 'end', take: { histogram: 'response', scale: 'duration' } },
  first_response_time: { fact: 'response', when: 'end', take: { sum: 'response' } },
  first_responses: { fact: 'response', when: 'end', take: 'count', where: { column: 'response', absent: false } },
  functions_digital: figure('functions.digital'),
  functions_hotline: figure('functions.hotline'),
  replies: { fact: 'message', when: 'replies', take: 'count' },
  reply_gap: { fact: 'message', when: 'replies', take: { sum: 'gap' } },
  attended_talk: attended('talk'),
  attended_hold: attended('hold'),
  attended_focus: attended('focus'),
  attended_sessions: { fact: 'leg', when: 'end', take: 'count', where: ATTENDED },
  now_sessions: { fact: 'leg', when: 'moment', take: 'count', where: both(PRIMARY, DIGITAL) },
  now_session_agents: { fact: 'leg', when: 'moment', take: { distinct: 'agent' }, where: both(PRIMARY, DIGITAL) },
  handled_digital: { fact: 'handle', when: 'end', take: 'count', where: both(PRIMARY, DIGITAL) },
  handled_by_medium: { fact: 'handle', when: 'end', take: 'count', where: both(PRIMARY, CONTACT_MEDIA) },
  backlog: { fact: 'visit', when: 'moment', take: 'count', where: DIGITAL },
  backlog_longest: { fact: 'visit', when: 'moment', take: { maxTime: true }, where: DIGITAL },
} as const satisfies Record<string, Aggregate>;
