import { factKind } from '#lib/metrics/fact-kinds.ts';
import { compareFacts, mergeFact, type Fact, type Rank } from '#lib/metrics/fact.ts';
import type { FactTarget } from '#lib/metrics/replacement.ts';
import type { Home, Standing } from './fact-index.ts';

/**
 * What a batch makes of the surviving facts: per key the fact that stands from now on, at a version of its own.
 * `gone`: places in which the key may have rows of earlier versions, and has no fact any more.
 */
export interface Replacement {
  standing: Standing;
  gone: readonly number[];
  /** Every place of the key, old and new: roll-ups of all of them must be built again. */
  touched: readonly Home[];
}

/**
 * Decides for each key of a batch. `facts`: the batch's facts, merged by key; `before`: the standing ones of those keys.
 *
 * A fact whose own stamp stands already belongs to a batch that was cut short: its events did not count as received, or it
 * would not be here. It is written again at the same version, with every place that the cut batch may have written to.
 */
export function replacements(facts: ReadonlyMap<string, Fact>, before: ReadonlyMap<string, Standing>): Replacement[] {
  const decided: Replacement[] = [];
  for (const [id, arriving] of facts) {
    const standing = before.get(id);
    if (!standing) {
      decided.push({
        standing: { version: 1, fact: arriving, past: [] },
        gone: [],
        touched: [[arriving.from, arriving.to]],
      });
      continue;
    }
    const merged = mergeFact(standing.fact, arriving);
    if (merged) {
      const past = pastOf(merged, [...standing.past, [standing.fact.from, standing.fact.to]]);
      decided.push(replacement({ version: standing.version + 1, fact: merged, past }));
    } else if (wasCutShort(standing.fact, arriving)) {
      // A span stands whole in the index; of other kinds the arriving fact is the standing one.
      const fact = arriving.kind === 'span' ? standing.fact : arriving;
      decided.push(replacement({ version: standing.version, fact, past: standing.past }));
    }
  }
  return decided;
}

/** Rank of what stands in the index where a key has no fact any more: every fact replaces it. */
const NOTHING = -1 as Rank;

/** True where a key had a fact, and has none: its version goes on. */
export const isNothing = ({ rank }: Fact): boolean => rank === NOTHING;

/**
 * What corrections make of a key: `fact` stands from now on, whatever stood before; or nothing does. Null where nothing
 * stood before either.
 */
export function correctedReplacement(
  { target, fact }: { target: FactTarget; fact: Fact | null },
  before: Standing | undefined,
): Replacement | null {
  if (!before) return fact && replacement({ version: 1, fact, past: [] });
  const stands = fact ?? nothingAt(target, before.fact.from);
  const past = pastOf(stands, [...before.past, [before.fact.from, before.fact.to]]);
  return replacement({ version: before.version + 1, fact: stands, past });
}

/** Stands in the index where a key has no fact. `from`: where its last one began, ms UTC. */
export function nothingAt({ kind, site, key }: FactTarget, from: number): Fact {
  const lists = Object.entries(factKind(kind).columns).filter(([, { type }]) => type === 'texts');
  const measures = Object.fromEntries(lists.map(([name]) => [name, []]));
  const stamp = { rank: NOTHING, rev: 0, at: 0, p: '', e: 0, n: 0 };
  const nothing = { kind, key, ...stamp, from, to: null, dims: { site }, ix: null, cust: null, measures, end: null };
  return nothing as unknown as Fact;
}

function replacement(standing: Standing): Replacement {
  const { fact, past } = standing;
  const gone = new Set(past.map(([from]) => from));
  gone.delete(fact.from);
  return { standing, gone: [...gone], touched: [[fact.from, fact.to], ...past] };
}

/** The earlier places that differ from the fact's own. An open one at the same `from` is the same place for every roll-up. */
function pastOf(fact: Fact, homes: readonly Home[]): Home[] {
  const past: Home[] = [];
  for (const [from, to] of homes) {
    if (from === fact.from && (to === null || to === fact.to)) continue;
    if (!past.some((home) => home[0] === from && home[1] === to)) past.push([from, to]);
  }
  return past;
}

const wasCutShort = (standing: Fact, arriving: Fact): boolean =>
  compareFacts(arriving, standing) === 0 ||
  (arriving.end !== null && standing.end !== null && compareFacts(arriving.end, standing.end) === 0);
