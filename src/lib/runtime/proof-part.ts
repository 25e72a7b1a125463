import { badgeReadings, type Badge } from '../reports/reconciliation.ts';
import { InvariantWatch, type InvariantState } from '../metrics/invariants.ts';
import type { Clock } from '../time/clock.ts';
import { businessDayStart, HOUR_MS, MINUTE_MS } from '../time/interval.ts';
import { zoneOf } from '../time/zone.ts';
import type { EnginePart } from './engine-part.ts';
import type { Logger } from './logger.ts';
import type { WarehousePart } from './warehouse-part.ts';

const REPORTS_EVERY_MS = 2 * MINUTE_MS;
const FRESH_ENOUGH_MS = 20_000;
const STALE_MS = 5 * MINUTE_MS;
const DAYS_BEFORE = 6;

/** What is shown of how far the numbers can be believed. */
export interface ProofPart {
  /** Those of the live state and those of reports; empty before they were read. */
  invariants(): Promise<readonly InvariantState[]>;
  /** Cost of one reading of the live state in ms; null before the first. */
  readingMs(): Promise<number | null>;
  /** The closed quarter hours of today and of the days before it. */
  badges(): Promise<readonly Badge[]>;
  stop(): Promise<void>;
}

/** Reads the invariants of reports now and then, and keeps how they stand. */
export function createProof(
  engine: EnginePart,
  warehouse: WarehousePart,
  clock: Clock,
  defaultZone: string,
  logger: Logger,
): ProofPart {
  const watch = new InvariantWatch();
  let read: { atMs: number; badges: Promise<readonly Badge[]> } | null = null;

  const todayMs = (): number => businessDayStart(clock.now(), zoneOf(defaultZone), 0);

  async function readReports(): Promise<readonly Badge[]> {
    const nowMs = clock.now();
    const today = todayMs();
    const period = { fromMs: today - DAYS_BEFORE * 24 * HOUR_MS, toMs: nowMs };
    const [badges, totals] = await Promise.all([
      warehouse.call('badges', period, nowMs),
      warehouse.call('totalReadings', { fromMs: today, toMs: nowMs }, nowMs),
    ]);
    const began = watch.take(['live_report', 'report_total'], [...badgeReadings(badges), ...totals], Date.now());
    for (const { invariant, site, of, left, right } of began)
      logger.warn({ invariant, site, ...of, left, right }, 'An invariant of the numbers is broken; see /truth.');
    return badges;
  }

  /** As they were compared last; where that is a while ago, the next one who asks hears of a newer comparison. */
  function badges(): Promise<readonly Badge[]> {
    const last = read;
    if (last && Date.now() - last.atMs < FRESH_ENOUGH_MS) return last.badges;
    const started = { atMs: Date.now(), badges: readReports() };
    // What failed is asked again by the next one who asks.
    started.badges.catch(() => {
      if (read === started) read = null;
    });
    read = started;
    return last && Date.now() - last.atMs < STALE_MS ? last.badges : started.badges;
  }

  const reading = setInterval(() => {
    if (warehouse.ready)
      badges().catch((error: unknown) =>
        logger.warn({ err: error }, 'Closed quarter hours were not compared; it is tried again.'),
      );
  }, REPORTS_EVERY_MS);
  reading.unref();

  const live = async () => (engine.running ? engine.call('invariants').catch(() => null) : null);
  return {
    invariants: async () => [...((await live())?.states ?? []), ...watch.states()],
    readingMs: async () => (await live())?.tookMs ?? null,
    badges,
    async stop() {
      clearInterval(reading);
      await read?.badges.catch(() => undefined);
    },
  };
}
