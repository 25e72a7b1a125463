import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '../events/envelope.ts';
import { FACT_KINDS, type FactKind } from './fact-kinds.ts';
import { compareEvents, type Fact } from './fact.ts';
import { factsOf } from './facts.ts';
import { IdentityMap } from './identity-map.ts';
import { correctedFact, factTargetId, withPayload, type FactTarget } from './replacement.ts';

export type Correction = EventOf<'correction'>;

/** What counts otherwise since a correction came: an event, or a fact. */
export type Corrected = { event: EventIdentity } | { fact: FactTarget };

/**
 * How a correction stands. `waiting`: its target has not come. `superseded`: a greater one of the same target holds.
 * `voided`: another correction took it back. The rest has no effect, and why: the payload is not valid for the target,
 * the chain of targets leads back to itself, a replaced correction speaks of another target, there is no such kind.
 */
export type CorrectionStanding =
  'in_force' | 'waiting' | 'superseded' | 'voided' | 'invalid_payload' | 'circular' | 'other_target' | 'no_such_kind';

interface Known {
  correction: Correction;
  /** What it says by now; null: it was taken back, or cannot say anything. */
  says: Correction['d'] | null;
  why: CorrectionStanding;
}

const isEventTarget = (target: Correction['d']['target']): target is EventIdentity => 'p' in target;

/**
 * The corrections of a log, in any order: what an event counts as, and what holds of a fact. Pure.
 *
 * Corrections of corrections make chains, each with one target; a chain ends at an event or at a fact, and only what
 * stands there can count otherwise. Of several corrections of one target the greatest (at, p, e, n) that can have an
 * effect holds.
 */
export class Corrections {
  readonly #known = new IdentityMap<Known>();
  /** Corrections of one target, the greatest first. */
  readonly #ofEvent = new IdentityMap<Known[]>();
  readonly #ofFact = new Map<string, Known[]>();

  constructor(stored: readonly Correction[] = []) {
    for (const correction of stored) this.receive(correction);
  }

  get size(): number {
    return this.#known.size;
  }

  /** True where there are corrections of facts by their keys. */
  get correctsFacts(): boolean {
    return this.#ofFact.size > 0;
  }

  stored(): Correction[] {
    return [...this.#known.entries()].map(([, { correction }]) => correction);
  }

  /** Takes a correction in; again, it changes nothing. Gives what it bears on; null where it can bear on nothing. */
  receive(correction: Correction): Corrected | null {
    let known = this.#known.get(correction);
    if (!known) {
      known = { correction, says: null, why: 'in_force' };
      this.#known.set(correction, known);
      this.#among(known);
      this.#judge(known);
    }
    return this.#follow(known);
  }

  /** True where a correction speaks of the event. */
  speaksOf(identity: EventIdentity): boolean {
    return this.#ofEvent.size > 0 && this.#ofEvent.has(identity);
  }

  /** True where a correction names the fact by its key. `id`: factTargetId. */
  speaksOfFact(id: string): boolean {
    return this.#ofFact.has(id);
  }

  /** What an event counts as: itself, the same event with another payload, or nothing (null). */
  countsAs<Event extends ContactCentreEvent | UnknownEvent>(event: Event): Event | null {
    if (this.#ofEvent.size === 0) return event;
    for (const { says } of this.#ofEvent.get(event) ?? []) {
      if (!says) continue;
      if (says.op === 'void') return null;
      const replaced = withPayload(event, says.data);
      if (replaced) return replaced as Event;
    }
    return event;
  }

  /** What holds of a fact by its key: `void`, the fact that a correction gives, or null: what events say. */
  ofFact({ kind, site, key }: FactTarget): 'void' | Fact | null {
    for (const { correction, says } of this.#ofFact.get(factTargetId(kind, site, key)) ?? []) {
      if (!says) continue;
      if (says.op === 'void') return 'void';
      const fact = correctedFact(correction, { kind, site, key }, says.data);
      if (fact) return fact;
    }
    return null;
  }

  /** Every payload that a correction of the event ever gave it, whether it holds or not. */
  payloadsFor(identity: EventIdentity): unknown[] {
    const payloads: unknown[] = [];
    // A correction that replaces another one carries the payload one level deeper.
    let level = [identity];
    const seen = new Set<Known>();
    for (let depth = 0; level.length > 0; depth += 1) {
      const known = level.flatMap((target) => this.#ofEvent.get(target) ?? []).filter((one) => !seen.has(one));
      for (const one of known) {
        seen.add(one);
        let data: unknown = one.correction.d.data;
        for (let inner = 0; inner < depth; inner += 1) data = (data as { data?: unknown } | undefined)?.data;
        if (data !== undefined && data !== null) payloads.push(data);
      }
      level = known.map(({ correction }) => correction);
    }
    return payloads;
  }

  /** The facts that an event makes, as it counts. Those that are void by their keys are among them. */
  factsOf(event: ContactCentreEvent | UnknownEvent): Fact[] {
    const counting = this.countsAs(event);
    return counting ? factsOf(counting) : [];
  }

  /** How a correction stands. `target`: the event that it speaks of, where it came. */
  standing(identity: EventIdentity, target: ContactCentreEvent | UnknownEvent | null): CorrectionStanding {
    const known = this.#known.get(identity);
    if (!known) return 'waiting';
    if (!known.says || known.why !== 'in_force') return known.why;
    const { target: of } = known.correction.d;
    const holds = ({ correction, says }: Known): boolean => {
      if (!says) return false;
      if (says.op === 'void') return true;
      const fact = factTarget(correction);
      if (fact) return correctedFact(correction, fact, says.data) !== null;
      return target === null || withPayload(target, says.data) !== null;
    };
    if (!holds(known)) return 'invalid_payload';
    if (isEventTarget(of) && target === null) return 'waiting';
    const rivals = isEventTarget(of) ? this.#ofEvent.get(of) : this.#ofFact.get(factIdOf(known.correction)!);
    return rivals!.find(holds) === known ? 'in_force' : 'superseded';
  }

  #among(known: Known): void {
    const { target } = known.correction.d;
    let rivals: Known[] | undefined;
    if (isEventTarget(target)) {
      rivals = this.#ofEvent.get(target);
      if (!rivals) this.#ofEvent.set(target, (rivals = []));
    } else {
      const id = factIdOf(known.correction);
      if (id === null) return;
      rivals = this.#ofFact.get(id);
      if (!rivals) this.#ofFact.set(id, (rivals = []));
    }
    rivals.push(known);
    rivals.sort((a, b) => compareEvents(b.correction, a.correction));
  }

  /** Looks again at what a correction says, and at every correction that follows from it. */
  #judge(first: Known): void {
    if (this.#isCircular(first)) return;
    for (let known: Known | undefined = first; known; known = this.#targetOf(known)) {
      const before = known.says;
      const why = known.why;
      this.#hear(known);
      // What stands above hears only of a change.
      if (known !== first && known.says === before && known.why === why) return;
    }
  }

  #hear(known: Known): void {
    const { correction } = known;
    if (known.why === 'circular') return;
    known.says = correction.d;
    known.why = 'in_force';
    for (const other of this.#ofEvent.get(correction) ?? []) {
      if (!other.says) continue;
      if (other.says.op === 'void') {
        known.says = null;
        known.why = 'voided';
        break;
      }
      const replaced = withPayload(correction, other.says.data) as Correction | null;
      if (!replaced) continue;
      if (!isSameTarget(replaced, correction)) {
        other.why = 'other_target';
        continue;
      }
      known.says = replaced.d;
      break;
    }
    if (known.says && !isEventTarget(correction.d.target) && factTarget(correction) === null) {
      known.says = null;
      known.why = 'no_such_kind';
    }
  }

  /** A chain that leads back to itself: nothing in it has an effect, for ever. */
  #isCircular(first: Known): boolean {
    const chain = [first];
    for (let next = this.#targetOf(first); next; next = this.#targetOf(next)) {
      if (next === first) {
        for (const known of chain) {
          known.says = null;
          known.why = 'circular';
        }
        return true;
      }
      // It leads into a circle that was found before.
      if (next.why === 'circular') return false;
      chain.push(next);
    }
    return false;
  }

  #targetOf({ correction: { d } }: Known): Known | undefined {
    return isEventTarget(d.target) ? this.#known.get(d.target) : undefined;
  }

  /** The end of the chain. */
  #follow(first: Known): Corrected | null {
    let known = first;
    for (;;) {
      if (known.why === 'circular') return null;
      const { target } = known.correction.d;
      if (!isEventTarget(target)) {
        const fact = factTarget(known.correction);
        return fact && { fact };
      }
      const next = this.#known.get(target);
      if (!next) return { event: { p: target.p, e: target.e, n: target.n } };
      known = next;
    }
  }
}

function factTarget({ d: { target, site } }: Correction): FactTarget | null {
  if (isEventTarget(target) || !Object.hasOwn(FACT_KINDS, target.fact)) return null;
  return { kind: target.fact as FactKind, site: site ?? null, key: target.key };
}

function factIdOf(correction: Correction): string | null {
  const { target, site } = correction.d;
  return isEventTarget(target) ? null : factTargetId(target.fact, site ?? null, target.key);
}

const targetText = (correction: Correction): string => {
  const { target } = correction.d;
  return isEventTarget(target) ? `${target.p}\0${target.e}\0${target.n}` : factIdOf(correction)!;
};

const isSameTarget = (a: Correction, b: Correction): boolean => targetText(a) === targetText(b);
