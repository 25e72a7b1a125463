import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '../events/envelope.ts';
import type { Corrections } from '../metrics/corrections.ts';
import type { Dimensions } from '../metrics/dimension-register.ts';
import { IdentityMap } from '../metrics/identity-map.ts';
import { impossibilities } from '../metrics/impossibilities.ts';
import { correctionBy, PRODUCER_KIND, rulesIn, rulingOn } from '../metrics/quality-rules.ts';
import type { Inferred } from './inferred-event.ts';

/** An event that cannot have been, and that a rule may answer. */
interface Doubted {
  event: ContactCentreEvent | UnknownEvent;
  receivedAt: number;
}

/** What the rules wait for, as plain data. */
export interface StoredRuleWatch {
  producers: string[];
  doubted: Doubted[];
}

/**
 * Events of producers that have rules, and the corrections that follow from them (`quality-rules.ts`). A correction
 * counts when it comes back from the log; an event that a correction speaks of already, whoever sent it, gets none.
 */
export class RuleWatch {
  /** Producers of whom rules were ever said: the events of all others are not looked at. */
  readonly #producers: Set<string>;
  readonly #doubted = new IdentityMap<Doubted>();

  constructor(stored?: StoredRuleWatch) {
    this.#producers = new Set(stored?.producers);
    for (const doubted of stored?.doubted ?? []) this.#doubted.set(doubted.event, doubted);
  }

  /** Somebody said the rules of a producer. */
  hear({ d: { kind, id } }: EventOf<'dim.upsert'>): void {
    if (kind === PRODUCER_KIND && id !== undefined) this.#producers.add(id);
  }

  /** Takes note of an event as it came. */
  receive(event: ContactCentreEvent | UnknownEvent, receivedAt: number): void {
    if (!this.#producers.has(event.p) || impossibilities(event, receivedAt).length === 0) return;
    this.#doubted.set(event, { event, receivedAt });
  }

  /**
   * The corrections that the rules in force ask for and that have not come. A rule acts on what happened and was received
   * from its date on, whenever that is looked at.
   */
  *inferred(corrections: Corrections, known: Dimensions): Iterable<Inferred> {
    for (const [identity, { event, receivedAt }] of [...this.#doubted.entries()]) {
      const rules = corrections.speaksOf(identity)
        ? null
        : known.at(PRODUCER_KIND, null, event.p, Math.min(event.at, receivedAt));
      const ruling = rules && rulingOn(event, receivedAt, rulesIn(rules.attrs));
      if (ruling) yield { key: keyOf(identity), event: correctionBy(event, receivedAt, ruling) };
      else this.#doubted.delete(identity);
    }
  }

  forgetBefore(instantMs: number): void {
    for (const [identity, { event, receivedAt }] of [...this.#doubted.entries()])
      if (Math.max(event.at, receivedAt) < instantMs) this.#doubted.delete(identity);
  }

  stored(): StoredRuleWatch {
    return { producers: [...this.#producers], doubted: [...this.#doubted.entries()].map(([, doubted]) => doubted) };
  }
}

const keyOf = ({ p, e, n }: EventIdentity): string => `rule ${p} ${e} ${n}`;
