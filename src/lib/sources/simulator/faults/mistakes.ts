import type { ContactCentreEvent, EventIdentity } from '../../../events/envelope.ts';
import type { EventType, Payload } from '../../../events/vocabulary.ts';
import { createRandom, type Random } from '../random.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { FaultName } from './fault-table.ts';
import { namedFacts, neverWas, placeOf, wrongly, type NamedFact } from './wrong-telling.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

const MISTAKES = [
  'told_wrong',
  'never_was',
  'corrected_first',
  'corrected_twice',
  'corrected_by_key',
] as const satisfies readonly FaultName[];
type Mistake = (typeof MISTAKES)[number];

/** Whole facts of one event, whose key does not come back: a correction by key may give them anew. */
const WHOLE: ReadonlySet<EventType> = new Set([
  'queue.left',
  'offer.ended',
  'leg.ended',
  'ix.ended',
  'ix.ivr',
  'dial.attempt',
  'survey.answered',
  'qa.scored',
] as const);
/** Something by the same key is told again and again, so that only single events of it can be void. */
const REVISED: ReadonlySet<EventType> = new Set(['metric.set', 'schedule.set'] as const);

/** A correction that is to be told later. */
interface Due {
  at: number;
  /** Tells it, and whatever corrects it in turn. */
  tell: (now: number) => void;
}

export interface MistakesOptions {
  plan: FaultPlan;
  /** Numbers an event and sends it on its way, to arrive so much later. */
  send: (event: ContactCentreEvent, now: number, delayMs: number) => EventIdentity;
  befell: (fault: FaultName) => void;
}

type Correction = Payload<'correction'>;

/**
 * A producer that tells something wrong, and corrects it: in the end the numbers are those of what happened. Of every
 * type of event the first ones fall to each kind of mistake in turn, so that no kind of fact is spared; then chance rules.
 */
export class Mistakes {
  /** Which mistakes were made with events of a type. */
  readonly made = new Map<EventType, Set<Mistake>>();
  private readonly options: MistakesOptions;
  private readonly random: Random;
  private readonly mistakes: readonly Mistake[];
  private readonly chance: number;
  private readonly due = new Map<string, Due[]>();
  private names = 0;

  constructor(options: MistakesOptions) {
    this.options = options;
    const { plan } = options;
    this.random = createRandom(plan.options.seed, 'mistakes');
    this.mistakes = MISTAKES.filter((fault) => plan.chance(fault) > 0);
    this.chance = this.mistakes.reduce((sum, fault) => sum + plan.chance(fault), 0);
  }

  /** Tells the event with a mistake. False where it is to be told as it is. */
  tell(event: ContactCentreEvent, now: number): boolean {
    if (this.mistakes.length === 0) return false;
    let made = this.made.get(event.t);
    if (!made) this.made.set(event.t, (made = new Set()));
    const left = this.mistakes.find((mistake) => !made.has(mistake));
    const mistake =
      left ?? (this.random.chance(this.chance) ? this.mistakes[this.random.below(this.mistakes.length)] : undefined);
    if (mistake === undefined || wrongly(event) === null) return false;
    made.add(mistake);
    if (!this.make(mistake, event, now)) return false;
    this.options.befell(mistake);
    return true;
  }

  /** Tells the corrections of a producer whose time has come. */
  correct(p: string, now: number): void {
    const due = this.due.get(p);
    if (!due) return;
    const later = due.filter(({ at }) => at > now);
    if (later.length === due.length) return;
    this.due.set(p, later);
    for (const { at, tell } of due) if (at <= now) tell(now);
  }

  /** Nothing more happens: every correction is told. */
  finish(now: number): void {
    for (const [p, due] of this.due) {
      this.due.delete(p);
      for (const { tell } of due) tell(now);
    }
  }

  private make(mistake: Mistake, event: ContactCentreEvent, now: number): boolean {
    const { send } = this.options;
    const wrong = wrongly(event)!;
    if (mistake === 'told_wrong') {
      const target = send(wrong, now, 0);
      this.later(event, now, (then) => this.replace(event, target, event.d, then));
    } else if (mistake === 'never_was') {
      const bogus = neverWas(event, this.name())!;
      const target = send(bogus, now, 0);
      send(event, now, 0);
      this.later(event, now, (then) => this.send(bogus, { target, op: 'void' }, then));
    } else if (mistake === 'corrected_first') {
      const delayMs = event.t === 'agent.state' ? SECOND_MS : this.some(MINUTE_MS, 8 * MINUTE_MS);
      this.replace(event, send(wrong, now, delayMs), event.d, now);
    } else if (mistake === 'corrected_twice') this.twice(event, wrong, now);
    else return this.byKey(event, wrong, now);
    return true;
  }

  /** A correction of a correction: the first one gave other wrong numbers, or took back what was right. */
  private twice(event: ContactCentreEvent, wrong: ContactCentreEvent, now: number): void {
    const takesBack = this.random.chance(0.5);
    const target = this.options.send(takesBack ? event : wrong, now, 0);
    this.later(event, now, (then) => {
      if (takesBack) {
        const first = this.send(event, { target, op: 'void' }, then);
        this.send(event, { target: first, op: 'void' }, then);
      } else {
        const first = this.replace(event, target, wrong.d, then);
        this.replace(event, first, { target, op: 'replace', data: event.d }, then);
      }
    });
  }

  private byKey(event: ContactCentreEvent, wrong: ContactCentreEvent, now: number): boolean {
    const { send } = this.options;
    if (REVISED.has(event.t)) return false;
    const [right] = namedFacts(event);
    // What is wrong may stand under another key, and something right under that one: a survey's other stage.
    if (WHOLE.has(event.t) && namedFacts(wrong)[0]?.key === right?.key && this.random.chance(0.5)) {
      send(wrong, now, 0);
      this.later(event, now, (then) => this.replace(event, right!, event.d, then));
      return true;
    }
    const bogus = neverWas(event, this.name())!;
    const named = namedFacts({ ...bogus, ...send(bogus, now, 0) });
    send(event, now, 0);
    this.later(event, now, (then) => {
      for (const target of named) this.send(bogus, { target, op: 'void' }, then);
    });
    return true;
  }

  private replace(of: ContactCentreEvent, target: EventIdentity | NamedFact, data: unknown, now: number) {
    return this.send(of, { target, op: 'replace', data: data as Correction['data'] }, now);
  }

  /** It bears the instant of what it corrects: what the floor itself corrects later holds against it. */
  private send(of: ContactCentreEvent, d: Correction, now: number): EventIdentity {
    const { v, p, at } = of;
    const told = { ...placeOf(of), ...d, reason: 'told wrong' };
    return this.options.send({ v, t: 'correction', p, e: 0, n: 0, at, d: told }, now, 0);
  }

  /** An agent's state is put right at once: the next snapshot would contradict it. */
  private later({ t, p }: ContactCentreEvent, now: number, tell: (now: number) => void): void {
    if (t === 'agent.state') return tell(now);
    const due = { at: now + this.some(0, 10 * MINUTE_MS), tell };
    const waiting = this.due.get(p);
    if (waiting) waiting.push(due);
    else this.due.set(p, [due]);
  }

  private some(from: number, to: number): number {
    return Math.round(this.random.between(from, to));
  }

  private name(): string {
    this.names += 1;
    return `never-${this.names}`;
  }
}
