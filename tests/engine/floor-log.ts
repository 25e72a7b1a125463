import { Engine, type Checkpoint } from '#lib/engine/engine.ts';
import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import type { LiveAnswer, LiveQuestion } from '#lib/metrics/question.ts';

/** Monday 2026-03-02 08:00 UTC. */
export const START_AT = Date.UTC(2026, 2, 2, 8);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

/** An event as a source sends it, without its place in the sequence. */
export interface Said {
  t: string;
  at: number;
  d: Record<string, unknown>;
  p?: string;
  e?: number;
  n?: number;
}

/** A log in memory and the engine at its end: what the engine infers goes into the log and comes back from there. */
export class FloorLog {
  readonly lines: { line: string; receivedAt: number }[] = [];
  engine: Engine;
  epoch: number;
  readonly #next = new Map<string, number>();

  constructor(epoch = START_AT, checkpoint?: Checkpoint) {
    this.epoch = epoch;
    this.engine = new Engine('UTC', checkpoint);
  }

  /** Sends events; received at their own instant unless said otherwise. n counts on per producer and epoch. */
  send(said: Said | readonly Said[], receivedAt?: number): this {
    for (const { t, at, d, p = 'acd', e = START_AT, n } of [said].flat() as Said[]) {
      const place = `${p} ${e}`;
      const number = n ?? (this.#next.get(place) ?? 0) + 1;
      this.#next.set(place, number);
      this.append(JSON.stringify({ v: 1, t, p, e, n: number, at, d: { site: 'cs', ...d } }), receivedAt ?? at);
    }
    return this;
  }

  append(line: string, receivedAt: number): void {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(`${parsed.rejection.message} ${line}`);
    if (parsed.dropped > 0) throw new Error(`Outside the contract: ${line}`);
    this.lines.push({ line, receivedAt });
    this.engine.fold(parsed.event, receivedAt);
  }

  /** What the engine infers at an instant, appended. */
  infer(nowMs: number, serverMs = nowMs, speed = 1): ContactCentreEvent[] {
    const events = this.engine.infer({ nowMs, serverMs, speed }, this.epoch);
    for (const event of events) this.append(JSON.stringify(event), serverMs);
    return events;
  }

  /** The process was killed: the log is all that is left of it, or the log behind a checkpoint. */
  restart(epoch: number, from?: { checkpoint: Checkpoint; lines: number }): this {
    this.epoch = epoch;
    this.engine = new Engine('UTC', from?.checkpoint);
    for (const { line, receivedAt } of this.lines.slice(from?.lines ?? 0)) {
      const parsed = parseLine(line);
      if (parsed.ok) this.engine.fold(parsed.event, receivedAt);
    }
    return this;
  }

  ask(metrics: readonly string[], asOf: number, question: Partial<LiveQuestion> = {}): LiveAnswer {
    return this.engine.answer({ metrics, by: [], filter: {}, basis: 'event', window: 'now', ...question }, asOf, asOf);
  }

  /** One number of the one row. */
  number(metric: string, asOf: number, question: Partial<LiveQuestion> = {}): unknown {
    return this.ask([metric], asOf, question).rows[0]?.[metric];
  }
}

export const entered = (visit: string, at: number, d: object = {}): Said => ({
  t: 'queue.entered',
  at,
  d: { visit, ix: visit.split('#')[0], queue: 'svc', enqueuedAt: at, ...d },
});

export const left = (
  visit: string,
  enqueuedAt: number,
  waitMs: number,
  outcome = 'answered',
  d: object = {},
): Said => ({
  t: 'queue.left',
  at: enqueuedAt + waitMs,
  d: { visit, ix: visit.split('#')[0], queue: 'svc', enqueuedAt, waitMs, outcome, ...d },
});

export const state = (agent: string, name: string, at: number, d: object = {}): Said => ({
  t: 'agent.state',
  at,
  d: { agent, state: name, enteredAt: at, ...d },
});

export const snapshot = (
  at: number,
  agents: readonly [agent: string, state: string, enteredAt: number][],
  d: object = {},
): Said => ({
  t: 'agent.snapshot',
  at,
  d: {
    corr: `s${at}`,
    full: true,
    agents: agents.map(([agent, name, enteredAt]) => ({ agent, state: name, enteredAt })),
    ...d,
  },
});

export const beat = (at: number, d: object = {}): Said => ({
  t: 'producer.heartbeat',
  at,
  d: { sourceConnected: true, ...d },
});
