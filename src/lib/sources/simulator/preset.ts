import type { Payload } from '../../events/vocabulary.ts';

type Function = NonNullable<Payload<'wrap.ended'>['fn']>;
type DialResult = Payload<'dial.attempt'>['result'];

/** A name in the languages of the product. */
export interface Names {
  en: string;
  'zh-CN': string;
  'zh-TW': string;
  ru: string;
}

export interface HandleTimes {
  talkSeconds: number;
  talkLogSd: number;
  acwSeconds: number;
}

export interface InboundQueue {
  id: string;
  names: Names;
  fn: Function;
  /** Part of the calls that ask for an agent. */
  weight: number;
  /** Grows on repayment days. */
  repayment?: boolean;
  topics: readonly string[];
}

/** A kind of conversation in a campaign: how often, how long, and what it comes to. */
export interface Conversation {
  weight: number;
  times: HandleTimes;
  /** Recorded by the CRM when the agent has reached the right party. */
  outcome: { kind: Payload<'outcome.recorded'>['kind']; stage: Payload<'outcome.recorded'>['stage'] };
  /** Mean amount in minor units where the customer accepts. */
  amount?: number;
}

export interface CampaignFamily {
  fn: Function;
  /** Campaigns `<prefix>-01` ... that share the volume. */
  prefix: string;
  count: number;
  names: Names;
  /** Contacts that agents finish in a day. */
  handledPerDay: number;
  /** Live answers per attempt. */
  connectRate: number;
  conversations: readonly Conversation[];
  /** Share of right-party contacts that promise to pay. */
  promiseShare?: number;
  recordsPerList: number;
}

export interface Shift {
  /** Local start, hours after midnight. */
  startHour: number;
  /** People on duty in a day. */
  agents: number;
  /** Serves every inbound queue while the dialer rests: the night and dawn shifts. */
  generalist?: boolean;
}

export interface Activity {
  reason: string;
  minutes: number;
  /** Earliest and latest start, in hours after the start of the shift. */
  window: readonly [number, number];
}

/** Everything that makes one floor another. Data only. */
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
  /** The day from which names, targets and thresholds hold, ms UTC. */
  validFrom: number;
  slThresholdMs: number;
  shortAbandonMs: number;
  /** By metric id; ratios as fractions. */
  targets: Readonly<Record<string, number>>;
  provinces: readonly string[];
  customers: number;
  inbound: {
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
    ivr: {
      containedShare: number;
      hangUpShare: number;
      toQueueSeconds: number;
      containedSeconds: number;
      hangUpSeconds: number;
    };
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
    lines: number;
  };
  outbound: {
    hourPercent: readonly number[];
    occupancy: number;
    resultWeights: Readonly<Partial<Record<DialResult, number>>>;
    rightPartyShare: number;
    families: readonly CampaignFamily[];
    lines: number;
  };
  shifts: readonly Shift[];
  shiftHours: number;
  /** Part of the headcount that is on duty on a day. */
  presence: number;
  activities: readonly Activity[];
  teamSize: number;
  agentLogSd: number;
  newcomerShare: number;
  newcomerFactor: number;
  /** Chance that a person with nothing to do after the dialer has closed goes home. */
  earlyLeaveShare: number;
  crm: {
    ticketShare: number;
    surveyInvitedShare: number;
    surveyAnsweredShare: number;
    surveyTopBoxShare: number;
    attitudeComplaintShare: number;
    loanApplicationsPerDay: number;
  };
}
