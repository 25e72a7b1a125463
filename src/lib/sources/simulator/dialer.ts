import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import { AttemptResults, VENDOR_CAUSE } from './attempt-results.ts';
import { Campaign, type Attempt, type LiveCall } from './campaign.ts';
import type { CampaignOutcomes } from './campaign-outcomes.ts';
import type { Dialing, OwnDialing } from './dialing.ts';
import { drawTimes, type Handling } from './handling.ts';
import { beginInteraction, endInteraction, type Customers } from './interaction.ts';
import { ManualDialing } from './manual-dialing.ts';
import { PredictiveDialing } from './predictive-dialing.ts';
import type { DialResult } from './preset-outbound.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

/** The campaigns: calls out, however they are dialled. */
export class Dialer implements Dialing {
  readonly campaigns: readonly Campaign[];
  readonly results: AttemptResults;
  private readonly world: World;
  private readonly handling: Handling;
  private readonly customers: Customers;
  private readonly outcomes: CampaignOutcomes;
  private readonly random: Random;
  private readonly manual: ManualDialing;

  constructor(world: World, handling: Handling, customers: Customers, outcomes: CampaignOutcomes) {
    this.world = world;
    this.handling = handling;
    this.customers = customers;
    this.outcomes = outcomes;
    this.random = world.random('dialer');
    const { outbound, prefix } = world.preset;
    this.results = new AttemptResults(outbound, world.random('attempts'));
    this.manual = new ManualDialing(world, this, handling.desk);
    const predictive = new PredictiveDialing(world, this);
    const calling = {
      connect: (campaign: Campaign, live: LiveCall, agent: Agent) => this.connect(campaign, live, agent),
      begin: (campaign: Campaign, agent: Agent) => this.manual.begin(campaign, agent),
      ready: (campaign: Campaign, agent: Agent) => this.manual.ready(campaign, agent),
    };
    this.campaigns = outbound.families.flatMap((family) =>
      Array.from({ length: family.count }, (_, index) => {
        const name = `${prefix}${family.prefix}-${String(index + 1).padStart(2, '0')}`;
        return new Campaign(family, name, family.mode ?? outbound.mode, calling);
      }),
    );
    predictive.run(this.campaigns);
  }

  /** Whether customers may be called at this hour. */
  isOpen(at: number): boolean {
    return (this.world.preset.outbound.hourPercent[Math.floor(this.world.time.hourOf(at))] ?? 0) > 0;
  }

  /** Contacts per second that a campaign should pass to agents now. */
  plannedPerSecond(campaign: Campaign, at: number): number {
    const percent = this.world.preset.outbound.hourPercent[Math.floor(this.world.time.hourOf(at))] ?? 0;
    return ((campaign.family.handledPerDay / campaign.family.count) * (percent / 100)) / 3600;
  }

  /** Seconds that an agent of the campaign waits for, or works on, the next answer. */
  waitSeconds({ mode, handleSeconds, family }: Campaign): number {
    const { occupancy, secondsPerAttempt } = this.world.preset.outbound;
    if (mode === 'manual' || mode === 'preview') return secondsPerAttempt / family.connectRate;
    return handleSeconds * (1 / occupancy - 1);
  }

  /** Begins an attempt of the campaign; its ring time is known from its result. */
  draw(campaign: Campaign): Attempt & { result: DialResult } {
    const { world, results } = this;
    const result = results.draw(campaign.family.connectRate);
    campaign.dialing += 1;
    campaign.attempts += 1;
    world.lines.out += 1;
    return {
      ...campaign.list.draw(this.random, () => world.id()),
      attempt: world.id(),
      dialedAt: world.now,
      ringMs: wholeMs(results.ringSeconds(result)),
      cust: this.customers.any(),
      result,
    };
  }

  /** The attempt rings no more. */
  hangUp(campaign: Campaign): void {
    campaign.dialing -= 1;
    this.world.lines.out -= 1;
  }

  /** A person has answered. */
  answered(campaign: Campaign, attempt: Attempt, origin: 'dialer' | 'agent_dial'): LiveCall {
    const { world, random } = this;
    const { provinces } = world.preset;
    campaign.lives += 1;
    const call = beginInteraction(
      world,
      {
        direction: 'out',
        media: 'voice',
        cust: attempt.cust,
        province: provinces[random.below(provinces.length)] ?? '',
        fn: campaign.family.fn,
        segment: campaign.family.segment,
      },
      origin,
      { campaign: campaign.campaign, list: campaign.list.id },
    );
    return { call, attempt, answeredAt: world.now, waiting: false };
  }

  connect(campaign: Campaign, live: LiveCall, agent: Agent, own?: OwnDialing): void {
    const { world, random } = this;
    const { family } = campaign;
    live.waiting = false;
    campaign.passed += 1;
    const conversation = family.conversations[random.weighted(family.conversations.map(({ weight }) => weight))];
    if (!conversation)
      throw new Error(`Campaign ${campaign.campaign} has no conversations: the preset has to name one.`);
    const { call } = live;
    const endedBy = random.chance(0.5) ? 'agent' : 'customer';
    const leg = this.handling.begin(agent, call, {
      times: drawTimes(random, agent, conversation.times),
      dims: { campaign: campaign.campaign, list: campaign.list.id },
      fromOffer: false,
      own,
      ending: () => ({ endedBy }),
      afterTalk: () => endInteraction(world, call, endedBy, 'handled'),
      wrapUp: (ended) => this.outcomes.writeUp(call, agent, ended, campaign.campaign, family, conversation),
    });
    this.report(campaign, live.attempt, 'live', {
      ix: call.ix,
      leg,
      agent: agent.id,
      team: agent.team,
      answerToAgentMs: world.now - live.answeredAt,
    });
  }

  report(campaign: Campaign, attempt: Attempt, result: DialResult, more: Partial<Payload<'dial.attempt'>> = {}): void {
    const { world } = this;
    const recordClosed = result === 'live' || result === 'invalid' || result === 'refused';
    if (recordClosed) campaign.list.closed += 1;
    const detected = campaign.mode === 'predictive' && (result === 'live' || result === 'machine');
    world.emit('dialer', 'dial.attempt', {
      site: world.preset.site,
      media: 'voice',
      direction: 'out',
      fn: campaign.family.fn,
      campaign: campaign.campaign,
      list: campaign.list.id,
      segment: campaign.family.segment,
      cust: attempt.cust,
      attempt: attempt.attempt,
      record: attempt.record,
      mode: campaign.mode,
      dialedAt: attempt.dialedAt,
      ringMs: attempt.ringMs,
      result,
      vendorCause: VENDOR_CAUSE[result],
      amd: detected ? { result: result === 'live' ? 'person' : 'machine' } : undefined,
      lineGroup: `${world.preset.site}-out`,
      recordFirst: attempt.recordFirst,
      recordClosed,
      ...more,
    });
  }

  /** The state of every campaign, for the dialer desk. */
  snapshot(): void {
    const { world } = this;
    for (const campaign of this.campaigns) {
      const ready = campaign.ready.count;
      const { family, mode } = campaign;
      world.emit('dialer', 'campaign.snapshot', {
        site: world.preset.site,
        fn: family.fn,
        campaign: campaign.campaign,
        status: this.isOpen(world.now) ? 'running' : 'paused',
        mode,
        agentsAssigned: campaign.active,
        agentsReady: ready,
        linesDialing: 0,
        linesRinging: campaign.dialing,
        queuedLive: campaign.queued.length,
        pacingSet: mode === 'predictive' ? round(1 / family.connectRate) : 1,
        pacingActual: ready > 0 ? round(campaign.dialing / ready) : undefined,
        hitRate: campaign.attempts > 0 ? round(campaign.lives / campaign.attempts) : undefined,
        list: [campaign.list.state],
      });
    }
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
