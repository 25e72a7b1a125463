import type { MetricWords } from './metric-words.ts';

/**
 * English. A queue visit is one stay of one contact in one queue; T and S are the queue's thresholds; a conversation is
 * the primary leg of an agent with a customer.
 */
export const EN = {
  offered: {
    label: 'Offered',
    help: 'Distinct queue visits that entered in the period, finished or still waiting; short abandons are included. A transfer to another queue is another visit; contacts that end in the IVR are not offered.',
  },
  answered: {
    label: 'Answered',
    help: 'Queue visits in which an agent and the customer were connected.',
  },
  abandoned: {
    label: 'Abandoned',
    help: 'Queue visits in which the customer gave up, also while an agent’s phone rang. Short abandons stay in; callbacks, flow-outs and timeouts are not abandons.',
  },
  short_abandoned: {
    label: 'Short abandons',
    help: 'Abandoned queue visits with a wait of at most S, the queue’s short-abandon threshold. They are also part of Abandoned.',
  },
  flow_out: {
    label: 'Flowed out',
    help: 'Queue visits that the system moved elsewhere before an answer: overflow, another queue, back to the IVR. Timeouts are counted apart.',
  },
  timed_out: {
    label: 'Timed out',
    help: 'Queue visits that the system ended because the time limit passed or no agent was there. Neither abandons nor flow-outs.',
  },
  callbacks_chosen: {
    label: 'Callback chosen',
    help: 'Queue visits that ended because the customer chose to be called back; they are not abandons. Whether the callback was made is not counted here.',
  },
  system_errors: {
    label: 'System errors',
    help: 'Queue visits that ended with a technical error before an answer.',
  },
  lost: {
    label: 'Outcome unknown',
    help: 'Queue visits whose end was never reported: closed by inference, after the time limit or when the contact itself ended. The real end replaces it as soon as it arrives.',
  },
  answer_rate: {
    label: 'Answer rate',
    help: 'Answered / all queue visits: by entry, those that entered in the period, the waiting included; by event, those that ended in it. Short abandons stay in the denominator.',
  },
  abandon_rate: {
    label: 'Abandonment rate',
    help: 'Abandoned / all queue visits: by entry, those that entered in the period, the waiting included; by event, those that ended in it. Short abandons are in both parts.',
  },
  flow_out_rate: {
    label: 'Flow-out rate',
    help: 'Flowed out and timed out / all queue visits, the same visits as in the answer rate. It is why offered is more than answered and abandoned.',
  },
  service_level: {
    label: 'Service level',
    help: 'Counted by the formula that the site or queue has set; without a setting: answered within T / (answered + abandoned − abandoned within S + still waiting longer than T). T, S and the formula are those of each visit’s own queue; flow-outs are not counted.',
  },
  service_level_neg: {
    label: 'SL, abandons negative',
    help: 'Answered within T / (answered + abandoned + still waiting longer than T): every abandon counts against. T is the threshold of each visit’s own queue; flow-outs are not counted.',
  },
  service_level_ign: {
    label: 'SL, abandons ignored',
    help: 'Answered within T / (answered + abandoned − abandoned within T + still waiting longer than T): abandons within T are left out. T is the threshold of each visit’s own queue; flow-outs are not counted.',
  },
  service_level_pos: {
    label: 'SL, abandons positive',
    help: '(Answered within T + abandoned within T) / (answered + abandoned + still waiting longer than T): an abandon within T counts as served. T is the threshold of each visit’s own queue; flow-outs are not counted.',
  },
  service_level_ans: {
    label: 'SL, answered only',
    help: 'Answered within T / answered. Abandoned and waiting visits are not counted at all; T is the threshold of each visit’s own queue.',
  },
  service_level_short: {
    label: 'SL, less short abandons',
    help: 'The formula of Service level where none is set, under its own name: answered within T / (answered + abandoned − abandoned within S + still waiting longer than T).',
  },
  asa: {
    label: 'Avg speed of answer',
    help: 'Mean wait of the answered queue visits, ringing included. Abandoned visits are not counted.',
  },
  wait_p50: {
    label: 'Median wait',
    help: 'Half of the answered queue visits waited no longer than this (nearest rank). Abandoned visits are not counted.',
  },
  wait_p90: {
    label: 'Wait, 90th percentile',
    help: 'Nine in ten answered queue visits waited no longer than this (nearest rank). Abandoned visits are not counted.',
  },
  time_to_abandon: {
    label: 'Avg time to abandon',
    help: 'Mean wait of the abandoned queue visits, short abandons included.',
  },
  wait_max: {
    label: 'Longest wait, period',
    help: 'Longest wait of the finished queue visits, whatever their outcome, abandons included. Those still waiting are not counted.',
  },
  longest_wait: {
    label: 'Longest wait now',
    help: 'Time waited so far by the visit that has been waiting longest at this moment. No value while nobody waits.',
  },
  queue_depth: {
    label: 'Waiting',
    help: 'Queue visits waiting at this moment, those ringing at an agent included.',
  },
  estimated_wait: {
    label: 'Estimated wait',
    help: 'Wait to expect for who joins now: (waiting + 1) × AHT / agents ready or handling for the queue × (1 − abandonment rate), AHT and rate of the last 60 minutes. No value under 30 handled in that hour, or without such an agent.',
  },
  handled: {
    label: 'Handled',
    help: 'Conversations whose wrap-up ended in the period. A transferred contact counts once for each agent who handled it; consults and conferences are not counted.',
  },
  aht: {
    label: 'Avg handle time',
    help: '(Talk + hold + wrap-up) / handled, in the period in which the wrap-up ended. Ringing, preview and dialing are not in it.',
  },
  talk_avg: {
    label: 'Avg talk time',
    help: 'Talk time / handled, in the period in which the wrap-up ended. Hold and wrap-up are not in it.',
  },
  acw_avg: {
    label: 'Avg wrap-up time',
    help: 'After-call work / handled, in the period in which it ended. A conversation without wrap-up counts with zero.',
  },
  hold_avg: {
    label: 'Avg hold time',
    help: 'Hold time / conversations with hold, by the end of the conversation. Conversations without hold are not counted.',
  },
  hold_rate: {
    label: 'Hold rate',
    help: 'Conversations in which the customer was put on hold at least once / all conversations that ended in the period.',
  },
  hold_max: {
    label: 'Longest hold',
    help: 'Longest single hold in the conversations that ended in the period. No value where the source reports no single holds.',
  },
  transfer_rate: {
    label: 'Transfer rate',
    help: 'Conversations that ended in a transfer (blind, consultative, to a queue or external) / all conversations that ended in the period. It counts with the agent who transfers.',
  },
  transfers_blind: {
    label: 'Blind transfers',
    help: 'Conversations that the agent passed on without speaking to the receiver first.',
  },
  transfers_consult: {
    label: 'Consult transfers',
    help: 'Conversations that the agent passed on after speaking to the receiver.',
  },
  transfers_queue: {
    label: 'Transfers to queue',
    help: 'Conversations that the agent passed on into a queue. There they are offered again, as a visit of that queue.',
  },
  transfers_external: {
    label: 'External transfers',
    help: 'Conversations that the agent passed on to a number outside the contact centre.',
  },
  conferences: {
    label: 'Conferences',
    help: 'Conference legs that ended in the period: each joining of an agent to another’s conversation. They are not in Handled.',
  },
  consults: {
    label: 'Consults',
    help: 'Consult legs that ended in the period, whether a transfer followed or not. They are not in Handled.',
  },
  rona_rate: {
    label: 'Ring no answer rate',
    help: 'Offers to agents that went unanswered or were rejected / all offers that ended in the period. Where the caller hung up or the offer was withdrawn, it is only in the denominator.',
  },
  short_calls: {
    label: 'Short-call rate',
    help: 'Conversations with less than 10 seconds of talk / all conversations that ended in the period. Hold is not talk.',
  },
  agent_first_rate: {
    label: 'Agent hang-up rate',
    help: 'Conversations that the agent ended first / all conversations that ended in the period.',
  },
  agents_ready: {
    label: 'Agents ready',
    help: 'Agents free for the next contact. Reserved and ringing agents are not counted.',
  },
  agents_reserved: {
    label: 'Agents reserved',
    help: 'Agents for whom a contact has been picked, before the phone rings.',
  },
  agents_ringing: {
    label: 'Agents ringing',
    help: 'Agents at whose place a contact rings, not yet accepted.',
  },
  agents_preview: {
    label: 'Agents in preview',
    help: 'Agents who read the record before an outbound call.',
  },
  agents_dialing: {
    label: 'Agents dialing',
    help: 'Agents for whom a number is being dialed, not yet answered.',
  },
  agents_talking: {
    label: 'Agents talking',
    help: 'Agents in conversation, in whatever direction. Agents with the customer on hold are not counted.',
  },
  agents_talking_in: {
    label: 'Agents talking, inbound',
    help: 'Agents in an inbound conversation: a part of Agents talking. Internal and consult calls are not counted.',
  },
  agents_talking_out: {
    label: 'Agents talking, outbound',
    help: 'Agents in an outbound conversation: a part of Agents talking. Internal and consult calls are not counted.',
  },
  agents_hold: {
    label: 'Agents on hold',
    help: 'Agents whose customer is on hold.',
  },
  agents_acw: {
    label: 'Agents in wrap-up',
    help: 'Agents in after-call work, not yet free for the next contact.',
  },
  agents_not_ready: {
    label: 'Agents not ready',
    help: 'Agents logged in who take no contacts, whatever the reason. Wrap-up and offline work are not counted.',
  },
  agents_offline_work: {
    label: 'Agents, offline work',
    help: 'Agents logged in and at work away from the queues.',
  },
  agents_staffed: {
    label: 'Agents staffed',
    help: 'Agents logged in: every state except logged out.',
  },
  state_longest: {
    label: 'Longest time in state',
    help: 'Time that the agent who changed state least recently has been in the present one. Logged-out agents are not counted.',
  },
  staffed_time: {
    label: 'Staffed time',
    help: 'Time that agents were logged in, as far as it lies in the period, summed over agents. Every state counts except logged out.',
  },
  occupancy: {
    label: 'Occupancy',
    help: 'Handling / (handling + ready) time; handling = talking, hold, wrap-up, preview and dialing. Reserved, ringing, not ready and offline work are in neither part.',
  },
  utilisation: {
    label: 'Utilisation',
    help: 'Handling / staffed time; handling = talking, hold, wrap-up, preview and dialing. Time not ready lowers it, unlike occupancy.',
  },
} as const satisfies Record<string, MetricWords>;
