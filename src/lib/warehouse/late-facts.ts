import type { EventIdentity } from '#lib/events/envelope.ts';
import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import { CLOSING_MS } from '#lib/metrics/live-at-close.ts';
import { mergeFact, type Fact } from '#lib/metrics/fact.ts';
import { LONG_SPAN_MS } from '#lib/metrics/long-span.ts';
import { DAY_MS, SLOT_MS, slotOf } from '#lib/time/interval.ts';
import { NO_SITE } from './fact-table.ts';
import { textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** A span with a wrong instant would fill decades: so much of it is noted. */
const MOST_SLOTS = LONG_SPAN_MS / SLOT_MS;
/** An open span that was received so long after it began is history that is read in. */
const HISTORY_MS = DAY_MS;

/** The event that made a change. */
export type Source = EventIdentity & { at: number };

interface LateEvent {
  id: string;
  fact: Fact;
  source: Source;
  receivedAt: number;
  /** What stood when it came; undefined: what stood before the batch. */
  before: Fact | undefined;
}

/**
 * Facts of a batch that came to quarter hours which had ended more than CLOSING_MS before. Event by event in the order of
 * receipt, so that the borders of batches make no difference.
 */
export class LateFacts {
  readonly #events: LateEvent[] = [];

  /** Takes note of a fact. `before`: the batch's own fact of the key so far. Most facts are in time and cost two comparisons. */
  add(id: string, fact: Fact, before: Fact | undefined, source: Source, receivedAt: number): void {
    const first = fact.kind === 'visit' || fact.kind === 'span' ? fact.from : fact.to;
    if (first === null || receivedAt - first <= CLOSING_MS || receivedAt <= closesAt(slotOf(first))) return;
    const { p, e, n, at } = source;
    this.#events.push({ id, fact, source: { p, e, n, at }, receivedAt, before });
  }

  /** What they changed. `standing`: what stood before the batch, by id; `apart` where the id is decided elsewhere. */
  during(standing: (id: string) => Fact | 'apart' | undefined): LateChanges {
    const changes = new LateChanges();
    for (const { id, fact, source, receivedAt, before: ofBatch } of this.#events) {
      const base = standing(id) ?? null;
      if (base === 'apart') continue;
      const before = ofBatch ? (mergeFact(base, ofBatch) ?? base) : base;
      const after = mergeFact(before, fact);
      if (after) changes.change(id, before, after, source, receivedAt);
    }
    return changes;
  }
}

/** Changes of closed quarter hours, and the closings that came late, as rows. */
export class LateChanges {
  readonly #rows = new Set<string>();
  readonly #closings = new Map<string, number>();

  /** A fact became another one, appeared or vanished by what was received then. */
  change(id: string, before: Fact | null, after: Fact | null, source: Source, receivedAt: number): void {
    const stands = after ?? before;
    // A correction may bear on a key that has no fact, and had none.
    if (stands === null) return;
    const { kind, dims } = stands;
    const open = before && (before.rank as number) >= 0 && before.to === null ? before : null;
    const place = `${kind}\t${textField(dims.site ?? NO_SITE)}`;
    const name = textField(id);
    const { p, e, n, at } = source;
    const told = `${name}\t${p}\t${e}\t${n}\t${at}\t${receivedAt}\n`;
    for (const slot of closedSlots(before, after, receivedAt)) {
      if (open && open.from < slot + SLOT_MS && after !== null) {
        const closing = `${place}\t${slot}\t${name}`;
        const closedAt = this.#closings.get(closing) ?? Number.NEGATIVE_INFINITY;
        this.#closings.set(closing, Math.max(closedAt, receivedAt));
      } else this.#rows.add(`${place}\t${slot}\t${told}`);
    }
  }

  async write(warehouse: Warehouse): Promise<void> {
    const closings = [...this.#closings].map(([closing, closedAt]) => `${closing}\t${closedAt}\n`);
    await Promise.all([
      warehouse.insert('late_fact', LATE_COLUMNS, [...this.#rows]),
      warehouse.insert('late_closing', ['kind', 'site', 'slot_at', 'id', 'closed_at'], closings),
    ]);
  }
}

const LATE_COLUMNS = ['kind', 'site', 'slot_at', 'id', 'p', 'e', 'n', 'at', 'received_at'];

const closesAt = (slot: number): number => slot + SLOT_MS + CLOSING_MS;

/** Quarter hours in which one of two facts counts, and which were closed when it was received. */
function closedSlots(before: Fact | null, after: Fact | null, receivedAt: number): number[] {
  const slots = slotsOf(before, receivedAt);
  for (const slot of slotsOf(after, receivedAt)) if (!slots.includes(slot)) slots.push(slot);
  return slots.filter((slot) => receivedAt > closesAt(slot));
}

/** Quarter hours in which a fact counts; an open one until it was received. */
function slotsOf(fact: Fact | null, receivedAt: number): number[] {
  if (!fact || (fact.rank as number) < 0) return [];
  const { kind, from, to } = fact as Fact & { kind: FactKind };
  if (kind === 'visit') return to === null || slotOf(to) === slotOf(from) ? [slotOf(from)] : [slotOf(from), slotOf(to)];
  if (kind !== 'span') return to === null ? [] : [slotOf(to)];
  const slots: number[] = [];
  // Of history that is read in it comes next where it ended, and is noted then.
  const until = to ?? (receivedAt - from > HISTORY_MS ? from + 1 : receivedAt);
  for (let slot = slotOf(from); slot < until && slots.length < MOST_SLOTS; slot += SLOT_MS) slots.push(slot);
  return slots;
}
