/** What a fault does to the numbers in the end, when everything that comes has come. */
export type Effect =
  /** Nothing: the numbers are those of the truth. */
  | 'equal'
  /** Lines are missing for good: completeness is below 1 where they belong, and the gap is named. */
  | 'gap'
  /** Lines are refused for good: completeness is below 1 where they belong; the refusal is no gap. */
  | 'refused'
  /** Something that never was is counted, under the name that shows it: a lost visit, an agent until the next snapshot. */
  | 'counted';

export interface FaultDescription {
  /** What goes wrong between the floor and the product. */
  what: string;
  effect: Effect;
  /** `line`: chance of a line that it can befall; `day`: times in 24 hours, at least once in a run. */
  per: 'line' | 'day';
  rate: number;
}

/** Every fault that can be switched on between a simulated floor and the product, and what must become of the numbers. */
export const FAULTS = {
  duplicate: { what: 'a line is sent again, at once or in a later batch', effect: 'equal', per: 'line', rate: 0.005 },
  disorder: { what: 'a line comes up to 3 s late', effect: 'equal', per: 'line', rate: 0.01 },
  late: { what: 'a line comes 2 to 30 minutes late', effect: 'equal', per: 'line', rate: 0.001 },
  very_late: {
    what: 'a line comes 1 to 6 hours late, after midnight for the day before',
    effect: 'equal',
    per: 'line',
    rate: 0.000_1,
  },
  lost_resent: {
    what: 'a line is lost, and sent again 1 to 5 minutes later',
    effect: 'equal',
    per: 'line',
    rate: 0.000_1,
  },
  lost: { what: '3 to 12 lines of one producer are lost and never come', effect: 'gap', per: 'day', rate: 3 },
  crash: {
    what: 'a producer dies with 3 to 12 lines unsent and starts anew: new epoch, prevEpoch and prevSeq',
    effect: 'gap',
    per: 'day',
    rate: 1,
  },
  restart: { what: 'a producer starts anew and loses nothing', effect: 'equal', per: 'day', rate: 1 },
  no_opening: {
    what: 'the beginning of a visit or of a conversation is never told; its end is',
    effect: 'equal',
    per: 'line',
    rate: 0.000_5,
  },
  ghost_visit: { what: 'a caller is said to wait who never was there', effect: 'counted', per: 'day', rate: 1 },
  ghost_agent: {
    what: 'an agent is said to have logged in who never was there; the next full snapshot tells',
    effect: 'counted',
    per: 'day',
    rate: 2,
  },
  snapshot_hole: { what: 'a full snapshot leaves out an agent who is there', effect: 'equal', per: 'day', rate: 20 },
  double_login: { what: 'a log-in is told by two devices', effect: 'equal', per: 'line', rate: 0.01 },
  skew: {
    what: "the business system's clock is 7 s fast; its events count by it",
    effect: 'equal',
    per: 'day',
    rate: 1,
  },
  clock_back: { what: "the dialer's clock steps back by 5 s and catches up", effect: 'equal', per: 'day', rate: 1 },
  future: {
    what: 'a line comes dated 30 h ahead, is refused, and comes again with the right instant',
    effect: 'equal',
    per: 'line',
    rate: 0.000_01,
  },
  malformed: {
    what: 'a line comes broken, is refused, and comes again whole',
    effect: 'equal',
    per: 'line',
    rate: 0.000_01,
  },
  malformed_lost: { what: 'a line comes broken and never again', effect: 'refused', per: 'day', rate: 2 },
  unknown_field: {
    what: 'a line carries fields that the contract does not know',
    effect: 'equal',
    per: 'line',
    rate: 0.001,
  },
  unknown_type: { what: 'an event of a type that the contract does not know', effect: 'equal', per: 'day', rate: 50 },
  number_reused: {
    what: 'the number of a line is used again for other content: the first stays',
    effect: 'equal',
    per: 'line',
    rate: 0.000_1,
  },
  number_skipped: {
    what: 'a producer leaves out 5 numbers: a gap in which nothing was',
    effect: 'gap',
    per: 'day',
    rate: 1,
  },
  disconnect: {
    what: 'a producer is cut off from its source for 4 minutes, says so, and tells everything afterwards',
    effect: 'equal',
    per: 'day',
    rate: 1,
  },
  told_wrong: {
    what: 'an event is told with wrong numbers, and replaced up to 10 minutes later',
    effect: 'equal',
    per: 'line',
    rate: 0.000_2,
  },
  never_was: {
    what: 'something is told that never was, and is void up to 10 minutes later',
    effect: 'equal',
    per: 'line',
    rate: 0.000_2,
  },
  corrected_first: {
    what: 'the correction of an event comes minutes before the event',
    effect: 'equal',
    per: 'line',
    rate: 0.000_2,
  },
  corrected_twice: {
    what: 'a correction is wrong, and is itself replaced or void',
    effect: 'equal',
    per: 'line',
    rate: 0.000_2,
  },
  corrected_by_key: {
    what: 'a correction names the fact by its key instead of the event',
    effect: 'equal',
    per: 'line',
    rate: 0.000_2,
  },
} as const satisfies Record<string, FaultDescription>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
