import { parseLine } from '#lib/events/parse.ts';
import { mergeFact, type Fact, type FactOfKind } from '#lib/metrics/fact.ts';
import { factsOf } from '#lib/metrics/facts.ts';

type Numbers = Record<string, number | null>;

/** The facts that survive some lines, kind by kind. */
function survivors(lines: readonly string[]) {
  const standing = new Map<string, Fact>();
  for (const line of lines) {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(parsed.rejection.message);
    for (const fact of factsOf(parsed.event)) {
      const id = JSON.stringify([fact.kind, fact.dims.site ?? null, fact.key]);
      const merged = mergeFact(standing.get(id) ?? null, fact);
      if (merged) standing.set(id, merged);
    }
  }
  const facts = [...standing.values()];
  const of = <Kind extends Fact['kind']>(kind: Kind) =>
    facts.filter((fact): fact is FactOfKind<Kind> => fact.kind === kind);
  return { visits: of('visit'), handles: of('handle'), offers: of('offer'), spans: of('span') };
}

interface Setting {
  t: string;
  at: number;
  n: number;
  d: Record<string, unknown>;
}

/** T, S and formula of a visit, read off the settings' events by hand. */
function thresholds(settings: readonly Setting[], visit: FactOfKind<'visit'>): { t: number; s: number; by: string } {
  const slot = visit.from - (((visit.from % 900_000) + 900_000) % 900_000);
  let found = { t: 20_000, s: 5_000, by: 'short' };
  const { site, queue } = visit.dims;
  for (const scope of ['site', 'queue']) {
    let best: { from: number; at: number; n: number; attrs: Record<string, unknown> } | null = null;
    for (const { at, n, d } of settings) {
      if (d.kind !== scope) continue;
      if (scope === 'site' ? d.id !== site : d.id !== queue || (d.site ?? null) !== (site ?? null)) continue;
      const from = (d.validFrom as number | undefined) ?? at;
      if (from > slot) continue;
      const later =
        !best || from > best.from || (from === best.from && (at > best.at || (at === best.at && n > best.n)));
      if (later) best = { from, at, n, attrs: d.attrs as Record<string, unknown> };
    }
    if (typeof best?.attrs.slThresholdMs === 'number') found = { ...found, t: best.attrs.slThresholdMs };
    if (typeof best?.attrs.shortAbandonMs === 'number') found = { ...found, s: best.attrs.shortAbandonMs };
    const by = best?.attrs.serviceLevelFormula;
    if (typeof by === 'string' && ['short', 'neg', 'ign', 'pos', 'ans'].includes(by)) found = { ...found, by };
  }
  return found;
}

/** The main numbers of [from, asOf) at asOf, one loop after the other, as one would count them on paper. Times in seconds. */
export function countedByHand(lines: readonly string[], from: number, asOf: number, basis: 'entry' | 'event'): Numbers {
  const { visits, handles, offers, spans } = survivors(lines);
  const settings = lines.map((line) => JSON.parse(line) as Setting).filter(({ t }) => t === 'dim.upsert');
  let [offered, ended, answered, abandoned, short, waitAnswered, waitAbandoned] = [0, 0, 0, 0, 0, 0, 0];
  let [answeredInTime, abandonedInTime, waitingTooLong, depth] = [0, 0, 0, 0];
  // Of the service level in force: abandons that count as met, and those and waiting ones that count at all.
  let [met, abandonedCounts, waitingCounts] = [0, 0, 0];
  let waitMax: number | null = null;
  let longest: number | null = null;
  for (const visit of visits) {
    const isOver = visit.to !== null && visit.to < asOf;
    const entersHere = visit.from >= from && visit.from < asOf;
    const endsHere = isOver && visit.to! >= from;
    const { t, s, by } = thresholds(settings, visit);
    const wait = visit.measures.wait ?? 0;
    if (entersHere) offered += 1;
    const counts = basis === 'entry' ? entersHere : endsHere;
    if (counts && isOver) {
      ended += 1;
      if (waitMax === null || wait > waitMax) waitMax = wait;
      if (visit.measures.outcome === 'answered') {
        answered += 1;
        waitAnswered += wait;
        if (wait <= t) answeredInTime += 1;
      }
      if (visit.measures.outcome === 'abandoned') {
        abandoned += 1;
        waitAbandoned += wait;
        if (wait <= t) abandonedInTime += 1;
        if (wait <= s) short += 1;
        if (by === 'pos' && wait <= t) met += 1;
        const leftOut = { short: wait <= s, neg: false, ign: wait <= t, pos: false, ans: true }[by]!;
        if (!leftOut) abandonedCounts += 1;
      }
    }
    if (visit.from < asOf && !isOver) {
      const soFar = asOf - visit.from;
      const isGhost = (visit.dims.media ?? 'voice') === 'voice' && soFar > 7_200_000;
      if (!isGhost) {
        depth += 1;
        if (longest === null || soFar > longest) longest = soFar;
      }
      if (soFar > t && (basis === 'entry' ? entersHere : !isGhost)) {
        waitingTooLong += 1;
        if (by !== 'ans') waitingCounts += 1;
      }
    }
  }
  const entered = basis === 'entry' ? offered : ended;
  const judged = answered + abandoned + waitingTooLong;

  let [handled, handleTime] = [0, 0];
  for (const { to, measures } of handles) {
    if (measures.role !== 'primary' || to === null || to < from || to >= asOf) continue;
    handled += 1;
    handleTime += measures.talk! + measures.hold! + measures.acw!;
  }
  let [made, missed] = [0, 0];
  for (const { to, measures } of offers) {
    if (to === null || to < from || to >= asOf) continue;
    made += 1;
    if (measures.result === 'rona' || measures.result === 'rejected') missed += 1;
  }
  let [staffed, busy, ready, readyNow, staffedNow] = [0, 0, 0, 0, 0];
  for (const span of spans) {
    const length = Math.min(span.to ?? asOf, asOf) - Math.max(span.from, from);
    const { state } = span.measures;
    if (length > 0) {
      staffed += length;
      if (state === 'READY') ready += length;
      if (['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'].includes(state!)) busy += length;
    }
    if (span.from < asOf && (span.to === null || span.to >= asOf)) {
      staffedNow += 1;
      if (state === 'READY') readyNow += 1;
    }
  }
  const over = (a: number, b: number, unit = 1): number | null => (b === 0 ? null : a / b / unit);
  const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);
  return {
    offered,
    answered,
    abandoned,
    short_abandoned: short,
    answer_rate: over(answered, entered),
    abandon_rate: over(abandoned, entered),
    service_level: over(answeredInTime + met, answered + abandonedCounts + waitingCounts),
    service_level_short: over(answeredInTime, judged - short),
    service_level_neg: over(answeredInTime, judged),
    service_level_ign: over(answeredInTime, judged - abandonedInTime),
    service_level_pos: over(answeredInTime + abandonedInTime, judged),
    service_level_ans: over(answeredInTime, answered),
    asa: over(waitAnswered, answered, 1_000),
    time_to_abandon: over(waitAbandoned, abandoned, 1_000),
    wait_max: seconds(waitMax),
    queue_depth: depth,
    longest_wait: seconds(longest),
    handled,
    aht: over(handleTime, handled, 1_000),
    rona_rate: over(missed, made),
    staffed_time: staffed / 1_000,
    occupancy: over(busy, busy + ready),
    utilisation: over(busy, staffed),
    agents_ready: readyNow,
    agents_staffed: staffedNow,
  };
}
