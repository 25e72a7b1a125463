import type { Agent } from './agent.ts';
import type { Campaign } from './campaign.ts';
import type { Desk } from './desk.ts';
import type { Dialing } from './dialing.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

const SHORTEST_SEARCH_SECONDS = 3;
const SEARCH_LOG_SD = 0.5;

/**
 * Agents who dial themselves. By hand: the exchange sees an idle telephone until a customer answers, so the agent is
 * READY all that time. From a preview: the agent reads the record (PREVIEW) and lets it be dialled (DIALING).
 */
export class ManualDialing {
  private readonly world: World;
  private readonly dialer: Dialing;
  private readonly desk: Desk;
  private readonly random: Random;

  constructor(world: World, dialer: Dialing, desk: Desk) {
    this.world = world;
    this.dialer = dialer;
    this.desk = desk;
    this.random = world.random('manual');
  }

  /** A free agent of a preview campaign takes the next record. */
  begin(campaign: Campaign, agent: Agent): boolean {
    if (campaign.mode !== 'preview' || !this.dialer.isOpen(this.world.now)) return false;
    const { world, desk } = this;
    const previewMs = this.searchMs(campaign);
    desk.enter(agent, 'PREVIEW', { direction: 'out' });
    world.agenda.after(previewMs, () => {
      desk.enter(agent, 'DIALING', { direction: 'out' });
      const { result, ...attempt } = this.dialer.draw(campaign);
      world.agenda.after(attempt.ringMs, () => {
        this.dialer.hangUp(campaign);
        if (result === 'live') {
          const live = this.dialer.answered(campaign, attempt, 'agent_dial');
          return this.dialer.connect(campaign, live, agent, { previewMs, dialMs: attempt.ringMs });
        }
        this.dialer.report(campaign, attempt, result, { agent: agent.id, team: agent.team });
        desk.free(agent);
      });
    });
    return true;
  }

  /** A ready agent of a manual campaign looks for a number and dials it, again and again until somebody answers. */
  ready(campaign: Campaign, agent: Agent): void {
    if (campaign.mode !== 'manual' && campaign.mode !== 'preview') return;
    const { world } = this;
    const { stamp } = agent;
    world.agenda.after(this.searchMs(campaign), () => {
      if (agent.stamp !== stamp) return;
      // The calling window is over: nothing more to do here.
      if (!this.dialer.isOpen(world.now)) return this.desk.free(agent);
      if (campaign.mode === 'manual') this.dialByHand(campaign, agent);
    });
  }

  private dialByHand(campaign: Campaign, agent: Agent): void {
    const { world, dialer } = this;
    const { stamp } = agent;
    const { result, ...attempt } = dialer.draw(campaign);
    world.agenda.after(attempt.ringMs, () => {
      dialer.hangUp(campaign);
      const by = { agent: agent.id, team: agent.team };
      if (agent.stamp !== stamp) return dialer.report(campaign, attempt, 'cancelled_before_answer', by);
      if (result === 'live') return dialer.connect(campaign, dialer.answered(campaign, attempt, 'agent_dial'), agent);
      dialer.report(campaign, attempt, result, by);
      this.ready(campaign, agent);
    });
  }

  private searchMs({ family }: Campaign): number {
    const { secondsPerAttempt } = this.world.preset.outbound;
    const mean = Math.max(
      SHORTEST_SEARCH_SECONDS,
      secondsPerAttempt - this.dialer.results.meanRingSeconds(family.connectRate),
    );
    return wholeMs(this.random.lognormal(mean, SEARCH_LOG_SD));
  }
}
