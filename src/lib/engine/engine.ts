import type { ContactCentreEvent, EventIdentity, UnknownEvent } from '../events/envelope.ts';
import { DimensionRegister } from '../metrics/dimension-register.ts';
import type { DimensionValues } from '../metrics/dimensions.ts';
import { FACT_KIND_NAMES, type FactKind } from '../metrics/fact-kinds.ts';
import { factsOf } from '../metrics/facts.ts';
import type { LiveAnswer, LiveQuestion } from '../metrics/question.ts';
import { HOUR_MS } from '../time/interval.ts';
import { DimensionTable } from './dimension-table.ts';
import type { Facts } from './evaluate.ts';
import { FactStore, type StoredFacts } from './fact-store.ts';
import { Interner } from './interner.ts';
import { liveAnswer } from './live-answer.ts';
import { Producers, type SequenceGap, type StoredEpoch } from './producers.ts';

/** The longest window is a business day; two hours more let a site that is ahead of UTC keep its whole today. */
const HORIZON_MS = 27 * HOUR_MS;

/** Format of a checkpoint: another one is not read, the log is read again instead. */
export const CHECKPOINT_VERSION = 1;

/** Everything that the engine knows, as plain data. */
export interface Checkpoint {
  version: number;
  texts: string[];
  combinations: DimensionValues[];
  facts: Record<string, StoredFacts>;
  epochs: StoredEpoch[];
  dimensions: ReturnType<DimensionRegister['stored']>;
}

/** The live state of one log: folds events, answers questions. Pure: it is told the time, and does no I/O. */
export class Engine {
  readonly facts: Facts;
  readonly producers: Producers;
  readonly register: DimensionRegister;
  readonly #texts: Interner;
  readonly #defaultZone: string;

  constructor(defaultZone: string, checkpoint?: Checkpoint) {
    this.#defaultZone = defaultZone;
    this.#texts = new Interner(checkpoint?.texts);
    const dimensions = new DimensionTable(checkpoint?.combinations);
    const store = (kind: FactKind): FactStore => new FactStore(kind, dimensions, this.#texts, checkpoint?.facts[kind]);
    const stores = Object.fromEntries(FACT_KIND_NAMES.map((kind) => [kind, store(kind)])) as Record<
      FactKind,
      FactStore
    >;
    this.facts = { dimensions, stores };
    this.producers = new Producers(checkpoint?.epochs);
    this.register = new DimensionRegister(checkpoint?.dimensions);
  }

  /** Folds one event. False where it was there already, so that no number can have changed. */
  fold(event: ContactCentreEvent | UnknownEvent, receivedAt: number): boolean {
    if (!this.producers.receive(event, receivedAt)) return false;
    for (const fact of factsOf(event)) this.facts.stores[fact.kind].upsert(fact);
    if (event.t === 'dim.upsert') this.register.receive(event as Extract<ContactCentreEvent, { t: 'dim.upsert' }>);
    return true;
  }

  /** A line with that identity was refused at ingest. */
  reject(identity: EventIdentity): void {
    this.producers.reject(identity);
  }

  /** Answers a question at asOf, a whole second in ms UTC; `nowMs` is the clock that judges freshness. */
  answer(question: LiveQuestion, asOfMs: number, nowMs: number): LiveAnswer {
    const { facts, producers, register } = this;
    return liveAnswer(
      { facts, producers, known: register.dimensions(), defaultZone: this.#defaultZone },
      question,
      asOfMs,
      nowMs,
    );
  }

  /** Lets go of what no window can ask for any more. Returns the number of facts forgotten. */
  forget(nowMs: number): number {
    return FACT_KIND_NAMES.reduce((sum, kind) => sum + this.facts.stores[kind].forgetBefore(nowMs - HORIZON_MS), 0);
  }

  gaps(nowMs: number): SequenceGap[] {
    return this.producers.gaps(nowMs);
  }

  checkpoint(): Checkpoint {
    const { stores, dimensions } = this.facts;
    return {
      version: CHECKPOINT_VERSION,
      texts: [...this.#texts.texts],
      combinations: [...dimensions.combinations],
      facts: Object.fromEntries(FACT_KIND_NAMES.map((kind) => [kind, stores[kind].stored()])),
      epochs: this.producers.stored(),
      dimensions: this.register.stored(),
    };
  }
}
