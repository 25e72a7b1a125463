import type { Agent } from './agent.ts';
import { Arrivals } from './arrivals.ts';
import type { Crm } from './crm.ts';
import type { Desk } from './desk.ts';
import { drawTimes, type Handling } from './handling.ts';
import { beginInteraction, dimensionsOf, endInteraction, type Customers, type Interaction } from './interaction.ts';
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
  /** Calls that found no free line. */
  blocked = 0;
  private readonly world: World;
  private readonly handling: Handling;
  private readonly customers: Customers;
  private readonly crm: Crm;
  private readonly random: Random;

  constructor(world: World, desk: Desk, handling: Handling, customers: Customers, crm: Crm) {
    this.world = world;
    this.handling = handling;
    this.customers = customers;
    this.crm = crm;
    this.random = world.random('inbound');
    this.router = new Router(world, desk, this);
    this.arrivals = new Arrivals(world, (queueIndex) => this.arrive(queueIndex));
  }

  private arrive(queueIndex: number): void {
    const { world, random } = this;
    const { provinces, inbound } = world.preset;
    const { ivr } = inbound;
    if (world.lines.in >= inbound.lines) {
      this.blocked += 1;
      return;
    }
    const queue = this.router.queues[queueIndex] as QueuePlace;
    const { topics } = queue.description;
    const call = beginInteraction(
      world,
      {
        direction: 'in',
        cust: this.customers.caller(),
        province: provinces[random.below(provinces.length)] ?? '',
        fn: undefined,
      },
      'inbound',
      { dnis: 'hotline', entry: 'main-menu' },
    );
    call.topic = topics[random.below(topics.length)];
    const way = random.uniform();
    const result =
      way < ivr.containedShare ? 'contained' : way < ivr.containedShare + ivr.hangUpShare ? 'abandoned' : 'to_queue';
    const mean = { contained: ivr.containedSeconds, abandoned: ivr.hangUpSeconds, to_queue: ivr.toQueueSeconds }[
      result
    ];
    const ivrMs = wholeMs(random.lognormal(mean, 0.5));
    world.agenda.after(ivrMs, () => {
      world.emit('acd', 'ix.ivr', {
        ...dimensionsOf(world, call),
        startedAt: call.startedAt,
        ivrMs,
        result,
        flow: 'main',
        lastNode: result === 'to_queue' ? queue.description.id : undefined,
        intents: call.topic ? [call.topic] : [],
        portsUsed: 1,
      });
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
    this.crm.callbackPromised(visit.call, visit.queue.description.id);
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
      wrapUp: () => this.crm.afterService(call, agent, queue.description.id),
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
