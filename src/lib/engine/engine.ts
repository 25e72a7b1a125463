import type { ContactCentreEvent, EventIdentity, UnknownEvent } from '../events/envelope.ts';
import { DimensionRegister } from '../metrics/dimension-register.ts';
import type { Correction } from '../metrics/corrections.ts';
import type { DimensionValues } from '../metrics/dimensions.ts';
import { FACT_KIND_NAMES, factKind, type FactKind } from '../metrics/fact-kinds.ts';
import type { InvariantReading } from '../metrics/invariants.ts';
import { factsOf } from '../metrics/facts.ts';
import type { LiveAnswer, LiveQuestion } from '../metrics/question.ts';
import { HOUR_MS } from '../time/interval.ts';
import { CorrectedState, type Correctable, type StoredCorrections } from './corrected-state.ts';
import { DimensionTable } from './dimension-table.ts';
import type { Facts } from './evaluate.ts';
import { FactStore, type StoredFacts } from './fact-store.ts';
import { Inference, type StoredInference } from './inference.ts';
import type { Ghosts, InferenceTime } from './inferred-event.ts';
import { Interner } from './interner.ts';
import { INVARIANT_PARTS } from './invariant-readings.ts';
import { liveAnswer } from './live-answer.ts';
import { Producers, type StoredEpoch } from './producers.ts';
import { RuleWatch, type StoredRuleWatch } from './rule-watch.ts';
import type { SequenceGap } from './sequence-gap.ts';

/** The longest window is a business day; two hours more let a site that is ahead of UTC keep its whole today. */
const HORIZON_MS = 27 * HOUR_MS;

/** Format of a checkpoint: another one is not read, the log is read again instead. */
export const CHECKPOINT_VERSION = 10;

/** Fewer texts, or combinations of dimensions, than this are not worth a look at which of them are still in use. */
const FEW_NUMBERED = 10_000;

/** Everything that the engine knows, as plain data. */
export interface Checkpoint {
  version: number;
  texts: string[];
  combinations: DimensionValues[];
  facts: Record<string, StoredFacts>;
  epochs: StoredEpoch[];
  dimensions: ReturnType<DimensionRegister['stored']>;
  inference: StoredInference;
  corrected: StoredCorrections;
  rules: StoredRuleWatch;
}

/** The live state of one log: folds events, answers questions. Pure: it is told the time, and does no I/O. */
export class Engine {
  readonly producers: Producers;
  readonly #facts: Facts;
  readonly #register: DimensionRegister;
  readonly #corrected: CorrectedState;
  readonly #inference: Inference;
  readonly #rules: RuleWatch;
  readonly #texts: Interner;
  readonly #defaultZone: string;
  /** So many of them are looked through for those that no fact has any more: twice as many as were in use then. */
  #mostTexts: number;
  #mostCombinations: number;

  constructor(defaultZone: string, checkpoint?: Checkpoint) {
    this.#defaultZone = defaultZone;
    this.#texts = new Interner(checkpoint?.texts);
    const dimensions = new DimensionTable(checkpoint?.combinations);
    const store = (kind: FactKind): FactStore => new FactStore(kind, dimensions, this.#texts, checkpoint?.facts[kind]);
    const stores = Object.fromEntries(FACT_KIND_NAMES.map((kind) => [kind, store(kind)])) as Record<
      FactKind,
      FactStore
    >;
    this.#facts = { dimensions, stores };
    this.#mostTexts = manyAfter(this.#texts.size);
    this.#mostCombinations = manyAfter(dimensions.size);
    this.producers = new Producers(checkpoint?.epochs);
    this.#register = new DimensionRegister(checkpoint?.dimensions);
    this.#inference = new Inference(stores.visit, stores.span, this.producers, checkpoint?.inference);
    this.#rules = new RuleWatch(checkpoint?.rules);
    const state: Correctable = {
      stores,
      count: (event, receivedAt) => this.#count(event, receivedAt),
      withdraw: (identity) =>
        this.#register.withdraw(identity) ?? this.producers.withdraw(identity) ?? this.#inference.withdraw(identity),
      reconsider: (what, receivedAt) => this.#inference.reconsider(what, receivedAt),
    };
    this.#corrected = new CorrectedState(state, checkpoint?.corrected);
  }

  /** The surviving facts, as the corrections have them. */
  get facts(): Facts {
    this.#corrected.settle();
    return this.#facts;
  }

  /** Names, settings and targets, as the corrections have them. */
  get register(): DimensionRegister {
    this.#corrected.settle();
    return this.#register;
  }

  /** Folds one event. False where it was there already, so that no number can have changed. */
  fold(event: ContactCentreEvent | UnknownEvent, receivedAt: number): boolean {
    if (!this.producers.receive(event, receivedAt)) return false;
    if (event.t === 'correction') this.#corrected.receive(event as Correction, receivedAt);
    else {
      const counting = this.#corrected.corrections.size === 0 ? event : this.#corrected.countsAs(event, receivedAt);
      if (counting) this.#count(counting, receivedAt);
      this.#rules.receive(event, receivedAt);
    }
    return true;
  }

  #count(event: ContactCentreEvent | UnknownEvent, receivedAt: number): void {
    const facts = factsOf(event);
    for (const fact of facts) this.#corrected.put(fact);
    const known = event as ContactCentreEvent;
    if (known.t === 'leg.updated' && facts.length === 0) this.#corrected.noteSilent(known);
    if (known.t === 'dim.upsert') {
      this.#register.receive(known);
      this.#rules.hear(known);
    } else if (known.t === 'producer.heartbeat') this.producers.hear(known);
    else this.#inference.receive(known, receivedAt);
  }

  /** A line with that identity was refused at ingest. */
  reject(identity: EventIdentity, receivedAt: number): void {
    this.producers.reject(identity, receivedAt);
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

  /**
   * What follows by now from what was heard and what was not, as events for the log, each once. To be called only when
   * everything in the log is folded. `epoch`: start of this process, ms UTC.
   */
  infer(time: InferenceTime, epoch: number): ContactCentreEvent[] {
    const ruled = this.#rules.inferred(this.#corrected.corrections, this.register.dimensions());
    return this.#inference.due(time, epoch, ruled);
  }

  /** Visits and agents that the engine had to end, by the producer that told of them. */
  ghosts(): Ghosts[] {
    return this.#inference.ghosts();
  }

  /** Lets go of what no window can ask for any more. Returns the number of facts forgotten. */
  forget(nowMs: number): number {
    const { stores } = this.facts;
    this.#corrected.forgetBefore(nowMs - HORIZON_MS);
    this.#inference.forgetBefore(nowMs - HORIZON_MS);
    this.#rules.forgetBefore(nowMs - HORIZON_MS);
    const forgotten = FACT_KIND_NAMES.reduce(
      (sum, kind) => sum + stores[kind].forgetBefore(nowMs - HORIZON_MS - (factKind(kind).looksBackMs ?? 0)),
      0,
    );
    this.#forgetUnused();
    return forgotten;
  }

  /** Every day has contacts, lists and cities of its own: what only forgotten facts had is let go of. */
  #forgetUnused(): void {
    const { stores, dimensions } = this.#facts;
    if (this.#texts.size >= this.#mostTexts) {
      this.#texts.keepUsed((numberOf) => FACT_KIND_NAMES.forEach((kind) => stores[kind].renumberTexts(numberOf)));
      this.#mostTexts = manyAfter(this.#texts.size);
    }
    if (dimensions.size >= this.#mostCombinations) {
      dimensions.keepUsed((numberOf) => FACT_KIND_NAMES.forEach((kind) => stores[kind].renumberDimensions(numberOf)));
      this.#mostCombinations = manyAfter(dimensions.size);
    }
  }

  gaps(nowMs: number): SequenceGap[] {
    return this.producers.gaps(nowMs);
  }

  /** Both sides of every invariant of the live state (contract 7), as of an instant; part by part, see INVARIANT_PARTS. */
  *invariants(asOfMs: number): Iterable<InvariantReading[]> {
    for (const part of INVARIANT_PARTS) yield [...part({ facts: this.facts, producers: this.producers }, asOfMs)];
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
      inference: this.#inference.stored(),
      corrected: this.#corrected.stored(),
      rules: this.#rules.stored(),
    };
  }
}

/** How many are looked through when so many were in use. */
const manyAfter = (inUse: number): number => Math.max(FEW_NUMBERED, 2 * inUse);
