import type { Payload } from '../../events/vocabulary.ts';
import type { Agent, Place } from './agent.ts';
import type { Desk } from './desk.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import { EveryQueue, QueuePlace, type Visit } from './queue-place.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

/** What the floor does with visits that leave their queue. */
export interface Switchboard {
  answered(visit: Visit, agent: Agent): void;
  abandoned(visit: Visit): void;
  callback(visit: Visit): void;
}

const RONA_RING_MS = 15_000;

/** Queues, waiting, offers, abandonment and overflow. */
export class Router {
  readonly queues: readonly QueuePlace[];
  readonly everyQueue: Place;
  private readonly world: World;
  private readonly random: Random;
  private readonly desk: Desk;
  private readonly switchboard: Switchboard;
  private readonly overflow: QueuePlace;

  constructor(world: World, desk: Desk, switchboard: Switchboard) {
    this.world = world;
    this.random = world.random('routing');
    this.desk = desk;
    this.switchboard = switchboard;
    const offer = (visit: Visit, agent: Agent): void => this.offer(visit, agent);
    const queues: QueuePlace[] = [];
    for (const description of world.preset.inbound.queues) queues.push(new QueuePlace(description, queues, offer));
    this.queues = queues;
    this.everyQueue = new EveryQueue(this.queues, offer);
    const overflow = this.queues.find(({ description }) => description.id === world.preset.inbound.overflowQueue);
    if (!overflow)
      throw new Error(`The overflow queue of preset ${world.preset.id} is none of its queues: name one of them.`);
    this.overflow = overflow;
  }

  enter(call: Interaction, queue: QueuePlace): void {
    const { world } = this;
    const { patience, overflowAfterMs } = world.preset.inbound;
    call.visits += 1;
    call.fn = queue.description.fn;
    call.segment = queue.description.segment;
    const visit: Visit = {
      id: `${call.ix}#q${call.visits}`,
      call,
      queue,
      enqueuedAt: world.now,
      state: 'waiting',
      offer: null,
    };
    queue.waiting.push(visit);
    queue.inside += 1;
    world.emit('acd', 'queue.entered', {
      ...this.dimensions(visit),
      province: call.province,
      enqueuedAt: world.now,
      priority: queue.description.priority ?? 0,
      position: queue.waiting.length,
    });
    world.agenda.after(wholeMs(this.random.weibull(patience.shape, patience.scaleSeconds)), () => this.abandon(visit));
    this.match(queue);
    if (visit.state === 'waiting') world.agenda.after(overflowAfterMs, () => this.considerOverflow(visit));
  }

  /** Takes an agent of the queue who has nothing to do. */
  takeAgent(queue: QueuePlace): Agent | null {
    const { now } = this.world;
    return queue.ready.take(now) ?? this.everyQueue.ready.take(now) ?? queue.helpers.take(now);
  }

  offer(visit: Visit, agent: Agent): void {
    const { world, random } = this;
    const first = visit.queue.waiting.indexOf(visit);
    visit.queue.waiting.splice(first, 1);
    visit.state = 'ringing';
    const offer = { agent, offeredAt: world.now, leg: `${visit.call.ix}#l${visit.call.legs + 1}` };
    visit.offer = offer;
    this.desk.enter(agent, 'RINGING', { direction: 'in' });
    const rona = random.chance(world.preset.inbound.ronaShare);
    world.agenda.after(rona ? RONA_RING_MS : wholeMs(random.between(2, 4)), () => {
      if (visit.offer !== offer) return;
      this.endOffer(visit, rona ? 'rona' : 'accepted');
      if (!rona) {
        this.leave(visit, 'answered', agent, world.now - offer.offeredAt);
        this.switchboard.answered(visit, agent);
        return;
      }
      visit.state = 'waiting';
      visit.queue.waiting.unshift(visit);
      this.desk.stepOut(agent, 'NOT_READY', 'rona', wholeMs(random.between(20, 60)), 'system');
      this.match(visit.queue);
    });
  }

  /** Puts the callers who wait together with the agents who are ready. */
  private match(queue: QueuePlace): void {
    for (let visit = queue.waiting[0]; visit; visit = queue.waiting[0]) {
      const agent = this.takeAgent(queue);
      if (agent) {
        this.offer(visit, agent);
        continue;
      }
      // Somebody became ready in this very millisecond: one state must last before the next.
      const somebody = queue.ready.occupied || this.everyQueue.ready.occupied || queue.helpers.occupied;
      if (somebody) this.world.agenda.after(1, () => this.match(queue));
      return;
    }
  }

  private abandon(visit: Visit): void {
    const { world } = this;
    if (visit.state === 'left') return;
    const { offer } = visit;
    if (offer && offer.agent.enteredAt === world.now) return world.agenda.after(1, () => this.abandon(visit));
    if (offer) this.endOffer(visit, 'caller_abandoned');
    else this.withdraw(visit);
    this.leave(visit, 'abandoned', null, offer ? world.now - offer.offeredAt : 0);
    if (offer) this.desk.free(offer.agent);
    this.switchboard.abandoned(visit);
  }

  private considerOverflow(visit: Visit): void {
    if (visit.state !== 'waiting') return;
    const { flowOutShare, callbackShare } = this.world.preset.inbound;
    const way = this.random.uniform();
    if (way < flowOutShare && visit.queue !== this.overflow) {
      this.withdraw(visit);
      this.leave(visit, 'flow_out', null, 0, this.overflow.description.id);
      this.enter(visit.call, this.overflow);
    } else if (way >= flowOutShare && way < flowOutShare + callbackShare) {
      this.withdraw(visit);
      this.leave(visit, 'callback', null, 0);
      this.switchboard.callback(visit);
    }
  }

  private withdraw(visit: Visit): void {
    visit.queue.waiting.splice(visit.queue.waiting.indexOf(visit), 1);
  }

  private endOffer(visit: Visit, result: Payload<'offer.ended'>['result']): void {
    const { offer } = visit;
    if (!offer) return;
    visit.offer = null;
    this.world.emit('acd', 'offer.ended', {
      ...this.dimensions(visit),
      leg: offer.leg,
      agent: offer.agent.id,
      team: offer.agent.team,
      offeredAt: offer.offeredAt,
      ringMs: this.world.now - offer.offeredAt,
      result,
    });
  }

  private leave(
    visit: Visit,
    outcome: Payload<'queue.left'>['outcome'],
    agent: Agent | null,
    ringMs: number,
    toQueue?: string,
  ): void {
    visit.state = 'left';
    visit.queue.inside -= 1;
    this.world.emit('acd', 'queue.left', {
      ...this.dimensions(visit),
      cust: visit.call.cust,
      province: visit.call.province,
      agent: agent?.id,
      team: agent?.team,
      enqueuedAt: visit.enqueuedAt,
      waitMs: this.world.now - visit.enqueuedAt,
      ringMs,
      outcome,
      toQueue,
      slThresholdMs: this.world.preset.slThresholdMs,
    });
  }

  private dimensions(visit: Visit) {
    return {
      ...dimensionsOf(this.world, visit.call),
      queue: visit.queue.description.id,
      skill: visit.queue.description.fn,
      visit: visit.id,
    };
  }
}
