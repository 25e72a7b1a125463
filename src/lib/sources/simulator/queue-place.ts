import type { Agent, Place } from './agent.ts';
import type { Interaction } from './interaction.ts';
import type { InboundQueue } from './preset.ts';
import { ReadyLine } from './ready-line.ts';

/** One stay of a caller in a queue. */
export interface Visit {
  readonly id: string;
  readonly call: Interaction;
  readonly queue: QueuePlace;
  readonly enqueuedAt: number;
  state: 'waiting' | 'ringing' | 'left';
  /** Ringing: at whose desk since when, and that desk's leg id. */
  offer: { agent: Agent; offeredAt: number; leg: string } | null;
}

type Offer = (visit: Visit, agent: Agent) => void;

/** One inbound queue: the callers who wait, and the agents who know it. */
export class QueuePlace implements Place {
  readonly kind = 'in';
  readonly description: InboundQueue;
  readonly queues: readonly string[];
  readonly ready = new ReadyLine<Agent>();
  /** Agents of other queues who know this one too. */
  readonly helpers = new ReadyLine<Agent>();
  active = 0;
  target = 0;
  waiting: Visit[] = [];
  /** Callers who entered and did not leave: waiting or ringing. */
  inside = 0;
  private readonly offer: Offer;
  private readonly places: readonly QueuePlace[];

  /** `places`: all queues, this one too. */
  constructor(description: InboundQueue, places: readonly QueuePlace[], offer: Offer) {
    this.offer = offer;
    this.places = places;
    this.description = description;
    this.queues = [description.id];
  }

  /** Own callers first, then those of the second queue that the agent knows. */
  serve(agent: Agent): boolean {
    const visit = this.waiting[0] ?? this.secondOf(agent)?.waiting[0];
    if (!visit) return false;
    this.offer(visit, agent);
    return true;
  }

  onReady(agent: Agent): void {
    this.secondOf(agent)?.helpers.add(agent);
  }

  private secondOf({ second }: Agent): QueuePlace | undefined {
    const place = second === undefined ? undefined : this.places[second];
    return place === this ? undefined : place;
  }
}

/** The people who know every queue: they take whoever waits longest. */
export class EveryQueue implements Place {
  readonly kind = 'in';
  readonly queues: readonly string[];
  readonly ready = new ReadyLine<Agent>();
  active = 0;
  target = 0;
  private readonly places: readonly QueuePlace[];
  private readonly offer: Offer;

  constructor(places: readonly QueuePlace[], offer: Offer) {
    this.places = places;
    this.offer = offer;
    this.queues = places.map((queue) => queue.description.id);
  }

  serve(agent: Agent): boolean {
    let longest: Visit | undefined;
    for (const { waiting } of this.places) {
      const first = waiting[0];
      if (first && (!longest || first.enqueuedAt < longest.enqueuedAt)) longest = first;
    }
    if (!longest) return false;
    this.offer(longest, agent);
    return true;
  }
}
