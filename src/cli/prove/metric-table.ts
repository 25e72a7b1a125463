import { metricById } from '#lib/metrics/dictionary.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import type { Basis } from '#lib/metrics/question.ts';
import type { TruthTable } from '#lib/sources/simulator/truth/truth.ts';
import {
  ATTEMPTS,
  CAMPAIGNS,
  EVALUATIONS,
  LINES,
  MENUS,
  OUTCOMES,
  PLANS,
  SCHEDULES,
  SURVEYS,
  WHOLE_CONTACTS,
} from './business-metrics.ts';
import { bucket, field, greatest, plus, seconds, share, type Expectation } from './expectation.ts';
import { RESPONSES, WORK, WORK_TO_THIS_DAY } from './work-metrics.ts';

/** Metrics that one question asks, and the truth table that answers it. */
export interface Chapter {
  name: string;
  table: TruthTable;
  /** A second table of the same dimensions, whose numbers stand beside those of the first. */
  beside?: TruthTable;
  by: readonly Dimension[];
  basis: Basis;
  /** Where the live window of the same quarter hour must say the same. */
  live: boolean;
  metrics: Readonly<Record<string, Expectation>>;
}

/** Those who left in one of two ways, and those who wait too long: at the end of a live window, or to this day. */
const JUDGED = ['answered', 'abandoned', 'tooLong', 'stillTooLong'];

const SERVICE_LEVELS: Record<string, Expectation> = {
  service_level: share(plus('answeredInTime'), (read) => plus(...JUDGED)(read) - read('abandonedShort')),
  service_level_short: share(plus('answeredInTime'), (read) => plus(...JUDGED)(read) - read('abandonedShort')),
  service_level_neg: share(plus('answeredInTime'), plus(...JUDGED)),
  service_level_ign: share(plus('answeredInTime'), (read) => plus(...JUDGED)(read) - read('abandonedInTime')),
  service_level_pos: share(plus('answeredInTime', 'abandonedInTime'), plus(...JUDGED)),
  service_level_ans: share(plus('answeredInTime'), plus('answered')),
};

/** `of`: who counts in the shares; by entry everybody who came, by end everybody who left. */
const visits = (of: 'offered' | 'ended'): Record<string, Expectation> => ({
  answered: field('answered'),
  abandoned: field('abandoned'),
  short_abandoned: field('abandonedShort'),
  flow_out: field('flow_out'),
  timed_out: field('timeout', 'no_agent'),
  callbacks_chosen: field('callback'),
  system_errors: field('system_error'),
  lost: field('lost'),
  answer_rate: share(plus('answered'), plus(of)),
  abandon_rate: share(plus('abandoned'), plus(of)),
  flow_out_rate: share(plus('flow_out', 'timeout', 'no_agent'), plus(of)),
  ...SERVICE_LEVELS,
  asa: share(seconds('answeredWaitMs'), plus('answered')),
  time_to_abandon: share(seconds('abandonedWaitMs'), plus('abandoned')),
  wait_p50: bucket('answeredWaitP50Ms'),
  wait_p90: bucket('answeredWaitP90Ms'),
  wait_max: greatest('longestWaitMs'),
});

const TRANSFERS = ['transfer.blind', 'transfer.consult', 'transfer.queue', 'transfer.external'];

const CONTACTS: Record<string, Expectation> = {
  handled: field('handled'),
  aht: share(seconds('talkMs', 'holdMs', 'acwMs'), plus('handled')),
  talk_avg: share(seconds('talkMs'), plus('handled')),
  acw_avg: share(seconds('acwMs'), plus('handled')),
  hold_avg: share(seconds('legsHoldMs'), plus('legsHeld')),
  hold_rate: share(plus('legsHeld'), plus('legsEnded')),
  hold_max: greatest('longestHoldMs'),
  transfer_rate: share(plus(...TRANSFERS), plus('legsEnded')),
  transfers_blind: field('transfer.blind'),
  transfers_consult: field('transfer.consult'),
  transfers_queue: field('transfer.queue'),
  transfers_external: field('transfer.external'),
  conferences: field('conferences'),
  consults: field('consults'),
  rona_rate: share(plus('offersMissed'), plus('offersMade')),
  short_calls: share(plus('shortCalls'), plus('legsEnded')),
  agent_first_rate: share(plus('endedByAgent'), plus('legsEnded')),
  right_party_contacts: field('rightParties'),
  right_party_rate: share(plus('rightParties'), plus('handledOut')),
  topic_completeness: share(plus('withTopic'), plus('handled')),
  declared_resolution_rate: share(plus('resolvedByAgent'), plus('judgedByAgent')),
  digital_share: share(plus('written'), plus('inMedium')),
};

const HANDLING = ['TALKINGMs', 'HOLDMs', 'ACWMs', 'PREVIEWMs', 'DIALINGMs'];
const STANDING = [
  'READY',
  'RESERVED',
  'RINGING',
  'PREVIEW',
  'DIALING',
  'TALKING',
  'HOLD',
  'ACW',
  'NOT_READY',
  'OFFLINE_WORK',
];

const PEOPLE: Record<string, Expectation> = {
  staffed_time: (read) => read('staffedMs') / 1_000,
  occupancy: share(plus(...HANDLING), plus(...HANDLING, 'READYMs')),
  utilisation: share(plus(...HANDLING), plus('staffedMs')),
  ready_time: (read) => read('READYMs') / 1_000,
  not_ready_time: (read) => read('NOT_READYMs') / 1_000,
  ...Object.fromEntries(
    Object.entries({
      ready_share: 'READY',
      talk_share: 'TALKING',
      hold_share: 'HOLD',
      acw_share: 'ACW',
      not_ready_share: 'NOT_READY',
      offline_work_share: 'OFFLINE_WORK',
    }).map(([id, state]) => [id, share(plus(`${state}Ms`), plus('staffedMs'))]),
  ),
  ...Object.fromEntries(STANDING.map((state) => [`agents_${state.toLowerCase()}`, field(`now.${state}`)])),
  agents_talking_in: field('now.TALKING.in'),
  agents_talking_out: field('now.TALKING.out'),
  agents_staffed: field('now.staffed'),
  state_longest: greatest('longestInStateMs'),
};

/** Contacts beside the time of those who handled them. */
const PRODUCTIVITY: Record<string, Expectation> = {
  contacts_per_hour: share((read) => 3_600_000 * read('handled'), plus(...HANDLING, 'READYMs')),
  ready_per_contact: share(seconds('READYMs'), plus('handled')),
};

const known = (metrics: Record<string, Expectation>): Record<string, Expectation> =>
  Object.fromEntries(Object.entries(metrics).filter(([id]) => metricById(id) !== null));

const chapter = (
  name: string,
  table: TruthTable,
  by: readonly Dimension[],
  metrics: Record<string, Expectation>,
  { basis = 'event', live = true, beside }: Partial<Pick<Chapter, 'basis' | 'live' | 'beside'>> = {},
): Chapter => ({ name, table, by, basis, live, metrics: known(metrics), ...(beside ? { beside } : {}) });

/**
 * Truth field -> metric. A metric of the dictionary that stands here and is not known to the dictionary yet is left out,
 * and asked for as soon as it is.
 */
export const CHAPTERS: readonly Chapter[] = [
  chapter(
    'visits by entry',
    'visitsByEntry',
    ['site', 'queue'],
    { offered: field('offered'), ...visits('offered') },
    { basis: 'entry', live: false },
  ),
  chapter('visits that came', 'visitsByEntry', ['site', 'queue'], { offered: field('offered') }),
  chapter('visits by end', 'visitsByEnd', ['site', 'queue'], visits('ended')),
  chapter('who waits', 'waiting', ['site', 'queue'], {
    queue_depth: field('depth'),
    longest_wait: greatest('longestMs'),
  }),
  chapter('contacts by queue', 'contactsByQueue', ['site', 'queue'], CONTACTS),
  chapter('contacts by campaign', 'contactsByCampaign', ['site', 'campaign'], CONTACTS),
  chapter('contacts by team', 'contactsByTeam', ['site', 'team'], CONTACTS),
  chapter('people by team', 'peopleByTeam', ['site', 'team'], PEOPLE),
  chapter('contacts and people by team', 'peopleByTeam', ['site', 'team'], PRODUCTIVITY, { beside: 'contactsByTeam' }),
  chapter('attempts by campaign', 'attempts', ['site', 'campaign'], ATTEMPTS),
  chapter('menus', 'menus', ['site'], MENUS),
  chapter('outcomes', 'outcomes', ['site', 'campaign'], OUTCOMES),
  chapter('surveys', 'surveys', ['site', 'queue'], SURVEYS),
  chapter('evaluations', 'evaluations', ['site'], EVALUATIONS),
  chapter('work', 'work', ['site'], WORK),
  chapter('work to this day', 'work', ['site'], WORK_TO_THIS_DAY, { live: false }),
  chapter('whole contacts', 'wholeContacts', ['site'], WHOLE_CONTACTS),
  chapter('first answers', 'responses', ['site', 'queue'], RESPONSES),
  chapter('lines', 'lines', ['site'], LINES),
  chapter('campaigns', 'campaigns', ['site', 'campaign'], CAMPAIGNS),
  chapter('plans', 'figures', ['site', 'queue'], PLANS),
  chapter('schedules', 'schedules', ['site', 'team'], SCHEDULES),
].filter(({ metrics }) => Object.keys(metrics).length > 0);
