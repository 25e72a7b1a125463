import type { Dimensions } from '../metrics/dimension-register.ts';
import { metricById } from '../metrics/dictionary.ts';
import { aggregatesOf } from '../metrics/formula.ts';
import { CLOSING_MS, KEPT_AT_CLOSE, type KeptNumbers, type LiveAtClose } from '../metrics/live-at-close.ts';
import { shownValues } from '../metrics/rows.ts';
import { HOUR_MS, SLOT_MS, slotOf } from '../time/interval.ts';
import { evaluate, type Facts } from './evaluate.ts';

/** After this the live path begins to forget: a quarter hour in which somebody still waits stays without its word. */
const PATIENCE_MS = 24 * HOUR_MS;

const METRICS = KEPT_AT_CLOSE.map((id) => metricById(id)!);
const AGGREGATES = METRICS.flatMap(({ formula }) => aggregatesOf(formula));

/** Says of each quarter hour of each site what the live path counts of it, once: at the moment at which it closes. */
export class ClosingQuarterHours {
  readonly #sinceMs: number;
  /** Quarter hours that are over, and the sites of which a visit was seen waiting in them. */
  readonly #open = new Map<number, Set<string | null> | null>();
  #nextSlot: number;
  readonly #said = new Set<string>();

  /** `nowMs`: since when everything in the log is folded; what closed before was not watched. */
  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
    this.#nextSlot = slotOf(nowMs - CLOSING_MS - SLOT_MS);
    if (this.#nextSlot + SLOT_MS + CLOSING_MS < this.#sinceMs) this.#nextSlot += SLOT_MS;
  }

  /** What closed by now. `asOfMs`: a whole second, up to which everything in the log is folded. */
  due(facts: Facts, known: Dimensions, asOfMs: number): LiveAtClose[] {
    for (; this.#nextSlot + SLOT_MS + CLOSING_MS <= asOfMs; this.#nextSlot += SLOT_MS)
      this.#open.set(this.#nextSlot, null);
    const closed: LiveAtClose[] = [];
    for (const [slot, waited] of this.#open) {
      const waiting = sitesWithOpenVisits(facts, slot, asOfMs);
      // Where each site that waited waits still, nothing closed.
      if (waited === null || [...waited].some((site) => !waiting.has(site))) {
        for (const [site, answer] of numbersOf(facts, known, slot, asOfMs)) {
          const key = `${slot} ${site}`;
          if (waiting.has(site) || this.#said.has(key)) continue;
          this.#said.add(key);
          closed.push({ site, slotAtMs: slot, closedAtMs: asOfMs, ...answer });
        }
      }
      this.#open.set(slot, waiting);
      if (waiting.size > 0 && asOfMs - slot < PATIENCE_MS) continue;
      this.#open.delete(slot);
      for (const key of this.#said) if (key.startsWith(`${slot} `)) this.#said.delete(key);
    }
    return closed;
  }
}

function sitesWithOpenVisits(
  { stores: { visit }, dimensions }: Facts,
  slot: number,
  asOfMs: number,
): Set<string | null> {
  const [from, to, dims] = [visit.column('from'), visit.column('to'), visit.column('dims')];
  const sites = new Set<string | null>();
  visit.places.entered.visit(slot, slot + SLOT_MS, (row) => {
    if (from[row]! < slot || from[row]! >= slot + SLOT_MS || to[row]! < asOfMs) return;
    sites.add(dimensions.combinations[dims[row]!]!.site ?? null);
  });
  return sites;
}

function numbersOf(
  facts: Facts,
  known: Dimensions,
  slot: number,
  asOfMs: number,
): Map<string | null, Pick<LiveAtClose, 'queues' | 'numbers'>> {
  const ask = (by: readonly ('site' | 'queue')[]) =>
    evaluate(facts, {
      aggregates: AGGREGATES,
      by,
      filter: {},
      basis: 'entry',
      period: { fromMs: slot, toMs: slot + SLOT_MS, asOfMs },
      thresholds: known.thresholds(),
    });
  const answers = new Map<
    string | null,
    { numbers: KeptNumbers; queues: { queue: string | null; numbers: KeptNumbers }[] }
  >();
  for (const { dims, values } of ask(['site']).values())
    answers.set(dims[0]!, { numbers: shownValues(METRICS, values, true) as KeptNumbers, queues: [] });
  for (const { dims, values } of ask(['site', 'queue']).values())
    answers.get(dims[0]!)?.queues.push({ queue: dims[1]!, numbers: shownValues(METRICS, values, true) as KeptNumbers });
  return answers;
}
