import type { Names } from './names.ts';

/** One log shard of the traffic: a country or a part of one. */
export interface TrafficShard {
  site: string;
  names: Names;
  country: string;
  timeZone: string;
  utcOffsetMinutes: number;
  /** Of all contacts. */
  share: number;
}

/** Events in the mix and the rhythm of real centres, without seats, shifts or queues to model: for load, not for learning. */
export interface TrafficPreset {
  id: string;
  shards: readonly TrafficShard[];
  /** Contacts that agents handle in a day, over all shards. */
  handledPerDay: number;
  hourPercent: readonly number[];
  /** Part of the handled contacts that customers began. */
  inboundShare: number;
  /** For each inbound contact that is answered. */
  abandonedPerAnswered: number;
  containedPerAnswered: number;
  /** Attempts that reach nobody, for each outbound contact. */
  failedPerConnect: number;
  talkSeconds: number;
  acwSeconds: number;
  validFrom: number;
}
