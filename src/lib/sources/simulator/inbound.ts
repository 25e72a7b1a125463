import type { Agent } from './agent.ts';
import { Arrivals } from './arrivals.ts';
import type { ServiceRecords } from './service-records.ts';
import type { Desk } from './desk.ts';
import { drawTimes, type Handling } from './handling.ts';
import { beginInteraction, endInteraction, type Customers, type Interaction } from './interaction.ts';
import { Ivr } from './ivr.ts';
import type { Random } from './random.ts';
import type { QueuePlace, Visit } from './queue-place.ts';
import { Router, type Switchboard } from './routing.ts';
import { wholeMs, type World } from './world.ts';

/** Inbound calls: menu, queue, conversation, transfer. */
export class Inbound implements Switchboard {
  readonly router: Router;
  readonly arrivals: Arrivals;
  /** Callers that asked for an agent since the floor began. */
  asked = 0;
  private readonly world: World;
  private readonly handling: Handling;
  private readonly customers: Customers;
  private readonly records: ServiceRecords;
  private readonly random: Random;
  private readonly ivr: Ivr;

  constructor(world: World, desk: Desk, handling: Handling, customers: Customers, records: ServiceRecords) {
    this.world = world;
    this.handling = handling;
    this.customers = customers;
    this.records = records;
    this.random = world.random('inbound');
    this.ivr = new Ivr(world);
    this.router = new Router(world, desk, this);
    this.arrivals = new Arrivals(world, (queueIndex) => this.arrive(queueIndex));
  }

  private arrive(queueIndex: number): void {
    const { world, random } = this;
    const { provinces, inbound } = world.preset;
    if (world.lines.in >= world.freeLines('in')) {
      world.blocked.in += 1;
      return;
    }
    const queue = this.router.queues[queueIndex] as QueuePlace;
    const { topics } = queue.description;
    const call = beginInteraction(
      world,
      {
        direction: 'in',
        media: 'voice',
        cust: this.customers.caller(),
        province: provinces[random.below(provinces.length)] ?? '',
        fn: undefined,
        segment: queue.description.segment,
      },
      'inbound',
      { dnis: inbound.dnis, entry: 'main-menu' },
    );
    call.topic = topics[random.below(topics.length)];
    this.ivr.pass(call, queue.description.id, (result) => {
      if (result !== 'to_queue') return endInteraction(world, call, 'customer', `ivr_${result}`);
      this.asked += 1;
      this.router.enter(call, queue);
    });
  }

  answered(visit: Visit, agent: Agent): void {
    const { world, random } = this;
    const { inbound } = world.preset;
    const times = drawTimes(random, agent, inbound.times);
    if (random.chance(agent.cherryPicker ? 0.15 : inbound.shortCallShare))
      times.talkMs = wholeMs(random.between(2, 9.9));
    else if (random.chance(inbound.transferShare)) return this.answeredAndPassedOn(visit, agent, times);
    times.holdsMs = this.handling.drawHolds(times.talkMs);
    this.talk(visit.call, agent, visit.queue, times, visit.id);
  }

  abandoned(visit: Visit): void {
    endInteraction(this.world, visit.call, 'customer', 'abandoned');
  }

  callback(visit: Visit): void {
    this.records.callbackPromised(visit.call, visit.queue.description.id);
    endInteraction(this.world, visit.call, 'customer', 'callback');
  }

  /** The last leg of a call: afterwards the customer hangs up. */
  private talk(
    call: Interaction,
    agent: Agent,
    queue: QueuePlace,
    times: ReturnType<typeof drawTimes>,
    visit?: string,
  ): void {
    const { world } = this;
    const endedBy = this.random.chance(agent.cherryPicker && times.talkMs < 10_000 ? 0.9 : 0.3) ? 'agent' : 'customer';
    this.handling.begin(agent, call, {
      times,
      dims: { queue: queue.description.id },
      visit,
      fromOffer: visit !== undefined,
      ending: () => ({ endedBy }),
      afterTalk: () => endInteraction(world, call, endedBy, 'handled'),
      wrapUp: (leg) => this.records.afterService(call, agent, leg, queue.description.id),
    });
  }

  /** The first agent cannot settle it: to another queue, blind or after asking a colleague there. */
  private answeredAndPassedOn(visit: Visit, agent: Agent, times: ReturnType<typeof drawTimes>): void {
    const { world, random } = this;
    const { call, queue } = visit;
    const others = this.router.queues.filter((other) => other !== queue);
    const target = others[random.below(others.length)] ?? queue;
    const to = target.description.id;
    const consult = random.chance(world.preset.inbound.consultShareOfTransfers);
    const askMs = wholeMs(random.lognormal(40, 0.5));
    times.talkMs = Math.max(1, Math.round(times.talkMs * 0.6));
    const dims = { queue: queue.description.id };
    const wrapUp = (): { disposition: string } => ({ disposition: 'transferred' });
    if (!consult) {
      this.handling.begin(agent, call, {
        times,
        dims,
        visit: visit.id,
        fromOffer: true,
        ending: () => ({ endedBy: 'agent', transfer: { kind: 'blind', to } }),
        afterTalk: () => this.router.enter(call, target),
        wrapUp,
      });
      return;
    }
    // The caller is on hold while the agents talk; the hold is the last part of the first leg.
    times.holdsMs = [askMs];
    const talkBeforeMs = Math.floor(times.talkMs / 2);
    const askedAt = world.now + talkBeforeMs;
    let colleague: Agent | null = null;
    this.handling.begin(agent, call, {
      times,
      dims,
      visit: visit.id,
      fromOffer: true,
      ending: () => ({ endedBy: 'agent', transfer: { kind: colleague ? 'consult' : 'blind', to } }),
      afterTalk: () => {
        if (!colleague) this.router.enter(call, target);
      },
      wrapUp,
    });
    world.agenda.at(askedAt, () => {
      colleague = this.router.takeAgent(target);
      if (!colleague) return;
      const asked = colleague;
      this.handling.begin(asked, call, {
        times: { talkMs: askMs + times.talkMs - talkBeforeMs, holdsMs: [], acwMs: 0 },
        dims: { queue: to },
        role: 'consult',
        fromOffer: false,
        ending: () => ({ endedBy: 'agent' }),
        afterTalk: () => this.talk(call, asked, target, drawTimes(random, asked, world.preset.inbound.times)),
        wrapUp: () => ({}),
      });
    });
  }
}
