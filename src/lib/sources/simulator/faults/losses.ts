import type { ContactCentreEvent } from '../../../events/envelope.ts';
import type { Loss, Truth } from '../truth/truth.ts';
import { touchedBy, type Touched } from './touched.ts';

/** Tells the truth what will never come, and for how long that is missed. */
export class Losses {
  private readonly truth: Truth;
  /** What is missed until something is heard of. */
  private readonly pending = new Map<string, Touched[]>();

  constructor(truth: Truth) {
    this.truth = truth;
  }

  /** Lines that were lost together, and the gap that they leave. */
  lost(loss: Loss, events: readonly ContactCentreEvent[]): void {
    this.truth.losses.push(loss);
    for (const touched of events.flatMap(touchedBy)) {
      this.truth.miss(touched.topic, touched.fromAt, touched.toAt);
      if (touched.until) this.note(touched, touched.until);
    }
  }

  /** Everything that happens: it may be the end of what is missed. */
  heard({ t, at, d }: ContactCentreEvent): void {
    if (this.pending.size === 0) return;
    if (t === 'ix.ended') this.end(`ix ${d.ix}`, at);
    else if (t === 'agent.state') this.end(`agent ${d.agent}`, at);
    else if (t === 'work.changed') this.end(`item ${d.item}`, at);
  }

  /** What was missed to the end is missed to the end. */
  finish(at: number): void {
    for (const key of [...this.pending.keys()]) this.end(key, at);
  }

  private note(touched: Touched, until: NonNullable<Touched['until']>): void {
    const [[kind, id]] = Object.entries(until) as [[string, string]];
    const key = `${kind} ${id}`;
    const noted = this.pending.get(key);
    if (noted) noted.push(touched);
    else this.pending.set(key, [touched]);
  }

  private end(key: string, at: number): void {
    for (const { topic, fromAt } of this.pending.get(key) ?? []) this.truth.miss(topic, fromAt, at);
    this.pending.delete(key);
  }
}
