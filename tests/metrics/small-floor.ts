import { Engine } from '#lib/engine/engine.ts';
import { parseEnvelope } from '#lib/events/parse.ts';
import { defaultBasis } from '#lib/metrics/parse-live-question.ts';
import type { LiveQuestion, Row } from '#lib/metrics/question.ts';

/** Wednesday 2026-11-04 10:00 UTC, on a quarter hour. */
export const TEN = Date.UTC(2026, 10, 4, 10);

/** A few events told one by one, and questions about them. */
export class SmallFloor {
  readonly engine: Engine;
  #sent = 0;

  constructor(zone = 'UTC') {
    this.engine = new Engine(zone);
  }

  send(t: string, at: number, d: object, p = 'acd'): this {
    this.#sent += 1;
    const parsed = parseEnvelope({ v: 1, t, p, e: 1, n: this.#sent, at, d: { ...d } });
    if (!parsed.ok) throw new Error(parsed.rejection.message);
    this.engine.fold(parsed.event, at);
    return this;
  }

  /** A visit that ended; `count` of them. */
  visits(
    count: number,
    outcome: string,
    waitMs: number,
    { at = TEN, ...dims }: { at?: number; [dim: string]: unknown } = {},
  ): this {
    for (let i = 0; i < count; i += 1) {
      const visit = `v${this.#sent}`;
      this.send('queue.left', at + waitMs, { ...dims, visit, enqueuedAt: at, waitMs, outcome });
    }
    return this;
  }

  /** An agent's state, with the one before it when it is told. */
  state(
    agent: string,
    state: string,
    enteredAt: number,
    prev?: { state: string; enteredAt: number },
    d: object = {},
  ): this {
    return this.send('agent.state', enteredAt, { agent, state, enteredAt, prev, ...d });
  }

  rows(metrics: string[], asOfMs: number, question: Partial<LiveQuestion> = {}): readonly Row[] {
    const { window = 'today', by = [], filter = {} } = question;
    const basis = question.basis ?? defaultBasis(window);
    return this.engine.answer({ metrics, by, window, basis, filter }, asOfMs, asOfMs).rows;
  }

  /** The one row without grouping. */
  row(metrics: string[], asOfMs: number, question: Partial<LiveQuestion> = {}): Row {
    return this.rows(metrics, asOfMs, question)[0]!;
  }

  value(metric: string, asOfMs: number, question: Partial<LiveQuestion> = {}): number | null {
    return this.row([metric], asOfMs, question)[metric] as number | null;
  }
}
