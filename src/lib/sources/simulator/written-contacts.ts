import type { Payload } from '../../events/vocabulary.ts';
import type { Agent, Place } from './agent.ts';
import { happenThroughTheDay } from './day-rhythm.ts';
import type { Desk } from './desk.ts';
import { beginInteraction, dimensionsOf, endInteraction, type Customers, type Interaction } from './interaction.ts';
import type { DigitalService } from './preset-digital.ts';
import type { Random } from './random.ts';
import { ReadyLine } from './ready-line.ts';
import type { ServiceRecords } from './service-records.ts';
import { wholeMs, type World } from './world.ts';
import { WrittenChannel, type WrittenVisit } from './written-channel.ts';
import { WrittenDesk } from './written-desk.ts';

const BOT_SECONDS = 35;

/** Conversations in writing: a robot first, then a queue, then an agent who has several in hand. */
export class WrittenContacts implements Place {
  readonly kind = 'in';
  readonly queues: readonly string[];
  readonly ready = new ReadyLine<Agent>();
  active = 0;
  target = 0;
  readonly channels: readonly WrittenChannel[];
  private readonly world: World;
  private readonly service: DigitalService;
  private readonly customers: Customers;
  private readonly random: Random;
  private readonly desks: WrittenDesk;

  constructor(world: World, service: DigitalService, desk: Desk, customers: Customers, records: ServiceRecords) {
    this.world = world;
    this.service = service;
    this.customers = customers;
    this.random = world.random('written');
    this.channels = service.channels.map((channel) => new WrittenChannel(channel));
    this.queues = service.channels.map(({ queue }) => queue);
    this.desks = new WrittenDesk(world, service, desk, records, {
      dimensions: (visit) => this.dimensions(visit),
      answered: (visit, agent, ringMs) => this.leave(visit, 'answered', agent, ringMs),
      slotFree: (agent) => void this.giveNext(agent, false),
    });
    for (const queue of this.channels) {
      const { perDay } = queue.channel;
      happenThroughTheDay(world, this.random, { perDay, hourPercent: service.hourPercent }, () => this.arrive(queue));
    }
  }

  serve(agent: Agent): boolean {
    return this.giveNext(agent, true);
  }

  /** Gives the conversation that waits longest; mail and posts only to who has nothing else in hand. */
  private giveNext(agent: Agent, idle: boolean): boolean {
    const next = longestWaiting(this.channels, false) ?? (idle ? longestWaiting(this.channels, true) : undefined);
    if (!next) return false;
    next.queue.waiting.splice(next.queue.waiting.indexOf(next), 1);
    next.state = 'offered';
    this.desks.offer(next, agent);
    return true;
  }

  private arrive(queue: WrittenChannel): void {
    const { world, random } = this;
    const { channel } = queue;
    const { provinces } = world.preset;
    const call = beginInteraction(
      world,
      {
        direction: 'in',
        media: channel.media,
        cust: this.customers.caller(),
        province: provinces[random.below(provinces.length)] ?? '',
        fn: 'service',
        segment: undefined,
      },
      'web',
      { entry: channel.media },
    );
    call.topic = this.service.topics[random.below(this.service.topics.length)];
    if (channel.botShare <= 0) return this.enter(call, queue);
    const contained = random.chance(channel.botShare);
    const ivrMs = wholeMs(random.lognormal(BOT_SECONDS, 0.5));
    world.agenda.after(ivrMs, () => {
      world.emit('digital', 'ix.ivr', {
        ...dimensionsOf(world, call),
        startedAt: call.startedAt,
        ivrMs,
        result: contained ? 'contained' : 'to_queue',
        flow: 'bot',
        lastNode: contained ? call.topic : channel.queue,
        intents: call.topic ? [call.topic] : [],
      });
      if (contained) endInteraction(world, call, 'customer', 'ivr_contained');
      else this.enter(call, queue);
    });
  }

  private enter(call: Interaction, queue: WrittenChannel): void {
    const { world, random } = this;
    const { deferred } = queue.channel;
    call.visits += 1;
    const id = `${call.ix}#q${call.visits}`;
    const visit: WrittenVisit = { id, call, queue, enqueuedAt: world.now, state: 'waiting' };
    queue.waiting.push(visit);
    queue.inside += 1;
    world.emit('digital', 'queue.entered', {
      ...this.dimensions(visit),
      province: call.province,
      enqueuedAt: world.now,
      priority: deferred ? 0 : 1,
      position: queue.waiting.length,
    });
    if (!deferred) {
      const { shape, scaleSeconds } = this.service.patience;
      world.agenda.after(wholeMs(random.weibull(shape, scaleSeconds)), () => this.giveUp(visit));
    }
    const agent = this.ready.take(world.now) ?? (deferred ? null : this.desks.withFreeHand());
    if (agent) this.giveNext(agent, true);
    // Somebody became ready in this very millisecond: one state must last before the next.
    else if (this.ready.occupied) world.agenda.after(1, () => this.offerAgain());
  }

  private offerAgain(): void {
    const agent = this.ready.take(this.world.now);
    // The line gave the agent out of it: without work back into it.
    if (agent && !this.giveNext(agent, true)) this.ready.add(agent);
  }

  private giveUp(visit: WrittenVisit): void {
    if (visit.state !== 'waiting') return;
    visit.queue.waiting.splice(visit.queue.waiting.indexOf(visit), 1);
    this.leave(visit, 'abandoned', null, 0);
    endInteraction(this.world, visit.call, 'customer', 'abandoned');
  }

  private leave(visit: WrittenVisit, outcome: 'answered' | 'abandoned', agent: Agent | null, ringMs: number): void {
    const { world } = this;
    visit.state = 'left';
    visit.queue.inside -= 1;
    world.emit('digital', 'queue.left', {
      ...this.dimensions(visit),
      cust: visit.call.cust,
      province: visit.call.province,
      agent: agent?.id,
      team: agent?.team,
      enqueuedAt: visit.enqueuedAt,
      waitMs: world.now - visit.enqueuedAt,
      ringMs,
      outcome,
    });
  }

  private dimensions(visit: WrittenVisit): Partial<Payload<'queue.left'>> & { visit: string } {
    const queue = visit.queue.channel.queue;
    return { ...dimensionsOf(this.world, visit.call), queue, skill: 'digital', visit: visit.id };
  }
}

function longestWaiting(channels: readonly WrittenChannel[], deferred: boolean): WrittenVisit | undefined {
  let longest: WrittenVisit | undefined;
  for (const { channel, waiting } of channels) {
    const first = waiting[0];
    if ((channel.deferred ?? false) !== deferred || !first) continue;
    if (!longest || first.enqueuedAt < longest.enqueuedAt) longest = first;
  }
  return longest;
}
