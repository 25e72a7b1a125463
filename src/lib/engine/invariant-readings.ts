import { DIAL_RESULTS, OFFER_RESULTS } from '../events/enumerations.ts';
import type { AggregateName } from '../metrics/aggregates.ts';
import type { Dimension } from '../metrics/dimensions.ts';
import { GAUGE_LIMIT_MS, isLimitedMedia } from '../metrics/gauge-limits.ts';
import type { InvariantId, InvariantReading } from '../metrics/invariants.ts';
import { Thresholds } from '../metrics/thresholds.ts';
import { HOUR_MS, SLOT_MS, slotOf } from '../time/interval.ts';
import { evaluate, type Facts } from './evaluate.ts';
import type { Producers } from './producers.ts';

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

interface State {
  facts: Facts;
  producers: Producers;
}

/**
 * Both sides of every invariant of the live state, in each of its scopes. One side is what answers say, the other is
 * added up row by row here. Pure in (state, asOf).
 */
export function invariantReadings(state: State, asOfMs: number): InvariantReading[] {
  return [
    ...outcomes(state, asOfMs),
    ...waiting(state, asOfMs),
    ...waitingTold(state, asOfMs),
    ...logIns(state, asOfMs),
    ...results(state, asOfMs),
    ...handled(state, asOfMs),
    ...state.producers.accounts().map(({ p, e, sites, received, rejected, missing, greatest }) => ({
      invariant: 'sequence' as const,
      site: sites.length === 1 ? sites[0]! : null,
      of: { producer: p, epoch: String(e) },
      left: received + rejected + missing,
      right: greatest,
    })),
    ...sites(state, asOfMs),
  ];
}

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

/** Counts by site and another text. */
class Tally {
  readonly counts = new Map<string, number>();
  add(parts: readonly (string | null | undefined)[], n = 1): void {
    const key = JSON.stringify(parts.map((part) => part ?? null));
    this.counts.set(key, (this.counts.get(key) ?? 0) + n);
  }
  of(parts: readonly (string | null)[]): number {
    return this.counts.get(JSON.stringify(parts)) ?? 0;
  }
}

function* outcomes(state: State, asOfMs: number): Iterable<InvariantReading> {
  const { stores, dimensions } = state.facts;
  const { visit } = stores;
  const [from, to, dims] = [visit.column('from'), visit.column('to'), visit.column('dims')];
  for (let i = 0; i < SLOTS; i += 1) {
    const slot = slotOf(asOfMs - 1) - i * SLOT_MS;
    const until = Math.min(slot + SLOT_MS, asOfMs);
    const stillThere = new Tally();
    visit.places.entered.visit(slot, until, (row) => {
      if (from[row]! < slot || from[row]! >= until || to[row]! < until) return;
      const { site, queue } = dimensions.combinations[dims[row]!]!;
      stillThere.add([site, queue]);
    });
    const interval = new Date(slot).toISOString();
    for (const { dims: group, of } of said(state, ['offered', ...VISIT_OUTCOMES], ['site', 'queue'], [slot, until])) {
      const ended = VISIT_OUTCOMES.reduce((sum, name) => sum + of(name), 0);
      const [site, queue] = group as [string | null, string | null];
      const right = ended + stillThere.of([site, queue]);
      yield { invariant: 'outcomes', site, of: { queue, interval }, left: of('offered'), right };
    }
  }
}

/** Entered less left, without those that nobody believes to be there any more, by site and queue. */
function thereAt({ facts: { stores, dimensions } }: State, moment: number): Tally {
  const { visit } = stores;
  const [from, to, dims] = [visit.column('from'), visit.column('to'), visit.column('dims')];
  const limitMs = GAUGE_LIMIT_MS.visit!;
  const there = new Tally();
  visit.eachRow((row) => {
    const entered = from[row]! < moment ? 1 : 0;
    const left = from[row]! < moment && to[row]! < moment ? 1 : 0;
    if (entered === left) return;
    const { site, queue, media } = dimensions.combinations[dims[row]!]!;
    const ghost = moment - from[row]! > limitMs && isLimitedMedia(media);
    if (!ghost && !(visit.places.terminated.get(row)! < moment)) there.add([site, queue], entered - left);
  });
  return there;
}

function* waiting(state: State, asOfMs: number): Iterable<InvariantReading> {
  const there = thereAt(state, asOfMs);
  for (const { dims, of } of said(state, ['waiting'], ['site', 'queue'], [asOfMs - SLOT_MS, asOfMs])) {
    const [site, queue] = dims as [string | null, string | null];
    yield { invariant: 'waiting', site, of: { queue }, left: of('waiting'), right: there.of([site, queue]) };
    there.counts.delete(JSON.stringify([site, queue]));
  }
  for (const [key, right] of there.counts) {
    const [site, queue] = JSON.parse(key) as [string | null, string | null];
    yield { invariant: 'waiting', site, of: { queue }, left: 0, right };
  }
}

/** What the sources say of their queues, beside what was counted at the same instant. */
function* waitingTold(state: State, asOfMs: number): Iterable<InvariantReading> {
  for (const { p, site, at, waiting: told } of state.producers.waitingTold()) {
    // What a source said before it fell silent is compared with nothing: who has left since is forgotten in time.
    if (at < asOfMs - HOUR_MS) continue;
    // Of two things at one instant the heartbeat may stand between: the count before or after it has to agree.
    const [before, after] = [thereAt(state, at), thereAt(state, at + 1)];
    for (const [queue, right] of Object.entries(told)) {
      const counted = [before.of([site, queue]), after.of([site, queue])];
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
  span.eachRow((row) => {
    if (!(from[row]! < asOfMs) || to[row]! <= since) return;
    const { site, agent } = dimensions.combinations[dims[row]!]!;
    if (agent === undefined || agent === null) return;
    const key = `${site ?? ''}\0${agent}`;
    const stay = {
      from: Math.max(from[row]!, since),
      to: Math.min(Number.isNaN(to[row]!) ? asOfMs : to[row]!, asOfMs),
    };
    const stays = ofAgent.get(key);
    if (stays) stays.push(stay);
    else ofAgent.set(key, [stay]);
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
  const byResult = (kind: 'offer' | 'dial', words: readonly string[]): Tally => {
    const store = stores[kind];
    const [to, dims, result] = [store.column('to'), store.column('dims'), store.column('result')];
    const places = new Map(words.map((word) => [store.wordIndex('result', word), word]));
    const tally = new Tally();
    store.places.ended.visit(since, asOfMs, (row) => {
      const word = places.get(result[row]!);
      if (word === undefined || to[row]! < since || to[row]! >= asOfMs) return;
      tally.add([dimensions.combinations[dims[row]!]!.site, word]);
    });
    return tally;
  };
  const sum = (tally: Tally, site: string | null, words: readonly string[]): number =>
    words.reduce((total, word) => total + tally.of([site, word]), 0);
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
  const endOfLeg = new Map<string, number>();
  const ended = new Map<string, number>();
  leg.places.ended.visit(since - HOUR_MS, asOfMs, (row) => {
    const to = leg.column('to')[row]!;
    endOfLeg.set(leg.keyOf(row), to);
    if (to >= since && to < asOfMs && isAgents(leg, row)) ended.set(leg.keyOf(row), row);
  });
  const [left, right] = [new Tally(), new Tally()];
  for (const row of ended.values()) right.add([siteOf(leg, row)]);
  for (const { dims, of } of said(state, ['handled'], ['site'], [since, asOfMs])) left.add(dims, of('handled'));
  handle.places.ended.visit(since, asOfMs, (row) => {
    const to = handle.column('to')[row]!;
    if (to < since || to >= asOfMs || handle.column('role')[row] !== handle.wordIndex('role', 'primary')) return;
    const key = handle.keyOf(row);
    const legEnded = endOfLeg.get(key) ?? to - (handle.column('acw')[row] || 0);
    if (legEnded < since || !isAgents(handle, row)) left.add([siteOf(handle, row)], -1);
    ended.delete(key);
  });
  for (const row of ended.values()) left.add([siteOf(leg, row)]);
  for (const [key, n] of left.counts) {
    const [site] = JSON.parse(key) as [string | null];
    yield { invariant: 'handled', site, of: {}, left: n, right: right.of([site]) };
  }
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
