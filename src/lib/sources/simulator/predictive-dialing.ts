import type { Campaign, Attempt, LiveCall } from './campaign.ts';
import type { Dialing } from './dialing.ts';
import { endInteraction } from './interaction.ts';
import { SECOND_MS } from './local-time.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

/** Longest that an answered customer hears silence before the dialer has to let go. */
const LONGEST_SILENCE_MS = 2000;
/** With fewer agents chance decides: the dialer then calls for people who are ready only. */
const FEWEST_TO_PREDICT = 40;
const CAREFUL_PACE = 1.6;
/** Nobody knows the connect rate of the next seconds: the dialer aims too high or too low for so long, by so much. */
const AIM_LASTS_MS = 20 * SECOND_MS;
const AIM_VARIATION = 0.45;

/** So many calls that the agents of a campaign are busy the wanted part of their time. */
export class PredictiveDialing {
  private readonly world: World;
  private readonly dialer: Dialing;
  private readonly random: Random;
  private readonly aims = new Map<Campaign, { until: number; factor: number }>();

  constructor(world: World, dialer: Dialing) {
    this.world = world;
    this.dialer = dialer;
    this.random = world.random('pacing');
  }

  run(campaigns: readonly Campaign[]): void {
    const paced = campaigns.filter(({ mode }) => mode === 'predictive' || mode === 'progressive');
    if (paced.length > 0) this.world.agenda.every(SECOND_MS, () => this.pace(paced));
  }

  private pace(campaigns: readonly Campaign[]): void {
    const { world } = this;
    if (!this.dialer.isOpen(world.now)) return;
    for (const campaign of campaigns) {
      // More answers than agents: wait until they are served.
      if (campaign.active === 0 || campaign.queued.length > 0) continue;
      const calls = this.calls(campaign);
      for (let i = 0; i < calls; i += 1) {
        if (world.lines.out < world.freeLines('out')) this.dial(campaign);
        else world.blocked.out += 1;
      }
    }
  }

  private calls(campaign: Campaign): number {
    const perSecond = campaign.active / (campaign.handleSeconds + this.dialer.waitSeconds(campaign));
    const few = campaign.mode === 'progressive' || campaign.active < FEWEST_TO_PREDICT;
    if (!few) return this.random.poisson((perSecond * this.aim(campaign)) / campaign.family.connectRate);
    const free = Math.max(0, campaign.ready.count - campaign.dialing);
    return Math.min(free, this.random.poisson((CAREFUL_PACE * perSecond) / campaign.family.connectRate));
  }

  private aim(campaign: Campaign): number {
    const { now } = this.world;
    let aim = this.aims.get(campaign);
    if (!aim || aim.until <= now) {
      aim = { until: now + AIM_LASTS_MS, factor: this.random.gamma(1, AIM_VARIATION) };
      this.aims.set(campaign, aim);
    }
    return aim.factor;
  }

  private dial(campaign: Campaign): void {
    const { dialer } = this;
    const { result, ...attempt } = dialer.draw(campaign);
    this.world.agenda.after(attempt.ringMs, () => {
      dialer.hangUp(campaign);
      if (result === 'live') this.answered(campaign, attempt);
      else dialer.report(campaign, attempt, result);
    });
  }

  private answered(campaign: Campaign, attempt: Attempt): void {
    const { world, dialer } = this;
    const live = dialer.answered(campaign, attempt, 'dialer');
    // The time that it takes to know a person from a machine.
    world.agenda.after(wholeMs(this.random.between(0.3, 0.9)), () => {
      const agent = campaign.ready.take(world.now);
      if (agent) return dialer.connect(campaign, live, agent);
      live.waiting = true;
      campaign.queued.push(live);
      world.agenda.at(live.answeredAt + LONGEST_SILENCE_MS, () => this.letGo(campaign, live));
    });
  }

  private letGo(campaign: Campaign, live: LiveCall): void {
    if (!live.waiting) return;
    const agent = campaign.ready.take(this.world.now);
    campaign.queued.splice(campaign.queued.indexOf(live), 1);
    if (agent) return this.dialer.connect(campaign, live, agent);
    live.waiting = false;
    this.dialer.report(campaign, live.attempt, 'abandoned_by_dialer', { ix: live.call.ix });
    endInteraction(this.world, live.call, 'system', 'abandoned_by_dialer');
  }
}
