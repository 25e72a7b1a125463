import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import type { Fact } from '#lib/metrics/fact.ts';
import { DAY_MS, SLOT_MS, slotOf } from '#lib/time/interval.ts';
import type { Warehouse } from './warehouse.ts';

/** What is rolled up by quarter hours: the facts of each kind, and the received events of each producer. */
export type RolledUp = FactKind | 'event';

/**
 * A span longer than this, or open, is not rolled up: one wrong instant would fill decades of quarter hours. Readers add
 * such spans from the facts.
 */
export const LONGEST_SPAN_IN_ROLLUP_MS = DAY_MS;

/** Quarter hours whose roll-ups no longer hold, by what is rolled up. Instants in ms UTC. */
export class SlotsTouched {
  readonly #slots = new Map<RolledUp, Set<number>>();

  add(what: RolledUp, instantMs: number): void {
    let slots = this.#slots.get(what);
    if (!slots) this.#slots.set(what, (slots = new Set()));
    slots.add(slotOf(instantMs));
  }

  /** Every slot whose roll-up changes when a fact of that kind begins or ceases to lie there. */
  addFact(kind: Fact['kind'], from: number, to: number | null): void {
    if (kind === 'visit') this.add(kind, from);
    if (to === null) return;
    if (kind !== 'span') return this.add(kind, to);
    if (to - from > LONGEST_SPAN_IN_ROLLUP_MS) return;
    for (let slot = slotOf(from); slot < to; slot += SLOT_MS) this.add(kind, slot);
  }

  rows(batch: number): string[] {
    const rows: string[] = [];
    for (const [kind, slots] of this.#slots) for (const slot of slots) rows.push(`${kind}\t${slot}\t${batch}\n`);
    return rows;
  }
}

export const writeTouched = (warehouse: Warehouse, touched: SlotsTouched, batch: number): Promise<void> =>
  warehouse.insert('interval_touched', ['kind', 'slot_at', 'batch'], touched.rows(batch));
