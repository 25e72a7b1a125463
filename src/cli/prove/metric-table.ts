import { metricById } from '#lib/metrics/dictionary.ts';
import type { Dimension } from '#lib/metrics/dimensions.ts';
import type { Basis } from '#lib/metrics/question.ts';
import type { TruthTable } from '#lib/sources/simulator/truth/truth.ts';

/** Reads a field of a truth row; what did not happen is 0. */
type Read = (field: string) => number;

/** What a metric must say, from the truth: counts, shares, seconds; null where nothing counted. */
type Expectation = (read: Read, has: (field: string) => boolean) => number | null;

/** Metrics that one question asks, and the truth table that answers it. */
export interface Chapter {
  name: string;
  table: TruthTable;
  by: readonly Dimension[];
  basis: Basis;
  /** Where the live window of the same quarter hour must say the same. */
  live: boolean;
  metrics: Readonly<Record<string, Expectation>>;
}

const share =
  (over: (read: Read) => number, by: (read: Read) => number): Expectation =>
  (read) => {
    const n = by(read);
    return n === 0 ? null : over(read) / n;
  };
const field =
  (...names: string[]): Expectation =>
  (read) =>
    names.reduce((sum, name) => sum + read(name), 0);
const plus =
  (...names: string[]) =>
  (read: Read): number =>
    names.reduce((sum, name) => sum + read(name), 0);
const seconds =
  (...names: string[]) =>
  (read: Read): number =>
    plus(...names)(read) / 1_000;
const greatest =
  (name: string): Expectation =>
  (read, has) =>
    has(name) ? read(name) / 1_000 : null;

/** Every second to a minute, then steps of 2 % in whole seconds, and the bounds that the trade names (contract 6). */
const BOUNDS = ((): number[] => {
  const bounds = [5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 240, 300, 600];
  for (let second = 0; second <= 60; second += 1) bounds.push(second);
  for (let bound = 60; bound < 28_800;) bounds.push((bound = Math.min(28_800, Math.ceil(bound * 1.02))));
  return [...new Set(bounds)].sort((a, b) => a - b);
})();
const bucket =
  (name: string): Expectation =>
  (read, has) =>
    has(name) ? BOUNDS.find((bound) => bound * 1_000 >= read(name))! : null;

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
  ...Object.fromEntries(STANDING.map((state) => [`agents_${state.toLowerCase()}`, field(`now.${state}`)])),
  agents_talking_in: field('now.TALKING.in'),
  agents_talking_out: field('now.TALKING.out'),
  agents_staffed: field('now.staffed'),
  state_longest: greatest('longestInStateMs'),
};

const ATTEMPTS: Record<string, Expectation> = {
  attempts: field('attempts'),
  connects: field('connects'),
  connect_rate: share(plus('connects'), plus('attempts')),
  nuisance_rate: share(plus('abandoned_by_dialer'), plus('abandoned_by_dialer', 'live')),
};

const MENUS: Record<string, Expectation> = {
  ivr_containment: share(plus('contained'), plus('passes')),
};

const known = (metrics: Record<string, Expectation>): Record<string, Expectation> =>
  Object.fromEntries(Object.entries(metrics).filter(([id]) => metricById(id) !== null));

const chapter = (
  name: string,
  table: TruthTable,
  by: readonly Dimension[],
  metrics: Record<string, Expectation>,
  { basis = 'event', live = true }: { basis?: Basis; live?: boolean } = {},
): Chapter => ({ name, table, by, basis, live, metrics: known(metrics) });

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
  chapter('attempts by campaign', 'attempts', ['site', 'campaign'], ATTEMPTS),
  chapter('menus', 'menus', ['site'], MENUS),
].filter(({ metrics }) => Object.keys(metrics).length > 0);
