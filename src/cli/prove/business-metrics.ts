import { field, plus, seconds, share, type Expectation } from './expectation.ts';

type Metrics = Record<string, Expectation>;

export const ATTEMPTS: Metrics = {
  attempts: field('attempts'),
  connects: field('connects'),
  connect_rate: share(plus('connects'), plus('attempts')),
  nuisance_calls: field('abandoned_by_dialer'),
  nuisance_rate: share(plus('abandoned_by_dialer'), plus('abandoned_by_dialer', 'live')),
  machine_rate: share(plus('machine', 'fax'), plus('attempts')),
  busy_rate: share(plus('busy'), plus('attempts')),
  no_answer_rate: share(plus('no_answer', 'unreachable', 'cancelled_before_answer'), plus('attempts')),
  invalid_rate: share(plus('invalid', 'suspended'), plus('attempts')),
  refused_rate: share(plus('refused', 'blocked'), plus('attempts')),
  network_error_rate: share(plus('network_error'), plus('attempts')),
  attempts_not_dialed: field('agent_preview_skipped', 'do_not_call'),
  attempt_ring_avg: share(seconds('ringMs'), plus('rung')),
  answer_to_agent_avg: share(seconds('answerToAgentMs'), plus('passedTimed')),
  nuisance_headroom: (read) =>
    read('live') + read('abandoned_by_dialer') === 0
      ? null
      : Math.floor((3 * read('live')) / 97) - read('abandoned_by_dialer'),
  records_closed: field('recordsClosed'),
  attempts_per_record: share(plus('attempts'), plus('recordsFirst')),
};

export const MENUS: Metrics = {
  ivr_entries: field('passes'),
  ivr_time_avg: share(seconds('timeMs'), plus('passes')),
  ivr_containment: share(plus('contained'), plus('passes')),
  ivr_abandon_rate: share(plus('abandoned'), plus('passes')),
  ivr_failure_rate: share(plus('error', 'timeout'), plus('passes')),
};

const sold = (stage: string): readonly [string, string] => [`xsell.${stage}`, `sale.${stage}`];
const soldFor = (stage: string): readonly string[] => sold(stage).map((of) => `amount.${of}`);

export const OUTCOMES: Metrics = {
  offers: field(...sold('offered')),
  offers_accepted: field(...sold('accepted')),
  conversion_per_offer: share(plus(...sold('accepted')), plus(...sold('offered'))),
  sales_booked: field(...sold('booked')),
  sales_amount: field(...soldFor('booked')),
  promises: field('promise.booked'),
  reminders_delivered: field('reminder.delivered'),
  reminder_delivery_rate: share(plus('reminder.delivered'), plus('reminder.delivered', 'reminder.not_reached')),
};

const ASKED = ['csat', 'nps', 'recommend', 'fcr', 'ces'];

export const SURVEYS: Metrics = {
  csat_answers: field('csat.answered'),
  csat_overall: share(plus('csat.topBox'), plus('csat.answered')),
  csat_hotline: share(plus('hotline.topBox'), plus('hotline.answered')),
  survey_response_rate: share(
    plus(...ASKED.map((kind) => `${kind}.answered`)),
    plus(...ASKED.map((kind) => `${kind}.invited`)),
  ),
  recommend_rate: share(plus('recommend.topBox'), plus('recommend.answered')),
  nps: share((read) => 100 * (read('nps.promoters') - read('nps.detractors')), plus('nps.answered')),
};

export const EVALUATIONS: Metrics = {
  qa_evaluations: field('evaluations'),
  qa_score: share(plus('score'), plus('max')),
  qa_critical_rate: share(plus('critical'), plus('evaluations')),
  qa_soft_score: share(plus('softScore'), plus('soft')),
};

export const WHOLE_CONTACTS: Metrics = {
  contacts_started: field('started'),
  contacts_inbound: field('started.inbound'),
  contacts_dialer: field('started.dialer'),
  contacts_agent_dial: field('started.agent_dial'),
  contacts_callback: field('started.callback'),
  contacts_transferred_in: field('started.transfer_ext'),
  contacts_web: field('started.web'),
  contact_duration_avg: share(seconds('lastedMs'), plus('ended')),
};

/** A number that is told or is not. */
const told =
  (of: string): Expectation =>
  (read, has) =>
    has(of) ? read(of) : null;

export const LINES: Metrics = {
  lines_in_use: field('inUse'),
  lines_in_use_in: field('inUse.in'),
  lines_in_use_out: field('inUse.out'),
  line_capacity: field('capacity'),
  line_occupancy: share(plus('inUse'), plus('capacity')),
  lines_peak_in: told('peak.in'),
  lines_peak_out: told('peak.out'),
};

export const CAMPAIGNS: Metrics = {
  campaign_agents_ready: field('agentsReady'),
  campaign_agents_assigned: field('agentsAssigned'),
  campaign_queued_live: field('queuedLive'),
  list_penetration: share(plus('attempted'), plus('records')),
  list_closed_rate: share(plus('closed'), plus('records')),
  list_left: field('left'),
};

export const PLANS: Metrics = {
  forecast_offered: told('forecast.offered'),
  forecast_aht: share(plus('forecast.aht'), plus('forecast.aht.told')),
  staff_required: told('staff.required'),
};

export const SCHEDULES: Metrics = { scheduled_time: (read) => read('plannedMs') / 1_000 };
