import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { CampaignFamily, Conversation } from './preset.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

type Work = Payload<'work.changed'>;
type Change = Partial<Work> & Pick<Work, 'status'>;

const DEPARTMENTS = ['operations', 'payments', 'risk', 'it'] as const;

/** What the business system notes about contacts: outcomes, surveys, tickets, complaints, loan applications. */
export class Crm {
  private readonly world: World;
  private readonly random: Random;

  constructor(world: World) {
    this.world = world;
    this.random = world.random('crm');
    this.nextApplication();
  }

  /** An inbound call is written up: gives what the agent notes. */
  afterService(call: Interaction, agent: Agent, queue: string): Partial<Payload<'wrap.ended'>> {
    const { random } = this;
    const { crm } = this.world.preset;
    const ticket = random.chance(crm.ticketShare);
    if (ticket) this.ticket('ticket', call, agent, queue);
    if (random.chance(crm.attitudeComplaintShare)) this.ticket('complaint', call, agent, queue);
    if (random.chance(crm.surveyInvitedShare)) this.survey(call, agent, queue);
    return { disposition: ticket ? 'ticket' : 'resolved', resolvedFlag: !ticket };
  }

  /** An outbound call is written up. */
  afterCampaignCall(
    call: Interaction,
    agent: Agent,
    leg: string,
    campaign: string,
    family: CampaignFamily,
    conversation: Conversation,
  ): Partial<Payload<'wrap.ended'>> {
    const { world, random } = this;
    const { kind, stage } = conversation.outcome;
    const rpc = random.chance(world.preset.outbound.rightPartyShare);
    const common = { ...dimensionsOf(world, call), campaign, agent: agent.id, team: agent.team, leg, cust: call.cust };
    const record = (
      more: Pick<Payload<'outcome.recorded'>, 'kind' | 'stage'> & Partial<Payload<'outcome.recorded'>>,
    ): void => world.emit('crm', 'outcome.recorded', { ...common, ...more });
    if (!rpc) {
      record({ kind, stage: 'not_reached' });
      return { rpc, disposition: 'wrong_party' };
    }
    const product = kind === 'xsell' || kind === 'sale' ? 'cash_loan' : undefined;
    if (product) record({ kind, stage: 'offered', product });
    record({ kind, stage, product });
    if (conversation.amount) {
      const amount = Math.round(random.lognormal(conversation.amount, 0.4));
      record({ kind, stage: 'booked', product, amount, ccy: world.preset.ccy });
    }
    const promised = family.promiseShare !== undefined && random.chance(family.promiseShare);
    if (promised) {
      record({
        kind: 'promise',
        stage: 'booked',
        amount: Math.round(random.lognormal(40_000, 0.5)),
        ccy: world.preset.ccy,
        dueAt: world.now + (1 + random.below(5)) * DAY_MS,
      });
    }
    return { rpc, disposition: promised ? 'promise' : stage };
  }

  /** A caller gave up the queue for a call back. */
  callbackPromised(call: Interaction, queue: string): void {
    this.work('callback', { ...dimensionsOf(this.world, call), queue, department: 'service' }, 4 * HOUR_MS, [
      { afterMs: this.random.exponential(30 * MINUTE_MS), change: { status: 'in_progress' } },
      { afterMs: 5 * MINUTE_MS, change: { status: 'done', result: 'reached' } },
    ]);
  }

  private ticket(kind: 'ticket' | 'complaint', call: Interaction, agent: Agent, queue: string): void {
    const { random } = this;
    const dueMs = random.chance(0.7) ? DAY_MS : 3 * DAY_MS;
    const department = DEPARTMENTS[random.below(DEPARTMENTS.length)];
    const doneMs = random.chance(0.945)
      ? dueMs * random.between(0.05, 0.95)
      : Math.min(dueMs * random.between(1.02, 2), 7 * DAY_MS);
    const transferMs = Math.min(doneMs / 2, wholeMs(random.lognormal(11 * 60, 0.5)));
    const customerCaused = random.chance(0.05);
    const dims = { ...dimensionsOf(this.world, call), queue, agent: agent.id, team: agent.team, cust: call.cust };
    const reason = kind === 'complaint' ? 'attitude' : call.topic;
    this.work(kind, { ...dims, department, reason, channel: 'voice', priority: kind === 'complaint' ? 1 : 3 }, dueMs, [
      { afterMs: transferMs, change: { status: 'transferred' } },
      {
        afterMs: doneMs - transferMs,
        change: {
          status: 'done',
          customerCaused,
          result: customerCaused || random.chance(0.996) ? 'resolved' : 'unresolved',
          responsible: kind === 'complaint' ? random.chance(0.5) : undefined,
        },
      },
    ]);
  }

  private nextApplication(): void {
    const { world, random } = this;
    const perDay = world.preset.crm.loanApplicationsPerDay;
    if (perDay <= 0) return;
    // Shops are open when the hotline is busy: the same hours, at the rate of this hour.
    const percent = world.preset.inbound.hourPercent[Math.floor(world.time.hourOf(world.now))] ?? 0;
    const gapMs = random.exponential(HOUR_MS / Math.max(0.01, perDay * (percent / 100)));
    if (gapMs > HOUR_MS) return world.agenda.after(HOUR_MS, () => this.nextApplication());
    world.agenda.after(gapMs, () => {
      this.application();
      this.nextApplication();
    });
  }

  private application(): void {
    const { random, world } = this;
    const { provinces } = world.preset;
    const manual = random.chance(0.4);
    const decisionMs = wholeMs(random.lognormal((manual ? 39.5 : 7) * 60, 0.6));
    const approved = random.chance(0.6);
    const reasons = { department: 'credit', channel: 'shop', reason: manual ? 'manual' : 'automatic' };
    const dims = {
      site: world.preset.site,
      media: 'work',
      fn: 'credit_review',
      province: provinces[random.below(provinces.length)],
    } as const;
    const decided: Change = {
      status: 'done',
      result: approved ? 'approved' : 'rejected',
      score: Math.round(random.between(300, 850)),
    };
    const amount = Math.round(random.lognormal(350_000, 0.4));
    this.work('loan_application', { ...dims, ...reasons, amount, ccy: world.preset.ccy }, HOUR_MS, [
      { afterMs: decisionMs * 0.2, change: { status: 'in_progress' } },
      { afterMs: decisionMs * 0.8, change: decided },
    ]);
  }

  /** An item with its whole life; every event carries the full present state. */
  private work(
    kind: Work['kind'],
    details: Partial<Work>,
    dueMs: number,
    steps: readonly { afterMs: number; change: Change }[],
  ): void {
    const { world } = this;
    const createdAt = world.now;
    let item: Work = { ...details, item: world.id(), kind, status: 'new', rev: 1, createdAt, dueAt: createdAt + dueMs };
    world.emit('crm', 'work.changed', item);
    const take = (index: number): void => {
      const step = steps[index];
      if (!step) return;
      world.agenda.after(Math.max(1, step.afterMs), () => {
        const { status } = step.change;
        item = {
          ...item,
          ...step.change,
          prevStatus: item.status,
          rev: item.rev + 1,
          ...(status === 'transferred' && { firstTransferAt: world.now }),
          ...(status === 'done' && { doneAt: world.now }),
        };
        world.emit('crm', 'work.changed', item);
        take(index + 1);
      });
    };
    take(0);
  }

  private survey(call: Interaction, agent: Agent, queue: string): void {
    const { world, random } = this;
    const { surveyAnsweredShare, surveyTopBoxShare } = world.preset.crm;
    const details = {
      ...dimensionsOf(world, call),
      agent: agent.id,
      team: agent.team,
      queue,
      cust: call.cust,
      survey: world.id(),
      kind: 'csat',
      scaleMax: 5,
      channelOfContact: 'voice',
      channelOfSurvey: 'sms',
      contactAt: call.startedAt,
    } as const;
    world.emit('crm', 'survey.answered', { ...details, stage: 'invited' });
    if (!random.chance(surveyAnsweredShare)) return;
    world.agenda.after(wholeMs(random.lognormal(180, 0.8)), () => {
      const topBox = random.chance(surveyTopBoxShare);
      const score = topBox ? (random.chance(0.8) ? 5 : 4) : 1 + random.below(3);
      world.emit('crm', 'survey.answered', { ...details, stage: 'answered', score, topBox });
    });
  }
}
