import type { Agent, Place } from './agent.ts';
import type { Campaign } from './campaign.ts';
import type { Dialer } from './dialer.ts';
import type { Inbound } from './inbound.ts';
import type { Desk } from './desk.ts';
import { HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { QueuePlace } from './queue-place.ts';
import type { World } from './world.ts';

/** How far the plan that was missed is caught up in one go. */
const CATCH_UP_SECONDS = 1800;
const RING_SECONDS = 3;

/**
 * Who works where. Each queue gets its load plus a margin of the square root of the load (the quality-and-efficiency
 * regime of the Erlang-A model; Garnett, Mandelbaum, Reiman 2002), each campaign what its plan needs at the wanted
 * occupancy; who is left over does work away from the telephone. People change place only between contacts. Who only
 * takes calls in, or only calls out, stays with that whatever the plan says.
 */
export class Staffing {
  private readonly world: World;
  private readonly inbound: Inbound;
  private readonly dialer: Dialer;
  private readonly written: Place | null;
  /** Callers in the last hour against the plan, faded. */
  private seen = { asked: 0, actual: 0, planned: 0 };
  private readonly planned: number[];

  /** `written`: the place of those who answer written contacts. */
  constructor(world: World, inbound: Inbound, dialer: Dialer, written: Place | null) {
    this.world = world;
    this.inbound = inbound;
    this.dialer = dialer;
    this.written = written;
    this.planned = dialer.campaigns.map(() => 0);
    this.setTargets();
  }

  /** Re-plans every minute, and calls people back from other work where they are needed. */
  run(desk: Desk): void {
    this.world.agenda.every(MINUTE_MS, () => {
      this.setTargets();
      this.recall(desk);
    });
  }

  assign(agent: Agent): Place | null {
    const { everyQueue, queues } = this.inbound.router;
    if (agent.crew === 'digital') return this.written;
    if (agent.crew === 'outbound') return this.neediestCampaign(agent, true);
    if (agent.generalist && (agent.crew === 'inbound' || !this.dialer.isOpen(this.world.now))) return everyQueue;
    const home = queues[agent.home] as QueuePlace;
    if (home.active < home.target) return home;
    return agent.crew === 'inbound' ? this.neediestQueue(home) : this.neediestCampaign(agent, false);
  }

  /** The dialer rests, and the queues have enough people without this one. */
  mayLeaveEarly(agent: Agent): boolean {
    return !this.dialer.isOpen(this.world.now) && agent.endAt - this.world.now < 5 * HOUR_MS;
  }

  /** Agents that a queue needs for that many callers an hour. */
  required(queue: QueuePlace, callersPerHour: number): number {
    const load = (callersPerHour / 3600) * this.handleSeconds;
    const margin = queue.description.staffingMargin ?? this.world.preset.inbound.staffingMargin;
    return Math.ceil(load + margin * Math.sqrt(load));
  }

  /** Mean seconds that a call takes an agent, ringing too. */
  get handleSeconds(): number {
    const { times, hold, transferShare } = this.world.preset.inbound;
    const holdSeconds = hold.share * (1 + hold.second) * hold.seconds;
    return (times.talkSeconds + holdSeconds + times.acwSeconds) * (1 + transferShare) + RING_SECONDS;
  }

  private neediestQueue(home: QueuePlace): QueuePlace {
    let neediest = home;
    for (const queue of this.inbound.router.queues)
      if (queue.active * neediest.target < neediest.active * queue.target) neediest = queue;
    return neediest;
  }

  private neediestCampaign(agent: Agent, evenIfFull: boolean): Campaign | null {
    let neediest: Campaign | null = null;
    let gap = evenIfFull ? Number.NEGATIVE_INFINITY : 0;
    for (const campaign of this.dialer.campaigns) {
      if (campaign.target === 0) continue;
      if (agent.functions && !agent.functions.includes(campaign.family.fn)) continue;
      const missing = (campaign.target - campaign.active) / campaign.target;
      if (missing <= gap) continue;
      gap = missing;
      neediest = campaign;
    }
    return neediest;
  }

  private setTargets(): void {
    const { world, inbound, dialer, planned } = this;
    const { now } = world;
    this.observe();
    const ratio = this.seen.planned > 0 ? Math.min(1.5, Math.max(0.6, this.seen.actual / this.seen.planned)) : 1;
    const ahead = now + 2 * MINUTE_MS;
    const perHour = Math.max(inbound.arrivals.plannedPerHour(ahead), inbound.arrivals.plannedPerHour(now)) * ratio;
    const weights = inbound.arrivals.weights(ahead);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    inbound.router.queues.forEach((queue, index) => {
      queue.target = this.required(queue, (perHour * (weights[index] ?? 0)) / total);
    });
    dialer.campaigns.forEach((campaign, index) => {
      const perSecond = dialer.plannedPerSecond(campaign, now);
      planned[index] = (planned[index] ?? 0) + perSecond * 60;
      if (perSecond === 0) {
        // A day's plan ends with the calling window; what was missed is not called at night.
        planned[index] = campaign.passed;
        campaign.target = 0;
        return;
      }
      const behind = Math.max(-perSecond * CATCH_UP_SECONDS, (planned[index] ?? 0) - campaign.passed);
      const wanted = Math.min(1.5 * perSecond, perSecond + behind / CATCH_UP_SECONDS);
      campaign.target = Math.max(1, Math.ceil(wanted * (campaign.handleSeconds + dialer.waitSeconds(campaign))));
    });
  }

  private observe(): void {
    const { asked } = this.inbound;
    const fade = 1 - 1 / 45;
    this.seen.actual = this.seen.actual * fade + (asked - this.seen.asked);
    this.seen.planned = this.seen.planned * fade + this.inbound.arrivals.plannedPerHour(this.world.now) / 60;
    this.seen.asked = asked;
    if (asked === 0) this.seen.planned = 0;
  }

  private recall(desk: Desk): void {
    const { queues } = this.inbound.router;
    let missing = this.dialer.campaigns.reduce((sum, place) => sum + Math.max(0, place.target - place.active), 0);
    const short = queues.map((queue) => queue.target - queue.active);
    for (const agent of desk.staffed) {
      if (agent.state !== 'OFFLINE_WORK' || agent.enteredAt === this.world.now) continue;
      const home = agent.crew === 'outbound' ? 0 : (short[agent.home] ?? 0);
      if (home > 0) short[agent.home] = home - 1;
      else if (missing > 0) missing -= 1;
      else continue;
      desk.free(agent);
    }
  }
}
