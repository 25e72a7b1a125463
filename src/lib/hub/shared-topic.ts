import type { BoardState } from '../wire/messages.ts';
import type { HubLimits } from './limits.ts';
import { Topic, topicKey, type Tail, type TopicPlace, type TopicQuestion } from './topic.ts';
import type { Subscription, Viewer, Watched } from './viewer.ts';

/** Subscribes to a board in the engine: the whole state now and after every change. Throws where there is no engine. */
export type OpenTopic = (question: TopicQuestion, onState: (state: BoardState) => void) => () => void;

/** Frames sent and states left out for slow viewers. */
export interface HubCounters {
  sent: number;
  skipped: number;
  closedSlow: number;
}

/** One topic with its viewers: one subscription in the engine, however many look. */
export class SharedTopic implements Watched {
  readonly key: string;
  readonly #topic: Topic;
  readonly #viewers = new Map<Subscription, Viewer>();
  readonly #now: () => number;
  readonly #counters: HubCounters;
  readonly #limits: HubLimits;
  readonly #onEmpty: (topic: SharedTopic) => void;
  readonly #closeEngine: () => void;
  #linger: NodeJS.Timeout | null = null;

  /** Throws where the engine cannot be asked. */
  constructor(given: {
    question: TopicQuestion;
    openTopic: OpenTopic;
    now: () => number;
    counters: HubCounters;
    limits: HubLimits;
    onEmpty: (topic: SharedTopic) => void;
  }) {
    this.key = topicKey(given.question);
    this.#topic = new Topic(given.limits.deltasKept);
    this.#now = given.now;
    this.#counters = given.counters;
    this.#limits = given.limits;
    this.#onEmpty = given.onEmpty;
    this.#closeEngine = given.openTopic(given.question, (state) => this.#take(state));
  }

  add(viewer: Viewer, subscription: Subscription, resume: TopicPlace | undefined): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#linger = null;
    this.#viewers.set(subscription, viewer);
    if (!this.#topic.hasState) return;
    const missed = resume === undefined ? null : this.#topic.since(resume);
    if (missed === null)
      return this.#send(viewer, this.#frame('snapshot', subscription.request, this.#topic.snapshot()));
    for (const tail of missed) this.#send(viewer, this.#frame('delta', subscription.request, tail));
  }

  remove(subscription: Subscription): void {
    if (!this.#viewers.delete(subscription) || this.#viewers.size > 0) return;
    this.#linger = setTimeout(() => this.#onEmpty(this), this.#limits.lingerMs);
    this.#linger.unref();
  }

  catchUp(viewer: Viewer, subscription: Subscription): void {
    subscription.behind = false;
    if (this.#topic.hasState) this.#send(viewer, this.#frame('snapshot', subscription.request, this.#topic.snapshot()));
  }

  close(): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#closeEngine();
  }

  #take(state: BoardState): void {
    const change = this.#topic.take(state);
    if (change === null) return;
    const [kind, tail] =
      change === 'snapshot' ? (['snapshot', this.#topic.snapshot()] as const) : (['delta', change] as const);
    // Most viewers use the same request number: their frames are the same bytes.
    const frames = new Map<number, Buffer>();
    for (const [subscription, viewer] of this.#viewers) {
      if (subscription.behind || !viewer.hasRoom) {
        subscription.behind = true;
        viewer.behindSince ??= performance.now();
        this.#counters.skipped += 1;
        continue;
      }
      let frame = frames.get(subscription.request);
      if (frame === undefined) {
        frame = Buffer.from(this.#frame(kind, subscription.request, tail));
        frames.set(subscription.request, frame);
      }
      this.#send(viewer, frame);
    }
  }

  #frame(type: 'snapshot' | 'delta', request: number, tail: Tail): string {
    return `{"type":"${type}","request":${request},"serverNow":${this.#now()},${tail.json}`;
  }

  #send(viewer: Viewer, frame: string | Buffer): void {
    this.#counters.sent += 1;
    viewer.send(frame);
  }
}
