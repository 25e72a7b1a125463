import type { DialResult, Outbound } from './preset-outbound.ts';
import type { Random } from './random.ts';

/** Mean seconds until the result of a call that nobody answers is known, by result. */
const RING: Readonly<Partial<Record<DialResult, number>>> = { no_answer: 30, refused: 10, machine: 10 };
const SHORT_RING = 4.5;
const LIVE_RING = 12;

/** Call results of the outbound systems of the trade, where they have a number. */
export const VENDOR_CAUSE: Readonly<Partial<Record<DialResult, string>>> = {
  busy: '6',
  no_answer: '7',
  machine: '9',
  invalid: '11',
  abandoned_by_dialer: '21',
  live: '33',
  do_not_call: '51',
};

/** What comes of calls: who answers, and how long it rings. */
export class AttemptResults {
  private readonly random: Random;
  private readonly others: readonly DialResult[];
  private readonly weights: readonly number[];

  constructor(outbound: Outbound, random: Random) {
    this.random = random;
    this.others = Object.keys(outbound.resultWeights) as DialResult[];
    this.weights = Object.values(outbound.resultWeights);
  }

  draw(connectRate: number): DialResult {
    if (this.random.chance(connectRate)) return 'live';
    return this.others[this.random.weighted(this.weights)] ?? 'no_answer';
  }

  ringSeconds(result: DialResult): number {
    const { random } = this;
    switch (result) {
      case 'live':
        return random.lognormal(LIVE_RING, 0.5);
      case 'no_answer':
        return random.between(25, 35);
      case 'refused':
      case 'machine':
        return random.lognormal(10, 0.5);
      default:
        return random.between(2, 7);
    }
  }

  /** Over all results, at that connect rate. */
  meanRingSeconds(connectRate: number): number {
    const total = this.weights.reduce((sum, weight) => sum + weight, 0);
    const other = this.others.reduce(
      (sum, result, i) => sum + ((RING[result] ?? SHORT_RING) * (this.weights[i] ?? 0)) / total,
      0,
    );
    return connectRate * LIVE_RING + (1 - connectRate) * other;
  }
}
