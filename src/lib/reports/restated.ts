import { DimensionTable } from '../engine/dimension-table.ts';
import { evaluate, type Facts } from '../engine/evaluate.ts';
import { FactStore } from '../engine/fact-store.ts';
import { Interner } from '../engine/interner.ts';
import type { EventIdentity } from '../events/envelope.ts';
import { aggregate } from '../metrics/aggregates.ts';
import { metricById, type Metric } from '../metrics/dictionary.ts';
import { Dimensions } from '../metrics/dimension-register.ts';
import { FACT_KIND_NAMES, type FactKind } from '../metrics/fact-kinds.ts';
import { aggregatesOf } from '../metrics/formula.ts';
import type { Basis, Filter } from '../metrics/question.ts';
import { factTargetOf } from '../metrics/replacement.ts';
import { shownValues } from '../metrics/rows.ts';
import type { Thresholds } from '../metrics/thresholds.ts';
import { SLOT_MS } from '../time/interval.ts';
import { isoInZone, zoneOf } from '../time/zone.ts';
import { factsAsOf } from '../warehouse/facts-as-of.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import { readFacts } from '../warehouse/read-facts.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { definitionsHeardAfter } from './late-definitions.ts';
import { lateChanges, type LateChange } from './late-intervals.ts';

/** What `GET /api/v1/reports/restated` is asked. */
export interface RestatedQuestion {
  metrics: readonly string[];
  filter: Filter;
  basis: Basis;
  fromMs: number;
  toMs: number;
  zone: string;
  /** Intervals with their values; the newest first. */
  limit: number;
}

/** The event that changed a closed interval. */
export interface LateEvent extends EventIdentity {
  /** ms UTC. */
  receivedAt: number;
}

export interface RestatedRow {
  site: string | null;
  /** ISO start with offset in the zone. */
  interval: string;
  metric: string;
  /** From what was received before the interval was closed; null = no data. */
  old: number | null;
  new: number | null;
  events: readonly LateEvent[];
}

export interface RestatedAnswer {
  /** Closed intervals (15 min x site) in which a fact appeared, changed or vanished after closing. */
  restated: number;
  /** Those in which back-fill appeared: it is no restatement. */
  backfilled: number;
  rows: readonly RestatedRow[];
  backfill: readonly RestatedRow[];
  /** False where there are more intervals than the limit. */
  complete: boolean;
  generatedAt: number;
}

interface Interval {
  site: string | null;
  slotAt: number;
  changes: LateChange[];
}

/**
 * Restated and back-filled intervals with the values of before and of now. Both are counted by the code of the live path:
 * now over the surviving facts and by the definitions in force, before over the same with every fact that changed put back
 * to what was received before the interval was closed, by the definitions known then. Throws WarehouseError.
 */
export async function runRestated(
  warehouse: Warehouse,
  question: RestatedQuestion,
  nowMs: number,
): Promise<RestatedAnswer> {
  const { filter, fromMs, toMs, limit, zone } = question;
  const metrics = question.metrics.map((id) => metricById(id)!);
  const changes = await lateChanges(warehouse, filter, fromMs, toMs);
  const restated = intervalsOf(changes.filter(({ backfill }) => backfill === 0));
  const backfilled = intervalsOf(changes.filter(({ backfill }) => backfill === 1));
  const thresholds = new Dimensions(await dimensionVersions(warehouse)).thresholds();
  const heard = changes.length === 0 ? [] : await definitionsHeardAfter(warehouse, fromMs);
  const thresholdsAt = async (instantMs: number): Promise<Thresholds> => {
    const later = heard.filter(({ receivedAt }) => receivedAt > instantMs);
    return later.length === 0 ? thresholds : new Dimensions(await dimensionVersions(warehouse, later)).thresholds();
  };
  const rows = async (intervals: readonly Interval[]): Promise<RestatedRow[]> => {
    const found: RestatedRow[] = [];
    for (const interval of intervals.slice(0, limit)) {
      const known = { now: thresholds, old: await thresholdsAt(closingOf(interval)) };
      const values = await beforeAndNow(warehouse, interval, metrics, question.basis, known, nowMs);
      const events = eventsOf(interval.changes);
      for (const { metric, old, now } of values) {
        const { site, slotAt } = interval;
        found.push({ site, interval: isoInZone(slotAt, zoneOf(zone)), metric, old, new: now, events });
      }
    }
    return found;
  };
  return {
    restated: restated.length,
    backfilled: backfilled.length,
    rows: await rows(restated),
    backfill: await rows(backfilled),
    complete: restated.length <= limit && backfilled.length <= limit,
    generatedAt: nowMs,
  };
}

function intervalsOf(changes: readonly LateChange[]): Interval[] {
  const intervals = new Map<string, Interval>();
  for (const change of changes) {
    const id = `${change.slotAt} ${change.site}`;
    const interval = intervals.get(id);
    if (interval) interval.changes.push(change);
    else intervals.set(id, { site: change.site === '' ? null : change.site, slotAt: change.slotAt, changes: [change] });
  }
  return [...intervals.values()].sort((a, b) => b.slotAt - a.slotAt || ((a.site ?? '') < (b.site ?? '') ? -1 : 1));
}

/** When the last kind of fact that changed was closed in an interval. */
const closingOf = ({ changes }: Interval): number => Math.max(...changes.map(({ closedAt }) => closedAt));

function eventsOf(changes: readonly LateChange[]): LateEvent[] {
  const events = new Map<string, LateEvent>();
  for (const { p, e, n, receivedAt } of changes) events.set(`${p} ${e} ${n}`, { p, e, n, receivedAt });
  return [...events.values()].sort((a, b) => a.receivedAt - b.receivedAt);
}

/** The values of the metrics in an interval before it was closed, and now. */
async function beforeAndNow(
  warehouse: Warehouse,
  { site, slotAt, changes }: Interval,
  metrics: readonly Metric[],
  basis: Basis,
  known: { now: Thresholds; old: Thresholds },
  nowMs: number,
): Promise<{ metric: string; old: number | null; now: number | null }[]> {
  const toMs = slotAt + SLOT_MS;
  const kinds = new Set(metrics.flatMap(({ formula }) => aggregatesOf(formula)).map((name) => aggregate(name).fact));
  const facts = emptyFacts();
  for (const kind of kinds)
    for (const fact of await readFacts(warehouse, kind, site, slotAt, toMs)) facts.stores[kind].upsert(fact);
  const count = (thresholds: Thresholds): Record<string, unknown> => {
    const groups = evaluate(facts, {
      aggregates: metrics.flatMap(({ formula }) => aggregatesOf(formula)),
      by: [],
      filter: site === null ? {} : { site: [site] },
      basis,
      period: { fromMs: slotAt, toMs, asOfMs: Math.max(nowMs, toMs) },
      thresholds,
    });
    const values = [...groups.values()][0]?.values ?? new Map();
    return shownValues(metrics, values, true);
  };
  const now = count(known.now);
  await putBack(
    warehouse,
    facts,
    changes.filter(({ kind }) => kinds.has(kind)),
  );
  const old = count(known.old);
  return metrics.map(({ id }) => ({ metric: id, old: old[id] as number | null, now: now[id] as number | null }));
}

/** Puts every fact that changed back to what was received before its interval was closed. */
async function putBack(warehouse: Warehouse, { stores }: Facts, changes: readonly LateChange[]): Promise<void> {
  const byClosing = new Map<number, Set<string>>();
  for (const { closedAt, id } of changes) {
    const ids = byClosing.get(closedAt);
    if (ids) ids.add(id);
    else byClosing.set(closedAt, new Set([id]));
  }
  for (const [closedAt, ids] of byClosing) {
    const targets = new Map([...ids].map((id) => [id, factTargetOf(id)]));
    for (const { kind, site, key } of targets.values()) stores[kind].extract(site, key);
    for (const { fact } of (await factsAsOf(warehouse, targets, closedAt)).values())
      if (fact) stores[fact.kind].upsert(fact);
  }
}

function emptyFacts(): Facts {
  const dimensions = new DimensionTable();
  const texts = new Interner();
  const stores = FACT_KIND_NAMES.map((kind) => [kind, new FactStore(kind, dimensions, texts)] as const);
  return { dimensions, stores: Object.fromEntries(stores) as Record<FactKind, FactStore> };
}
