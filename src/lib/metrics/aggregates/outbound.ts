import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { NOT_DIALED_RESULTS, type CallingRule } from '../calling-rules.ts';
import { OUTBOUND, PRIMARY } from '../conditions.ts';
import { HANDLING_STATES } from './agents.ts';

const result = (...results: string[]): Condition => ({ column: 'result', is: results });
const DIALED: Condition = { not: result(...NOT_DIALED_RESULTS) };
const breaks = (column: string, calling: CallingRule): Condition => ({ column, calling });
const attempts = (where?: Condition): Aggregate => ({ fact: 'dial', when: 'end', take: 'count', where });
const campaigns = (column: string): Aggregate => ({ fact: 'campaign', when: 'latest', take: { sum: column } });
const lists = (column: string): Aggregate => ({ fact: 'calling_list', when: 'latest', take: { sum: column } });

/** Dial attempts, right-party contacts, and what dialers say of campaigns and lists. */
export const OUTBOUND_AGGREGATES = {
  attempts: attempts(),
  // A live person answered, whether or not an agent was there.
  attempts_live: attempts(result('live', 'abandoned_by_dialer')),
  attempts_passed: attempts(result('live')),
  attempts_nuisance: attempts(result('abandoned_by_dialer')),
  attempts_machine: attempts(result('machine', 'fax')),
  attempts_busy: attempts(result('busy')),
  attempts_no_answer: attempts(result('no_answer', 'unreachable', 'cancelled_before_answer')),
  attempts_invalid: attempts(result('invalid', 'suspended')),
  attempts_refused: attempts(result('refused', 'blocked')),
  attempts_network_error: attempts(result('network_error')),
  attempts_not_dialed: attempts(result(...NOT_DIALED_RESULTS)),
  attempts_dialed: attempts(DIALED),
  attempts_outside_window: attempts(both(DIALED, breaks('dialed', 'outside_window'))),
  attempts_of_records: { fact: 'dial', when: 'attempts', take: 'count' },
  attempts_too_often: { fact: 'dial', when: 'attempts', take: 'count', where: breaks('of_day', 'too_often') },
  attempts_first: attempts({ column: 'record_first', equals: 1 }),
  records_closed: attempts({ column: 'record_closed', equals: 1 }),
  attempt_ring: { fact: 'dial', when: 'end', take: { sum: 'ring' } },
  attempts_with_ring: attempts({ column: 'ring', absent: false }),
  answer_to_agent: { fact: 'dial', when: 'end', take: { sum: 'answer_to_agent' }, where: result('live') },
  attempts_with_answer_to_agent: attempts(both(result('live'), { column: 'answer_to_agent', absent: false })),
  right_parties: { fact: 'handle', when: 'end', take: 'count', where: both(PRIMARY, { column: 'rpc', equals: 1 }) },
  handled_outbound: { fact: 'handle', when: 'end', take: 'count', where: both(PRIMARY, OUTBOUND) },
  time_outbound: {
    fact: 'span',
    when: 'clip',
    take: 'time',
    where: both({ column: 'span_direction', is: ['out'] }, { column: 'state', is: HANDLING_STATES }),
  },
  campaign_agents_ready: campaigns('agents_ready'),
  campaign_agents_assigned: campaigns('agents_assigned'),
  campaign_lines_dialing: campaigns('lines_dialing'),
  campaign_lines_ringing: campaigns('lines_ringing'),
  campaign_queued_live: campaigns('queued_live'),
  list_records: lists('records'),
  list_attempted: lists('attempted'),
  list_closed: lists('closed'),
  list_left: lists('left'),
} as const satisfies Record<string, Aggregate>;
