import type { EventIdentity } from '../events/envelope.ts';
import type { InvariantReading } from '../metrics/invariants.ts';
import { KEPT_AT_CLOSE, type KeptNumbers } from '../metrics/live-at-close.ts';
import type { ReportQuestion, Row } from '../metrics/question.ts';
import { SLOT_MS, slotOf } from '../time/interval.ts';
import { CLOSING_MS } from '../metrics/live-at-close.ts';
import { readLiveAtClose } from '../warehouse/live-at-close.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { lateChanges } from './late-intervals.ts';
import { runReport } from './run-report.ts';

/** A number that is not what the live path said at close. */
export interface MovedNumber {
  /** Undefined: of the whole site. */
  queue?: string | null;
  metric: string;
  live: number | null;
  report: number | null;
}

/** An event that changed a closed quarter hour. */
export interface ChangingEvent extends EventIdentity {
  /** ms UTC. */
  receivedAt: number;
  backfill: boolean;
}

/**
 * How a closed quarter hour stands against what the live path said of it. `same`: difference 0. `late`: late events
 * changed it, they are named. `unexplained`: it differs, and no late event says why. `unwatched`: the product did not run
 * when it closed.
 */
export type BadgeState = 'same' | 'late' | 'unexplained' | 'unwatched';

/** A closed quarter hour of a site. Instants in ms UTC. */
export interface Badge {
  site: string | null;
  slotAtMs: number;
  state: BadgeState;
  closedAtMs: number | null;
  /** Numbers compared. */
  numbers: number;
  moved: readonly MovedNumber[];
  events: readonly ChangingEvent[];
}

/** Counts that a total has to be the sum of. */
const SUMMED = ['offered', 'answered', 'abandoned', 'handled', 'attempts'] as const;
const TOLERANCE = 1e-9;

const isSame = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));

/** Compares the closed quarter hours of a period with what the live path said of each when it closed. Throws WarehouseError. */
export async function reconcile(
  warehouse: Warehouse,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  nowMs: number,
): Promise<Badge[]> {
  const closedUntilMs = Math.min(toMs, slotOf(nowMs - CLOSING_MS));
  if (fromMs >= closedUntilMs) return [];
  const question: Omit<ReportQuestion, 'by'> = {
    metrics: KEPT_AT_CLOSE,
    grain: '15m',
    fromMs,
    toMs: closedUntilMs,
    zone: 'UTC',
    basis: 'entry',
    filter: {},
  };
  const [kept, bySite, byQueue, changes] = await Promise.all([
    readLiveAtClose(warehouse, fromMs, closedUntilMs),
    runReport(warehouse, { ...question, by: ['site'] }, nowMs),
    runReport(warehouse, { ...question, by: ['site', 'queue'] }, nowMs),
    lateChanges(warehouse, {}, fromMs, closedUntilMs),
  ]);
  const place = (slotAtMs: number, site: string | null): string => JSON.stringify([slotAtMs, site]);
  const reports = new Map<string, { site: Row; queues: Row[] }>();
  for (const row of bySite.rows)
    reports.set(place(Date.parse(row.interval as string), row.site as string | null), { site: row, queues: [] });
  for (const row of byQueue.rows)
    reports.get(place(Date.parse(row.interval as string), row.site as string | null))?.queues.push(row);
  const events = new Map<string, Map<string, ChangingEvent>>();
  for (const { site, slotAt, p, e, n, receivedAt, backfill } of changes) {
    const key = place(slotAt, site === '' ? null : site);
    if (!events.has(key)) events.set(key, new Map());
    events.get(key)!.set(`${p} ${e} ${n}`, { p, e, n, receivedAt, backfill: backfill === 1 });
  }
  const keptAt = new Map(kept.map((one) => [place(one.slotAtMs, one.site), one]));
  return [...new Set([...keptAt.keys(), ...reports.keys()])]
    .map((key): Badge => {
      const [slotAtMs, site] = JSON.parse(key) as [number, string | null];
      const live = keptAt.get(key);
      const report = reports.get(key);
      const changing = [...(events.get(key)?.values() ?? [])].sort((a, b) => a.receivedAt - b.receivedAt);
      const badge = { site, slotAtMs, numbers: 0, moved: [], events: changing };
      if (!live) return { ...badge, state: 'unwatched', closedAtMs: null };
      const moved: MovedNumber[] = compare(live.numbers, report?.site ?? null, {});
      const queues = new Set([
        ...live.queues.map(({ queue }) => queue),
        ...(report?.queues ?? []).map((row) => row.queue as string | null),
      ]);
      for (const queue of queues) {
        const said = live.queues.find((one) => one.queue === queue)?.numbers ?? null;
        const row = report?.queues.find((one) => one.queue === queue) ?? null;
        moved.push(...compare(said, row, { queue }));
      }
      const state = moved.length === 0 ? 'same' : changing.length > 0 ? 'late' : 'unexplained';
      return { ...badge, state, closedAtMs: live.closedAtMs, numbers: (1 + queues.size) * KEPT_AT_CLOSE.length, moved };
    })
    .sort((a, b) => a.slotAtMs - b.slotAtMs || ((a.site ?? '') < (b.site ?? '') ? -1 : 1));
}

/** A row that is not there counts nothing. */
function compare(live: KeptNumbers | null, report: Row | null, of: { queue?: string | null }): MovedNumber[] {
  return KEPT_AT_CLOSE.flatMap((metric): MovedNumber[] => {
    const [said, now] = [live?.[metric] ?? null, (report?.[metric] ?? null) as number | null];
    const nothing = (live === null || report === null) && (said ?? 0) === (now ?? 0);
    return nothing || isSame(said, now) ? [] : [{ ...of, metric, live: said, report: now }];
  });
}

/** The invariants of reports: live at close = report, and a total = the sum of its rows. Pure. */
export function badgeReadings(badges: readonly Badge[]): InvariantReading[] {
  return badges.flatMap(({ site, slotAtMs, state, numbers, moved }) =>
    state === 'unwatched'
      ? []
      : [
          {
            invariant: 'live_report' as const,
            site,
            of: { interval: new Date(slotAtMs).toISOString() },
            left: numbers - (state === 'unexplained' ? moved.length : 0),
            right: numbers,
          },
        ],
  );
}

/** Both sides of "a report's total = the sum of its rows", by site. Throws WarehouseError. */
export async function totalReadings(
  warehouse: Warehouse,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  nowMs: number,
): Promise<InvariantReading[]> {
  const until = Math.ceil(Math.min(toMs, nowMs) / SLOT_MS) * SLOT_MS;
  if (fromMs >= until) return [];
  const asked = {
    metrics: SUMMED,
    by: ['site'] as const,
    fromMs,
    toMs: until,
    zone: 'UTC',
    basis: 'entry' as const,
    filter: {},
    asOfMs: nowMs,
  };
  const [total, rows] = await Promise.all([
    runReport(warehouse, { ...asked, grain: 'total' }, nowMs),
    runReport(warehouse, { ...asked, grain: '15m' }, nowMs),
  ]);
  return total.rows.flatMap((row) => {
    const parts = rows.rows.filter(({ site }) => site === row.site);
    return SUMMED.map((metric): InvariantReading => ({
      invariant: 'report_total',
      site: row.site as string | null,
      of: { metric },
      left: (row[metric] ?? 0) as number,
      right: parts.reduce((sum, part) => sum + ((part[metric] ?? 0) as number), 0),
    }));
  });
}
