import { both, type Aggregate, type Condition } from '../aggregate.ts';

/** States in which an agent works on a contact (contract 6). */
export const HANDLING_STATES = ['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'] as const;

/** States in which an agent is there for contacts: waits for one, is being given one, or works on one. */
export const ON_QUEUE_STATES = ['READY', 'RESERVED', 'RINGING', ...HANDLING_STATES] as const;

const state = (...states: string[]): Condition => ({ column: 'state', is: states });
const stateTime = (...states: string[]): Aggregate => ({
  fact: 'span',
  when: 'clip',
  take: 'time',
  where: state(...states),
});
const agentsNow = (...where: Condition[]): Aggregate => ({
  fact: 'span',
  when: 'moment',
  take: 'count',
  ...(where.length > 0 ? { where: both(...where) } : {}),
});

/** Agents' time, and agents at a moment. */
export const AGENT_AGGREGATES = {
  // Agents' time.
  time_staffed: { fact: 'span', when: 'clip', take: 'time' },
  time_handling: stateTime(...HANDLING_STATES),
  time_ready: stateTime('READY'),
  // Agents at a moment.
  now_ready: agentsNow(state('READY')),
  now_reserved: agentsNow(state('RESERVED')),
  now_ringing: agentsNow(state('RINGING')),
  now_preview: agentsNow(state('PREVIEW')),
  now_dialing: agentsNow(state('DIALING')),
  now_talking: agentsNow(state('TALKING')),
  now_talking_in: agentsNow(state('TALKING'), { column: 'span_direction', is: ['in'] }),
  now_talking_out: agentsNow(state('TALKING'), { column: 'span_direction', is: ['out'] }),
  now_hold: agentsNow(state('HOLD')),
  now_acw: agentsNow(state('ACW')),
  now_not_ready: agentsNow(state('NOT_READY')),
  now_offline_work: agentsNow(state('OFFLINE_WORK')),
  now_staffed: agentsNow(),
  now_longest_in_state: { fact: 'span', when: 'moment', take: { maxTime: true } },
  now_active_for_queue: { ...agentsNow(state('READY', ...HANDLING_STATES)), perListedQueue: true },
} as const satisfies Record<string, Aggregate>;
