import type { BusinessFunction } from './business-function.ts';
import type { HandleTimes } from './handle-times.ts';
import type { Names } from './names.ts';
import type { DigitalService } from './preset-digital.ts';
import type { Outbound } from './preset-outbound.ts';
import type { BusinessRecords } from './preset-records.ts';

export interface InboundQueue {
  id: string;
  names: Names;
  fn: BusinessFunction;
  /** Part of the calls that ask for an agent. */
  weight: number;
  /** Grows on repayment days. */
  repayment?: boolean;
  topics: readonly string[];
  /** Customers who are led here. */
  segment?: string;
  /** 0 = ordinary. */
  priority?: number;
  /** Beta of the square-root rule where it differs from that of the floor. */
  staffingMargin?: number;
  /** Where it differs from that of the site. */
  targets?: Readonly<Record<string, number>>;
}

export interface Ivr {
  containedShare: number;
  /** Left in the menu without an end: hung up, timed out or failed. */
  hangUpShare: number;
  toQueueSeconds: number;
  containedSeconds: number;
  hangUpSeconds: number;
  /** What can be done without an agent. */
  nodes: readonly string[];
  ports: number;
}

/** An offer that is made when a customer calls for another reason. */
export interface ServiceOffer {
  product: string;
  /** Of the callers. */
  eligibleShare: number;
  /** Of the eligible. */
  offeredShare: number;
  /** Of the offers. */
  acceptedShare: number;
  /** Mean, in minor units. */
  amount: number;
}

export interface InboundService {
  /** Callers that ask for an agent in a mean day. */
  offeredPerDay: number;
  /** Percent of the day by local hour. */
  hourPercent: readonly number[];
  /** Monday first. */
  weekdayFactors: readonly number[];
  repaymentDayFactor: number;
  dayVariation: number;
  halfHourVariation: number;
  halfHourCorrelation: number;
  dnis: string;
  ivr: Ivr;
  queues: readonly InboundQueue[];
  overflowQueue: string;
  overflowAfterMs: number;
  flowOutShare: number;
  callbackShare: number;
  patience: { shape: number; scaleSeconds: number };
  times: HandleTimes;
  hold: { share: number; second: number; seconds: number };
  transferShare: number;
  consultShareOfTransfers: number;
  shortCallShare: number;
  ronaShare: number;
  /** Beta of the square-root rule: agents = load + beta x sqrt(load). */
  staffingMargin: number;
  /** Part of the agents who know a second queue. */
  secondSkillShare: number;
  offer?: ServiceOffer;
  lines: number;
}

/** What the people of a shift do: whatever is needed, only calls in, only calls out, or writing. */
export type Crew = 'blended' | 'inbound' | 'outbound' | 'digital';

export interface Shift {
  /** Local start, hours after midnight. */
  startHour: number;
  /** People on duty in a day. */
  agents: number;
  /** Default: blended. */
  crew?: Crew;
  /** Outbound: the campaigns of which functions; default all. */
  functions?: readonly BusinessFunction[];
  /** Serves every inbound queue while the dialer rests: the night and dawn shifts. */
  generalist?: boolean;
  /** The part of the centre to which its teams belong. */
  centre?: string;
}

export interface Activity {
  reason: string;
  minutes: number;
  /** Earliest and latest start, in hours after the start of the shift. */
  window: readonly [number, number];
  /** Logs out for it: an exchange that knows no reasons. */
  loggedOut?: boolean;
  /** Unpaid. */
  unpaid?: boolean;
}

/** Everything that makes one site another. Data only. */
export interface Preset {
  id: string;
  site: string;
  siteNames: Names;
  country: string;
  ccy: string;
  timeZone: string;
  utcOffsetMinutes: number;
  businessDayStart: string;
  seats: number;
  /** Agents are numbered from here on; different in every site of a centre. */
  firstAgent: number;
  /** Stands before the names of teams and campaigns, so that those of two sites differ. */
  prefix: string;
  /** The day from which names, targets and thresholds hold, ms UTC. */
  validFrom: number;
  slThresholdMs: number;
  shortAbandonMs: number;
  /** By metric id; ratios as fractions. */
  targets: Readonly<Record<string, number>>;
  provinces: readonly string[];
  customers: number;
  inbound: InboundService;
  digital?: DigitalService;
  outbound: Outbound;
  /** Chance of a fault of one of the two network links in a day. */
  linkFaultsPerDay: number;
  shifts: readonly Shift[];
  shiftHours: number;
  /** Part of the headcount that is on duty on a day. */
  presence: number;
  /** Part of the people on duty who swap their shift with a colleague. */
  swapShare: number;
  activities: readonly Activity[];
  teamSize: number;
  agentLogSd: number;
  newcomerShare: number;
  newcomerFactor: number;
  /** Chance that a person with nothing to do after the dialer has closed goes home. */
  earlyLeaveShare: number;
  records: BusinessRecords;
  /** Part of the written-up contacts whose write-up is corrected later; absent: none. */
  correctedShare?: number;
}

/** Several sites that work as one centre. */
export interface VirtualCentre {
  id: string;
  sites: readonly Preset[];
}
