import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import type { Desk } from './desk.ts';
import { endInteraction, finishPart } from './interaction.ts';
import type { DigitalService } from './preset-digital.ts';
import type { Random } from './random.ts';
import type { ServiceRecords } from './service-records.ts';
import { wholeMs, type World } from './world.ts';
import type { WrittenVisit } from './written-channel.ts';

type LegDimensions = Omit<Payload<'leg.connected'>, 'connectedAt'> & { agent: string };

interface Queues {
  dimensions(visit: WrittenVisit): Partial<Payload<'queue.left'>>;
  answered(visit: WrittenVisit, agent: Agent, ringMs: number): void;
  /** The agent could take one more. */
  slotFree(agent: Agent): void;
}

/** Logarithmic standard deviation of the length of a conversation and of the first answer. */
const WALL_LOG_SD = 0.6;
const FIRST_ANSWER_LOG_SD = 0.5;

/** Agents with several conversations in hand: TALKING from the first to the last of them, `load` tells how many. */
export class WrittenDesk {
  private readonly world: World;
  private readonly service: DigitalService;
  private readonly desk: Desk;
  private readonly records: ServiceRecords;
  private readonly queues: Queues;
  private readonly random: Random;
  /** Who has a conversation in hand or on its way, and how many. */
  private readonly hands = new Map<Agent, number>();

  constructor(world: World, service: DigitalService, desk: Desk, records: ServiceRecords, queues: Queues) {
    this.world = world;
    this.service = service;
    this.desk = desk;
    this.records = records;
    this.queues = queues;
    this.random = world.random('writing');
  }

  /** Of those who write already, who has the fewest conversations and can take one more. */
  withFreeHand(): Agent | null {
    let best: Agent | null = null;
    let fewest = this.service.concurrency;
    for (const [agent, inHand] of this.hands) {
      if (inHand >= fewest || !this.mayTake(agent)) continue;
      best = agent;
      fewest = inHand;
    }
    return best;
  }

  offer(visit: WrittenVisit, agent: Agent): void {
    const { world } = this;
    const offeredAt = world.now;
    this.hands.set(agent, (this.hands.get(agent) ?? 0) + 1);
    if (agent.load === 0) this.desk.enter(agent, 'RINGING', { direction: 'in' });
    world.agenda.after(wholeMs(this.random.between(0.5, 2.5)), () => {
      const ringMs = world.now - offeredAt;
      visit.call.legs += 1;
      const leg = `${visit.call.ix}#l${visit.call.legs}`;
      const dims = { ...this.queues.dimensions(visit), agent: agent.id, team: agent.team, leg };
      world.emit('digital', 'offer.ended', { ...dims, offeredAt, ringMs, result: 'accepted' });
      this.queues.answered(visit, agent, ringMs);
      this.converse(visit, agent, leg, dims);
    });
  }

  private mayTake(agent: Agent): boolean {
    return agent.state === 'TALKING' && agent.due.length === 0 && this.world.now < agent.endAt;
  }

  private converse(visit: WrittenVisit, agent: Agent, leg: string, dims: LegDimensions): void {
    const { world, random } = this;
    const { channel } = visit.queue;
    const connectedAt = world.now;
    visit.call.openParts += 1;
    agent.leg = leg;
    agent.load += 1;
    world.emit('digital', 'leg.connected', { ...dims, connectedAt, fromOffer: true });
    this.settle(agent);
    const wallMs = wholeMs(random.lognormal(channel.wallSeconds, WALL_LOG_SD));
    const focusMs = Math.min(wallMs, wholeMs(random.lognormal(channel.focusSeconds, WALL_LOG_SD) * agent.factor));
    const exchanges = channel.deferred ? 1 : 1 + random.poisson(wallMs / 120_000);
    const first = channel.firstResponseSeconds * Math.exp(FIRST_ANSWER_LOG_SD * random.normal());
    const firstMs = channel.deferred ? wallMs : Math.min(wallMs, wholeMs(first));
    const say = (index: number): void => {
      const change = index === 0 ? 'first_response' : 'agent_message';
      const since = channel.deferred ? visit.call.startedAt : connectedAt;
      const firstResponseMs = index === 0 ? world.now - since : undefined;
      world.emit('digital', 'leg.updated', { ...dims, change, firstResponseMs });
      if (index + 1 >= exchanges) {
        const restMs = connectedAt + wallMs - world.now;
        return world.agenda.after(restMs, () => this.end(visit, agent, dims, { connectedAt, focusMs, exchanges }));
      }
      const gapMs = (wallMs - firstMs) / exchanges;
      world.agenda.after(gapMs * 0.6, () => {
        world.emit('digital', 'leg.updated', { ...dims, change: 'customer_message' });
        world.agenda.after(gapMs * 0.4, () => say(index + 1));
      });
    };
    world.agenda.after(firstMs, () => say(0));
  }

  private end(
    visit: WrittenVisit,
    agent: Agent,
    dims: LegDimensions,
    said: { connectedAt: number; focusMs: number; exchanges: number },
  ): void {
    const { world, random } = this;
    const { connectedAt, focusMs, exchanges } = said;
    const endedAt = world.now;
    const talkMs = endedAt - connectedAt;
    const endedBy = random.chance(0.5) ? 'agent' : 'customer';
    const told = { ...dims, connectedAt, talkMs, holdMs: 0 };
    world.emit('digital', 'leg.ended', {
      ...told,
      holdCount: 0,
      endedBy,
      msgsIn: exchanges,
      msgsOut: exchanges,
      focusMs,
    });
    endInteraction(world, visit.call, endedBy, 'handled');
    const acwMs = wholeMs(random.lognormal(this.service.acwSeconds, 0.6) * agent.factor);
    world.agenda.after(acwMs, () => {
      world.emit('digital', 'wrap.ended', {
        ...told,
        cust: visit.call.cust,
        province: visit.call.province,
        endedAt,
        acwMs,
        handledMs: talkMs + acwMs,
        ...this.records.afterService(visit.call, agent, dims.leg, visit.queue.channel.queue),
      });
      finishPart(world, visit.call);
    });
    this.putDown(agent, acwMs);
  }

  private putDown(agent: Agent, acwMs: number): void {
    const { world } = this;
    const inHand = (this.hands.get(agent) ?? 1) - 1;
    agent.load -= 1;
    if (inHand > 0) {
      this.hands.set(agent, inHand);
      this.settle(agent);
      if (this.mayTake(agent)) this.queues.slotFree(agent);
      return;
    }
    this.hands.delete(agent);
    agent.leg = undefined;
    const writeUp = (): void => {
      if (agent.enteredAt === world.now) return world.agenda.after(1, writeUp);
      this.desk.enter(agent, 'ACW', { direction: 'in' });
      world.agenda.after(acwMs, () => this.desk.free(agent));
    };
    writeUp();
  }

  /** Tells the state that the conversations in hand make; each state lasts at least a millisecond. */
  private settle(agent: Agent): void {
    if (agent.load === 0) return;
    if (agent.enteredAt === this.world.now) this.world.agenda.after(1, () => this.settle(agent));
    else this.desk.enter(agent, 'TALKING', { direction: 'in' });
  }
}
