import type { Payload } from '../../events/vocabulary.ts';
import type { BusinessFunction } from './business-function.ts';
import type { HandleTimes } from './handle-times.ts';
import type { Names } from './names.ts';

export type DialResult = Payload<'dial.attempt'>['result'];
export type DialMode = Extract<
  NonNullable<Payload<'dial.attempt'>['mode']>,
  'predictive' | 'progressive' | 'preview' | 'manual'
>;

/** A kind of conversation in a campaign: how often, how long, and what it comes to. */
export interface Conversation {
  weight: number;
  times: HandleTimes;
  /** Recorded when the agent has reached the right party. */
  outcome: { kind: Payload<'outcome.recorded'>['kind']; stage: Payload<'outcome.recorded'>['stage'] };
  /** Mean amount in minor units where the customer accepts. */
  amount?: number;
}

export interface CampaignFamily {
  fn: BusinessFunction;
  /** Campaigns `<prefix>-01` ... that share the volume. */
  prefix: string;
  count: number;
  names: Names;
  /** Contacts that agents finish in a day. */
  handledPerDay: number;
  /** Live answers per attempt. */
  connectRate: number;
  /** Default: that of the floor. */
  mode?: DialMode;
  conversations: readonly Conversation[];
  /** What is sold. */
  product?: string;
  /** Share of right-party contacts that promise to pay. */
  promiseShare?: number;
  segment?: string;
  recordsPerList: number;
}

/** Calls out. */
export interface Outbound {
  hourPercent: readonly number[];
  mode: DialMode;
  /** Wanted part of the time that agents of a predictive campaign talk or write up. */
  occupancy: number;
  /** Manual and preview: from the search of the record to the result of the call, mean. */
  secondsPerAttempt: number;
  resultWeights: Readonly<Partial<Record<DialResult, number>>>;
  rightPartyShare: number;
  families: readonly CampaignFamily[];
  lines: number;
}
