import type { AggregateName } from '../aggregates.ts';
import { CONTRACT, count, gauge, mean, ratio, sum, type Definition } from '../definition.ts';
import { NUISANCE_LIMIT, nuisanceHeadroom } from '../nuisance.ts';

const DIALER = 'Genesys OCS call results';

const attempts = (
  code: string,
  of: AggregateName,
  better: Definition['better'] = 'neither',
  source: string = DIALER,
): Definition => ({ code, unit: 'count', better, attribution: 'A', formula: count(of), source });
const share = (code: string, of: AggregateName, source: string = DIALER): Definition => ({
  code,
  unit: 'ratio',
  better: 'neither',
  attribution: 'A',
  formula: ratio(sum(of), sum('attempts')),
  source,
});
const ofCampaigns = (code: string, of: AggregateName): Definition => ({
  code,
  unit: 'count',
  better: 'neither',
  attribution: 'S',
  formula: gauge(of),
  source: 'Genesys Outbound, campaign snapshot',
});

/** Dialling (domain 1.6). */
export const OUTBOUND = {
  attempts: attempts('O01', 'attempts'),
  connects: attempts('O02', 'attempts_live', 'higher'),
  connect_rate: { ...share('O03', 'attempts_live'), better: 'higher' },
  right_party_contacts: {
    code: 'O04',
    unit: 'count',
    better: 'higher',
    attribution: 'W',
    formula: count('right_parties'),
    source: CONTRACT,
  },
  right_party_rate: {
    code: 'O04',
    unit: 'ratio',
    better: 'higher',
    attribution: 'W',
    formula: ratio(sum('right_parties'), sum('handled_outbound')),
    source: 'Domain 1.6, from the disposition',
  },
  machine_rate: share('O05', 'attempts_machine'),
  busy_rate: share('O06', 'attempts_busy'),
  no_answer_rate: share('O07', 'attempts_no_answer'),
  invalid_rate: share('O08', 'attempts_invalid'),
  refused_rate: share('O09', 'attempts_refused'),
  network_error_rate: share('O09', 'attempts_network_error'),
  attempts_not_dialed: attempts('O09', 'attempts_not_dialed'),
  nuisance_calls: attempts('O10', 'attempts_nuisance', 'lower', 'FTC TSR, Ofcom'),
  nuisance_rate: {
    code: 'O10',
    unit: 'ratio',
    better: 'lower',
    attribution: 'A',
    formula: ratio(sum('attempts_nuisance'), sum('attempts_live')),
    small: 'wilson',
    target: { target: 0.025, breach: NUISANCE_LIMIT },
    source: 'FTC TSR, Ofcom; live-answered calls only',
  },
  nuisance_headroom: {
    code: 'O11',
    unit: 'count',
    better: 'higher',
    attribution: 'A',
    formula: { kind: 'computed', of: ['attempts_passed', 'attempts_nuisance'], value: nuisanceHeadroom },
    source: 'Domain 1.6',
  },
  attempt_ring_avg: mean('O01', 'neither', sum('attempt_ring'), sum('attempts_with_ring'), 'A'),
  answer_to_agent_avg: {
    ...mean('O10', 'lower', sum('answer_to_agent'), sum('attempts_with_answer_to_agent'), 'A'),
    target: { target: 1, breach: 2 },
  },
  calling_window_breaches: {
    ...attempts(
      'O22',
      'attempts_outside_window',
      'lower',
      'Calling hours by law; settings of campaign, queue and site',
    ),
    target: { target: 0 },
  },
  calling_window_breach_rate: {
    code: 'O22',
    unit: 'ratio',
    better: 'lower',
    attribution: 'A',
    formula: ratio(sum('attempts_outside_window'), sum('attempts_dialed')),
    small: 'wilson',
    source: 'Calling hours by law; settings of campaign, queue and site',
  },
  // The record of an attempt is kept in the history only.
  daily_attempt_breaches: {
    ...attempts(
      'O22',
      'attempts_too_often',
      'lower',
      'Attempts of a record a day; settings of campaign, queue and site',
    ),
    target: { target: 0 },
    live: false,
  },
  records_closed: attempts('O15', 'records_closed', 'higher', 'Genesys PureConnect'),
  attempts_per_record: {
    code: 'O15',
    unit: 'number',
    better: 'neither',
    attribution: 'A',
    formula: ratio(sum('attempts'), sum('attempts_first')),
    source: 'Genesys PureConnect, list saturation',
  },
  contacts_per_agent_hour: {
    code: 'O16',
    unit: 'number',
    better: 'higher',
    attribution: 'W',
    formula: ratio(sum('handled_outbound'), sum('time_outbound'), 3_600_000),
    source: 'Domain 1.6; hours in which agents worked on outbound contacts',
  },
  campaign_agents_ready: ofCampaigns('O13', 'campaign_agents_ready'),
  campaign_agents_assigned: ofCampaigns('O13', 'campaign_agents_assigned'),
  campaign_queued_live: ofCampaigns('O13', 'campaign_queued_live'),
  lines_per_agent: {
    code: 'O13',
    unit: 'number',
    better: 'neither',
    attribution: 'S',
    formula: ratio(sum('campaign_lines_dialing', 'campaign_lines_ringing'), sum('campaign_agents_ready')),
    source: 'Genesys Outbound, pacing',
  },
  list_penetration: {
    code: 'O14',
    unit: 'ratio',
    better: 'higher',
    attribution: 'S',
    formula: ratio(sum('list_attempted'), sum('list_records')),
    source: 'Genesys PureConnect, penetration rate',
  },
  list_left: ofCampaigns('O14', 'list_left'),
  list_closed_rate: {
    code: 'O14',
    unit: 'ratio',
    better: 'higher',
    attribution: 'S',
    formula: ratio(sum('list_closed'), sum('list_records')),
    source: 'Genesys PureConnect',
  },
} as const satisfies Record<string, Definition>;
