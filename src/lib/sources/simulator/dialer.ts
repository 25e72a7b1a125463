import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import { Campaign, type Attempt, type LiveCall } from './campaign.ts';
import type { Crm } from './crm.ts';
import { drawTimes, type Handling } from './handling.ts';
import { beginInteraction, endInteraction, type Customers } from './interaction.ts';
import { SECOND_MS } from './local-time.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

type DialResult = Payload<'dial.attempt'>['result'];

/** Longest that an answered customer hears silence before the dialer has to let go. */
const LONGEST_SILENCE_MS = 2000;

/** Predictive dialling: so many calls that the agents of a campaign are busy the wanted part of their time. */
export class Dialer {
  readonly campaigns: readonly Campaign[];
  private readonly world: World;
  private readonly handling: Handling;
  private readonly customers: Customers;
  private readonly crm: Crm;
  private readonly random: Random;
  private readonly otherResults: readonly DialResult[];
  private readonly otherWeights: readonly number[];

  constructor(world: World, handling: Handling, customers: Customers, crm: Crm) {
    this.world = world;
    this.handling = handling;
    this.customers = customers;
    this.crm = crm;
    this.random = world.random('dialer');
    const { families, resultWeights } = world.preset.outbound;
    this.otherResults = Object.keys(resultWeights) as DialResult[];
    this.otherWeights = Object.values(resultWeights);
    this.campaigns = families.flatMap((family) =>
      Array.from(
        { length: family.count },
        (_, index) => new Campaign(family, index + 1, (campaign, live, agent) => this.connect(campaign, live, agent)),
      ),
    );
    world.agenda.every(SECOND_MS, () => this.pace());
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

  /** Lines that the dialer would occupy per ready agent. */
  pacing(campaign: Campaign): number {
    return this.world.preset.outbound.occupancy / (campaign.handleSeconds * campaign.family.connectRate);
  }

  connect(campaign: Campaign, live: LiveCall, agent: Agent): void {
    const { world, random } = this;
    const { family } = campaign;
    live.waiting = false;
    campaign.passed += 1;
    const conversation = family.conversations[random.weighted(family.conversations.map(({ weight }) => weight))];
    if (!conversation)
      throw new Error(`Campaign ${campaign.campaign} has no conversations: the preset has to name one.`);
    const { call } = live;
    const leg = this.handling.begin(agent, call, {
      times: drawTimes(random, agent, conversation.times),
      dims: { campaign: campaign.campaign, list: campaign.listId },
      fromOffer: false,
      ending: () => ({ endedBy: random.chance(0.5) ? 'agent' : 'customer' }),
      afterTalk: () => endInteraction(world, call, 'customer', 'handled'),
      wrapUp: (ended) => this.crm.afterCampaignCall(call, agent, ended, campaign.campaign, family, conversation),
    });
    this.report(campaign, live.attempt, 'live', {
      ix: call.ix,
      leg,
      agent: agent.id,
      team: agent.team,
      answerToAgentMs: world.now - live.answeredAt,
    });
  }

  private pace(): void {
    const { world, random } = this;
    if (!this.isOpen(world.now)) return;
    for (const campaign of this.campaigns) {
      if (campaign.active === 0) continue;
      // More answers than agents: wait until they are served.
      if (campaign.queued.length > 0) continue;
      const calls = random.poisson(campaign.active * this.pacing(campaign));
      for (let i = 0; i < calls && world.lines.out < world.preset.outbound.lines; i += 1) this.dial(campaign);
    }
  }

  private dial(campaign: Campaign): void {
    const { world, random } = this;
    const live = random.chance(campaign.family.connectRate);
    const result = live ? 'live' : (this.otherResults[random.weighted(this.otherWeights)] ?? 'no_answer');
    const ringMs = wholeMs(this.ringSeconds(result));
    const attempt = {
      ...this.drawRecord(campaign),
      attempt: world.id(),
      dialedAt: world.now,
      ringMs,
      cust: this.customers.any(),
    };
    campaign.dialing += 1;
    campaign.attempts += 1;
    world.lines.out += 1;
    world.agenda.after(ringMs, () => {
      campaign.dialing -= 1;
      world.lines.out -= 1;
      if (live) this.answered(campaign, attempt);
      else this.report(campaign, attempt, result);
    });
  }

  private answered(campaign: Campaign, attempt: Attempt): void {
    const { world, random } = this;
    const { provinces } = world.preset;
    campaign.lives += 1;
    const call = beginInteraction(
      world,
      {
        direction: 'out',
        cust: attempt.cust,
        province: provinces[random.below(provinces.length)] ?? '',
        fn: campaign.family.fn,
      },
      'dialer',
      { campaign: campaign.campaign, list: campaign.listId },
    );
    const live: LiveCall = { call, attempt, answeredAt: world.now, waiting: false };
    // The time that it takes to know a person from a machine.
    world.agenda.after(wholeMs(random.between(0.3, 0.9)), () => {
      const agent = campaign.ready.take(world.now);
      if (agent) return this.connect(campaign, live, agent);
      live.waiting = true;
      campaign.queued.push(live);
      world.agenda.at(live.answeredAt + LONGEST_SILENCE_MS, () => this.letGo(campaign, live));
    });
  }

  private letGo(campaign: Campaign, live: LiveCall): void {
    if (!live.waiting) return;
    const agent = campaign.ready.take(this.world.now);
    campaign.queued.splice(campaign.queued.indexOf(live), 1);
    if (agent) return this.connect(campaign, live, agent);
    live.waiting = false;
    this.report(campaign, live.attempt, 'abandoned_by_dialer', { ix: live.call.ix });
    endInteraction(this.world, live.call, 'system', 'abandoned_by_dialer');
  }

  private report(
    campaign: Campaign,
    attempt: Attempt,
    result: DialResult,
    more: Partial<Payload<'dial.attempt'>> = {},
  ): void {
    const { world } = this;
    const recordClosed = result === 'live' || result === 'invalid' || result === 'refused';
    if (recordClosed) campaign.list.closed += 1;
    world.emit('dialer', 'dial.attempt', {
      site: world.preset.site,
      media: 'voice',
      direction: 'out',
      fn: campaign.family.fn,
      campaign: campaign.campaign,
      list: campaign.listId,
      cust: attempt.cust,
      attempt: attempt.attempt,
      record: attempt.record,
      mode: 'predictive',
      dialedAt: attempt.dialedAt,
      ringMs: attempt.ringMs,
      result,
      lineGroup: `${world.preset.site}-out`,
      recordFirst: attempt.recordFirst,
      recordClosed,
      ...more,
    });
  }

  private ringSeconds(result: DialResult): number {
    const { random } = this;
    switch (result) {
      case 'live':
        return random.lognormal(12, 0.5);
      case 'no_answer':
        return random.between(25, 35);
      case 'refused':
      case 'machine':
        return random.lognormal(10, 0.5);
      default:
        return random.between(2, 7);
    }
  }

  /** A new record of the list, or one of the last hour that was not reached. */
  private drawRecord(campaign: Campaign): Pick<Attempt, 'record' | 'recordFirst'> {
    const { random, world } = this;
    const old = random.chance(0.4) ? campaign.lastRecords[random.below(campaign.lastRecords.length)] : undefined;
    if (old) return { record: old, recordFirst: false };
    if (campaign.list.attempted >= campaign.family.recordsPerList) {
      campaign.list = { number: campaign.list.number + 1, attempted: 0, closed: 0 };
    }
    campaign.list.attempted += 1;
    const record = world.id();
    if (campaign.lastRecords.length < 1000) campaign.lastRecords.push(record);
    else campaign.lastRecords[random.below(1000)] = record;
    return { record, recordFirst: true };
  }

  /** The state of every campaign, for the dialer desk. */
  snapshot(): void {
    const { world } = this;
    for (const campaign of this.campaigns) {
      const ready = campaign.ready.count;
      const { listId: list, family } = campaign;
      const { attempted, closed } = campaign.list;
      world.emit('dialer', 'campaign.snapshot', {
        site: world.preset.site,
        fn: family.fn,
        campaign: campaign.campaign,
        status: this.isOpen(world.now) ? 'running' : 'paused',
        mode: 'predictive',
        agentsAssigned: campaign.active,
        agentsReady: ready,
        linesDialing: 0,
        linesRinging: campaign.dialing,
        queuedLive: campaign.queued.length,
        pacingSet: round(1 / family.connectRate),
        pacingActual: ready > 0 ? round(campaign.dialing / ready) : undefined,
        hitRate: campaign.attempts > 0 ? round(campaign.lives / campaign.attempts) : undefined,
        list: [{ list, records: family.recordsPerList, attempted, closed, left: family.recordsPerList - closed }],
      });
    }
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
