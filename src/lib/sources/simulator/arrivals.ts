import { HOUR_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const HALF_HOUR_MS = HOUR_MS / 2;

/**
 * When callers come: a Poisson process whose rate follows the hours of the day and the days of the week and is itself
 * uncertain, by day and by half-hour (gamma factors, the half-hour's correlated with the one before).
 */
export class Arrivals {
  private readonly world: World;
  private readonly random: Random;
  private readonly noise: Random;
  private readonly arrive: (queueIndex: number) => void;
  private day = Number.NaN;
  private dayFactor = 1;
  private halfHourNoise = 0;
  private halfHourFactor = 1;
  private halfHour = Number.NaN;

  /** `arrive` gets the index of the queue that the caller will ask for. */
  constructor(world: World, arrive: (queueIndex: number) => void) {
    this.world = world;
    this.random = world.random('arrivals');
    this.noise = world.random('rate');
    this.arrive = arrive;
    this.next();
  }

  /** Callers per hour that will ask for an agent, as planned: without the noise that nobody knows beforehand. */
  plannedPerHour(at: number): number {
    const { inbound } = this.world.preset;
    const { time } = this.world;
    const day = time.dayOf(at);
    const weekday = inbound.weekdayFactors[time.weekdayOf(day)] ?? 1;
    const percent = inbound.hourPercent[Math.floor(time.hourOf(at))] ?? 0;
    return inbound.offeredPerDay * (percent / 100) * weekday * this.topicGrowth(day);
  }

  /** Weights of the queues on that day. */
  weights(at: number): number[] {
    const factor = this.repaymentFactor(this.world.time.dayOf(at));
    return this.world.preset.inbound.queues.map((queue) => queue.weight * (queue.repayment ? factor : 1));
  }

  /** Share of the callers of the menu that ask for an agent. */
  get askingShare(): number {
    const { containedShare, hangUpShare } = this.world.preset.inbound.ivr;
    return 1 - containedShare - hangUpShare;
  }

  private repaymentFactor(day: number): number {
    const { monthDay, last } = this.world.time.monthDayOf(day);
    return monthDay === 10 || monthDay === 20 || last ? this.world.preset.inbound.repaymentDayFactor : 1;
  }

  private topicGrowth(day: number): number {
    const { queues } = this.world.preset.inbound;
    const factor = this.repaymentFactor(day);
    const sum = (weigh: (queue: (typeof queues)[number]) => number): number =>
      queues.reduce((total, queue) => total + weigh(queue), 0);
    return sum((queue) => queue.weight * (queue.repayment ? factor : 1)) / sum((queue) => queue.weight);
  }

  private next(): void {
    const { world } = this;
    const { now } = world;
    this.turnPage(now);
    const perHour = (this.plannedPerHour(now) / this.askingShare) * this.dayFactor * this.halfHourFactor;
    const waitMs = perHour > 0 ? this.random.exponential(HOUR_MS / perHour) : Number.POSITIVE_INFINITY;
    const boundary = (Math.floor(now / HALF_HOUR_MS) + 1) * HALF_HOUR_MS;
    if (now + waitMs >= boundary) return world.agenda.at(boundary, () => this.next());
    world.agenda.after(waitMs, () => {
      this.arrive(this.random.weighted(this.weightsToday));
      this.next();
    });
  }

  private weightsToday: number[] = [];

  private turnPage(now: number): void {
    const { inbound } = this.world.preset;
    const halfHour = Math.floor(now / HALF_HOUR_MS);
    if (halfHour === this.halfHour) return;
    this.halfHour = halfHour;
    const day = this.world.time.dayOf(now);
    if (day !== this.day) {
      this.day = day;
      this.dayFactor = this.noise.gamma(1, inbound.dayVariation);
      this.weightsToday = this.weights(now);
    }
    const { halfHourCorrelation: rho } = inbound;
    const fresh = (this.noise.gamma(1, inbound.halfHourVariation) - 1) * Math.sqrt(1 - rho * rho);
    this.halfHourNoise = rho * this.halfHourNoise + fresh;
    this.halfHourFactor = Math.max(0.1, 1 + this.halfHourNoise);
  }
}
