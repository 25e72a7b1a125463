import type { EventIdentity } from '../events/envelope.ts';
import { aggregate } from '../metrics/aggregates.ts';
import { metricById } from '../metrics/dictionary.ts';
import type { FactKind } from '../metrics/fact-kinds.ts';
import { aggregatesOf } from '../metrics/formula.ts';
import type { InvariantReading } from '../metrics/invariants.ts';
import { CLOSING_MS, KEPT_AT_CLOSE, type KeptNumbers, type LiveAtClose } from '../metrics/live-at-close.ts';
import type { ReportQuestion, Row } from '../metrics/question.ts';
import { SLOT_MS, slotOf } from '../time/interval.ts';
import { readLiveAtClose } from '../warehouse/live-at-close.ts';
import { NO_SITE } from '../warehouse/fact-table.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { bearsOn, definitionsHeardAfter, isJudgedBySettings, type HeardDefinition } from './late-definitions.ts';
import { lateChanges, type LateChange } from './late-intervals.ts';
import { runReport } from './run-report.ts';

/** A number that is not what the live path said at close. */
export interface MovedNumber {
  /** Undefined: of the whole site. */
  queue?: string | null;
  metric: string;
  live: number | null;
  report: number | null;
  /** Whether an event that came after closing bears on what the number counts. */
  explained: boolean;
}

/** An event that changed a closed quarter hour: a late one, a correction, or a definition that reaches back. */
export interface ChangingEvent extends EventIdentity {
  /** ms UTC. */
  receivedAt: number;
  backfill: boolean;
}

/**
 * How a closed quarter hour stands against what the live path said of it. `same`: difference 0. `late`: late events
 * changed it, they are named. `unexplained`: a number differs, and no late event bears on what it counts. `unwatched`: the
 * product did not run when it closed.
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
  const [kept, bySite, byQueue, changes, waiting] = await Promise.all([
    readLiveAtClose(warehouse, fromMs, closedUntilMs),
    runReport(warehouse, { ...question, by: ['site'] }, nowMs),
    runReport(warehouse, { ...question, by: ['site', 'queue'] }, nowMs),
    lateChanges(warehouse, {}, fromMs, closedUntilMs),
    visitsThatWait(warehouse, fromMs, closedUntilMs),
  ]);
  const place = (slotAtMs: number, site: string | null): string => JSON.stringify([slotAtMs, site]);
  const reports = new Map<string, { site: Row; queues: Row[] }>();
  for (const row of bySite.rows)
    reports.set(place(Date.parse(row.interval as string), row.site as string | null), { site: row, queues: [] });
  for (const row of byQueue.rows)
    reports.get(place(Date.parse(row.interval as string), row.site as string | null))?.queues.push(row);
  const changed = Map.groupBy(changes, ({ slotAt, site }) => place(slotAt, site === '' ? null : site));
  const open = new Set(waiting.map(({ slotAt, site }) => place(slotAt, site)));
  const keptAt = new Map(kept.map((one) => [place(one.slotAtMs, one.site), one]));
  const differing = [...keptAt].map(([key, live]) => ({ key, live, ...differences(live, reports.get(key)) }));
  const definitions = differing.some(({ found }) => found.length > 0)
    ? await definitionsHeardAfter(warehouse, fromMs + SLOT_MS + CLOSING_MS)
    : [];
  const watched = differing.map(({ key, live, found, numbers }): Badge => {
    const { site, slotAtMs, closedAtMs } = live;
    const late = changed.get(key) ?? [];
    const reaching =
      found.length === 0
        ? []
        : definitions.filter((one) => one.receivedAt > closedAtMs && bearsOn(one, site, slotAtMs));
    const moved = found.map((one): MovedNumber => ({ ...one, explained: isExplained(one.metric, late, reaching) }));
    const state = moved.length === 0 ? 'same' : moved.every(({ explained }) => explained) ? 'late' : 'unexplained';
    return { site, slotAtMs, state, closedAtMs, numbers, moved, events: changingEvents(late, reaching) };
  });
  const unwatched = [...reports.keys()].flatMap((key): Badge[] => {
    // While one waits that entered in it, it has not closed.
    if (keptAt.has(key) || open.has(key)) return [];
    const [slotAtMs, site] = JSON.parse(key) as [number, string | null];
    const events = changingEvents(changed.get(key) ?? [], []);
    return [{ site, slotAtMs, state: 'unwatched', closedAtMs: null, numbers: 0, moved: [], events }];
  });
  return [...watched, ...unwatched].sort(
    (a, b) => a.slotAtMs - b.slotAtMs || ((a.site ?? '') < (b.site ?? '') ? -1 : 1),
  );
}

/** What differs of a quarter hour, as a whole and queue by queue, and how many numbers were compared. */
function differences(
  live: LiveAtClose,
  report: { site: Row; queues: Row[] } | undefined,
): { found: Omit<MovedNumber, 'explained'>[]; numbers: number } {
  const found = compare(live.numbers, report?.site ?? null, {});
  const queues = new Set([
    ...live.queues.map(({ queue }) => queue),
    ...(report?.queues ?? []).map((row) => row.queue as string | null),
  ]);
  for (const queue of queues) {
    const said = live.queues.find((one) => one.queue === queue)?.numbers ?? null;
    const row = report?.queues.find((one) => one.queue === queue) ?? null;
    found.push(...compare(said, row, { queue }));
  }
  return { found, numbers: (1 + queues.size) * KEPT_AT_CLOSE.length };
}

/** True where something that came late bears on what the number counts: a fact of its kinds, or a setting that judges it. */
function isExplained(id: string, late: readonly LateChange[], reaching: readonly HeardDefinition[]): boolean {
  const { kinds, isJudged } = COUNTED[id]!;
  return late.some(({ kind }) => kinds.has(kind)) || (isJudged && reaching.length > 0);
}

/** Of what kinds of facts each kept number is made, and whether settings judge them. */
const COUNTED: Readonly<Record<string, { kinds: ReadonlySet<FactKind>; isJudged: boolean }>> = Object.fromEntries(
  KEPT_AT_CLOSE.map((id) => {
    const metric = metricById(id)!;
    const kinds = new Set(aggregatesOf(metric.formula).map((name) => aggregate(name).fact));
    return [id, { kinds, isJudged: isJudgedBySettings(metric) }];
  }),
);

/** Each event once, in the order of receipt. */
function changingEvents(late: readonly LateChange[], reaching: readonly HeardDefinition[]): ChangingEvent[] {
  const events = [...late, ...reaching.map((one) => ({ ...one, backfill: 0 }))].map(
    ({ p, e, n, receivedAt, backfill }): [string, ChangingEvent] => [
      `${p} ${e} ${n}`,
      { p, e, n, receivedAt, backfill: backfill === 1 },
    ],
  );
  return [...new Map(events).values()].sort((a, b) => a.receivedAt - b.receivedAt);
}

/** Quarter hours, by site, of which a visit that entered in them still waits. */
const visitsThatWait = (
  warehouse: Warehouse,
  fromMs: number,
  toMs: number,
): Promise<{ site: string | null; slotAt: number }[]> =>
  warehouse.query(`
    SELECT DISTINCT nullIf(toString(site), '${NO_SITE}') AS site, toInt64(intDiv(from_at, ${SLOT_MS}) * ${SLOT_MS}) AS slotAt
    FROM fact_visit FINAL WHERE gone = 0 AND to_at IS NULL AND from_at >= ${fromMs} AND from_at < ${toMs}`);

/** A row that is not there counts nothing. */
function compare(
  live: KeptNumbers | null,
  report: Row | null,
  of: { queue?: string | null },
): Omit<MovedNumber, 'explained'>[] {
  return KEPT_AT_CLOSE.flatMap((metric) => {
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
            left: numbers - moved.filter(({ explained }) => !explained).length,
            right: numbers,
          },
        ],
  );
}
