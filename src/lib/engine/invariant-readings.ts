import { DIAL_RESULTS, OFFER_RESULTS } from '../events/enumerations.ts';
import type { AggregateName } from '../metrics/aggregates.ts';
import type { Dimension } from '../metrics/dimensions.ts';
import { GAUGE_LIMIT_MS, isLimitedMedia } from '../metrics/gauge-limits.ts';
import type { InvariantId, InvariantReading } from '../metrics/invariants.ts';
import { Thresholds } from '../metrics/thresholds.ts';
import { HOUR_MS, SLOT_MS, slotOf } from '../time/interval.ts';
import { evaluate, type Facts } from './evaluate.ts';
import type { Producers } from './producers.ts';
import { SiteTally } from './site-tally.ts';

/** The invariants that the live state is read for. */
export const LIVE_INVARIANTS: readonly InvariantId[] = [
  'outcomes',
  'waiting',
  'waiting_told',
  'log_in',
  'offers',
  'attempts',
  'live_answers',
  'handled',
  'sequence',
  'sites',
];

/** Quarter hours of entry that are looked at: the running one and those of the last hour. */
const SLOTS = 4;
const VISIT_OUTCOMES = [
  'answered',
  'abandoned',
  'flow_out',
  'timed_out',
  'callback',
  'system_error',
  'lost',
] as const satisfies AggregateName[];
/** Counts that add up over sites. */
const ADDITIVE = [
  'offered',
  ...VISIT_OUTCOMES,
  'waiting',
  'handled',
  'talk',
  'legs_ended',
  'offers_made',
  'attempts',
  'time_staffed',
  'now_staffed',
] as const satisfies AggregateName[];

/** What the readings are taken of. */
export interface State {
  facts: Facts;
  producers: Producers;
}

/**
 * Both sides of every invariant of the live state, in each of its scopes, a few invariants at a time: between two parts
 * the floor may go on, within one it must not. One side is what answers say, the other is added up row by row here.
 * Pure in (state, asOf).
 */
export const INVARIANT_PARTS: readonly ((state: State, asOfMs: number) => Iterable<InvariantReading>)[] = [
  outcomes,
  waiting,
  waitingTold,
  logIns,
  results,
  handled,
  sequences,
  sites,
];

/** No threshold stands in these aggregates. */
const NO_THRESHOLDS = new Thresholds([]);

/** Numbers as answers have them, by group. */
function said(
  { facts }: State,
  aggregates: readonly AggregateName[],
  by: readonly Dimension[],
  [fromMs, toMs]: readonly [number, number],
): { dims: readonly (string | null)[]; of: (name: AggregateName) => number }[] {
  const period = { fromMs, toMs, asOfMs: toMs };
  const groups = evaluate(facts, { aggregates, by, filter: {}, basis: 'entry', period, thresholds: NO_THRESHOLDS });
  return [...groups.values()].map(({ dims, values }) => ({ dims, of: (name) => (values.get(name) as number) ?? 0 }));
}

function* outcomes(state: State, asOfMs: number): Iterable<InvariantReading> {
  const { stores, dimensions } = state.facts;
  const { visit } = stores;
  const [from, to, dims] = [visit.column('from'), visit.column('to'), visit.column('dims')];
  for (let i = 0; i < SLOTS; i += 1) {
    const slot = slotOf(asOfMs - 1) - i * SLOT_MS;
    const until = Math.min(slot + SLOT_MS, asOfMs);
    const stillThere = new SiteTally();
    visit.places.entered.visit(slot, until, (row) => {
      if (from[row]! < slot || from[row]! >= until || to[row]! < until) return;
      const { site, queue } = dimensions.combinations[dims[row]!]!;
      stillThere.add(site, queue);
    });
    const interval = new Date(slot).toISOString();
    for (const { dims: group, of } of said(state, ['offered', ...VISIT_OUTCOMES], ['site', 'queue'], [slot, until])) {
      const ended = VISIT_OUTCOMES.reduce((sum, name) => sum + of(name), 0);
      const [site, queue] = group as [string | null, string | null];
      const right = ended + stillThere.get(site, queue);
      yield { invariant: 'outcomes', site, of: { queue, interval }, left: of('offered'), right };
    }
  }
}

/** Entered less left, without those that nobody believes to be there any more, by site and queue. */
function thereAt({ facts: { stores, dimensions } }: State, moment: number): SiteTally {
  const { visit } = stores;
  const [from, to, dims] = [visit.column('from'), visit.column('to'), visit.column('dims')];
  const limitMs = GAUGE_LIMIT_MS.visit!;
  const there = new SiteTally();
  // Who left before has been counted in and out again: only the others are looked at.
  visit.eachRowFrom(moment, (row) => {
    if (!(from[row]! < moment) || to[row]! < moment) return;
    const { site, queue, media } = dimensions.combinations[dims[row]!]!;
    const ghost = moment - from[row]! > limitMs && isLimitedMedia(media);
    if (!ghost && !(visit.places.terminated.get(row)! < moment)) there.add(site, queue);
  });
  return there;
}

function* waiting(state: State, asOfMs: number): Iterable<InvariantReading> {
  const there = thereAt(state, asOfMs);
  const answered = new SiteTally();
  for (const { dims, of } of said(state, ['waiting'], ['site', 'queue'], [asOfMs - SLOT_MS, asOfMs])) {
    const [site, queue] = dims as [string | null, string | null];
    yield { invariant: 'waiting', site, of: { queue }, left: of('waiting'), right: there.get(site, queue) };
    answered.add(site, queue);
  }
  for (const [site, queue, right] of there.entries())
    if (answered.get(site, queue) === 0) yield { invariant: 'waiting', site, of: { queue }, left: 0, right };
}

/** What the sources say of their queues, beside what was counted at the same instant. */
function* waitingTold(state: State, asOfMs: number): Iterable<InvariantReading> {
  for (const { p, site, at, waiting: told } of state.producers.waitingTold()) {
    // What a source said before it fell silent is compared with nothing: who has left since is forgotten in time.
    if (at < asOfMs - HOUR_MS) continue;
    // Of two things at one instant the heartbeat may stand between: the count before or after it has to agree.
    const [before, after] = [thereAt(state, at), thereAt(state, at + 1)];
    for (const [queue, right] of Object.entries(told)) {
      const counted = [before.get(site, queue), after.get(site, queue)];
      const left = counted.includes(right) ? right : counted[1]!;
      yield { invariant: 'waiting_told', site, of: { queue, producer: p }, left, right };
    }
  }
}

interface Stay {
  from: number;
  to: number;
}

/** One log-in of an agent of the last hour: its stays follow one another without a hole and without an overlap. */
function* logIns({ facts: { stores, dimensions } }: State, asOfMs: number): Iterable<InvariantReading> {
  const since = asOfMs - HOUR_MS;
  const { span } = stores;
  const [from, to, dims] = [span.column('from'), span.column('to'), span.column('dims')];
  const ofAgent = new Map<string, Stay[]>();
  // An agent has few combinations: the key is put together once for each. Null where it names no agent.
  const ofCombination = new Map<number, Stay[] | null>();
  const staysOf = (combination: number): Stay[] | null => {
    const { site, agent } = dimensions.combinations[combination]!;
    if (agent === undefined || agent === null) return null;
    const key = `${site ?? ''}\0${agent}`;
    let stays = ofAgent.get(key);
    if (!stays) ofAgent.set(key, (stays = []));
    return stays;
  };
  span.eachRowFrom(since, (row) => {
    if (!(from[row]! < asOfMs) || to[row]! <= since) return;
    let stays = ofCombination.get(dims[row]!);
    if (stays === undefined) ofCombination.set(dims[row]!, (stays = staysOf(dims[row]!)));
    stays?.push({
      from: Math.max(from[row]!, since),
      to: Math.min(Number.isNaN(to[row]!) ? asOfMs : to[row]!, asOfMs),
    });
  });
  for (const [key, stays] of ofAgent) {
    const [site, agent] = key.split('\0') as [string, string];
    let [left, right, begin, end] = [0, 0, Number.NaN, Number.NaN];
    for (const stay of stays.sort((a, b) => a.from - b.from || a.to - b.to)) {
      left += stay.to - stay.from;
      if (stay.from <= end) end = Math.max(end, stay.to);
      else {
        // Logged out in between.
        if (!Number.isNaN(begin)) right += end - begin;
        [begin, end] = [stay.from, stay.to];
      }
    }
    right += end - begin;
    yield {
      invariant: 'log_in',
      site: site === '' ? null : site,
      of: { agent },
      left: left / 1_000,
      right: right / 1_000,
    };
  }
}

/** Offers and attempts of the last hour by what became of them. */
function* results(state: State, asOfMs: number): Iterable<InvariantReading> {
  const { stores, dimensions } = state.facts;
  const since = asOfMs - HOUR_MS;
  const byResult = (kind: 'offer' | 'dial', words: readonly string[]): SiteTally => {
    const store = stores[kind];
    const [to, dims, result] = [store.column('to'), store.column('dims'), store.column('result')];
    const places = new Map(words.map((word) => [store.wordIndex('result', word), word]));
    const tally = new SiteTally();
    store.places.ended.visit(since, asOfMs, (row) => {
      const word = places.get(result[row]!);
      if (word === undefined || to[row]! < since || to[row]! >= asOfMs) return;
      tally.add(dimensions.combinations[dims[row]!]!.site, word);
    });
    return tally;
  };
  const sum = (tally: SiteTally, site: string | null, words: readonly string[]): number =>
    words.reduce((total, word) => total + tally.get(site, word), 0);
  const offers = byResult('offer', OFFER_RESULTS);
  const attempts = byResult('dial', DIAL_RESULTS);
  const names = ['offers_made', 'attempts', 'attempts_live'] as const;
  for (const { dims, of } of said(state, names, ['site'], [since, asOfMs])) {
    const site = dims[0]!;
    yield { invariant: 'offers', site, of: {}, left: of('offers_made'), right: sum(offers, site, OFFER_RESULTS) };
    yield { invariant: 'attempts', site, of: {}, left: of('attempts'), right: sum(attempts, site, DIAL_RESULTS) };
    const answered = sum(attempts, site, ['live', 'abandoned_by_dialer']);
    yield { invariant: 'live_answers', site, of: {}, left: of('attempts_live'), right: answered };
  }
}

/**
 * Primary legs with an agent that ended in the last hour: each was handled in it, or its wrap is open. What was handled in
 * that hour is what answers say, less the wraps of legs that ended before it or had no agent.
 */
function* handled(state: State, asOfMs: number): Iterable<InvariantReading> {
  const { stores, dimensions } = state.facts;
  const since = asOfMs - HOUR_MS;
  const { leg, handle } = stores;
  const siteOf = (store: typeof leg, row: number): string | null | undefined =>
    dimensions.combinations[store.column('dims')[row]!]!.site;
  const isAgents = (store: typeof leg, row: number): boolean =>
    store.column('role')[row] === store.wordIndex('role', 'primary') &&
    (dimensions.combinations[store.column('dims')[row]!]!.agent ?? null) !== null;
  const legEnd = leg.column('to');
  const ended = new Set<number>();
  const [left, right] = [new SiteTally(), new SiteTally()];
  leg.places.ended.visit(since, asOfMs, (row) => {
    if (legEnd[row]! < since || legEnd[row]! >= asOfMs || !isAgents(leg, row)) return;
    ended.add(row);
    right.add(siteOf(leg, row), null);
  });
  for (const { dims, of } of said(state, ['handled'], ['site'], [since, asOfMs]))
    left.add(dims[0], null, of('handled'));
  const [wrapEnd, acw, role] = [handle.column('to'), handle.column('acw'), handle.column('role')];
  const primary = handle.wordIndex('role', 'primary');
  handle.places.ended.visit(since, asOfMs, (row) => {
    const to = wrapEnd[row]!;
    if (to < since || to >= asOfMs || role[row] !== primary) return;
    const legRow = leg.rowAs(handle, row);
    const toldAt = legRow === null ? Number.NaN : legEnd[legRow]!;
    // A leg that is open, ends later or is forgotten ended when the wrap began.
    const endedAt = toldAt < asOfMs ? toldAt : to - (acw[row] || 0);
    if (endedAt < since || !isAgents(handle, row)) left.add(siteOf(handle, row), null, -1);
    if (legRow !== null) ended.delete(legRow);
  });
  for (const row of ended) left.add(siteOf(leg, row), null);
  for (const [site, , n] of left.entries())
    yield { invariant: 'handled', site, of: {}, left: n, right: right.get(site) };
}

function* sequences({ producers }: State): Iterable<InvariantReading> {
  for (const { p, e, sites: ofSites, received, rejected, missing, greatest } of producers.accounts())
    yield {
      invariant: 'sequence',
      site: ofSites.length === 1 ? ofSites[0]! : null,
      of: { producer: p, epoch: String(e) },
      left: received + rejected + missing,
      right: greatest,
    };
}

function* sites(state: State, asOfMs: number): Iterable<InvariantReading> {
  const window = [asOfMs - 2 * SLOT_MS, asOfMs] as const;
  const total = said(state, ADDITIVE, [], window)[0];
  const bySite = said(state, ADDITIVE, ['site'], window);
  for (const name of ADDITIVE) {
    const left = bySite.reduce((sum, { of }) => sum + of(name), 0);
    yield { invariant: 'sites', site: null, of: { aggregate: name }, left, right: total?.of(name) ?? 0 };
  }
}
