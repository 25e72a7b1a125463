import { INFERRING_PRODUCER } from '#lib/events/own-producers.ts';
import { intervalOfSql } from '#lib/metrics/period-sql.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { AHEAD_MS, LATE_MS } from './producer-punctuality.ts';
import type { Warehouse } from './warehouse.ts';

/** How the events that occurred in an interval were received. Times in ms. */
export interface Transport {
  intervalMs: number;
  site: string | null;
  /** Median and 99th percentile of received less occurred, nearest rank. */
  lagP50Ms: number;
  lagP99Ms: number;
  /** Received more than 2 minutes after they occurred. */
  late: number;
  /** Occurred more than 5 s after they were received. */
  ahead: number;
}

export interface TransportQuestion {
  startsMs: readonly number[];
  toMs: number;
  /** Whether each site has a row of its own. */
  bySite: boolean;
  sites: readonly string[] | null;
}

/** What the engine inferred was sent by nobody. */
const OBSERVED_SQL = `NOT startsWith(toString(p), '${INFERRING_PRODUCER}')`;

const siteSql = (bySite: boolean): string => (bySite ? `nullIf(toString(site), '')` : 'NULL');
const inSites = (sites: readonly string[] | null): string => (sites ? ' AND site IN {sites:Array(String)}' : '');

/** How events were received, by interval and, where asked, site. Throws WarehouseError. */
export const transport = (
  warehouse: Warehouse,
  { startsMs, toMs, bySite, sites }: TransportQuestion,
): Promise<Transport[]> =>
  warehouse
    .query<Transport>(
      `SELECT toInt64(${intervalOfSql('at', startsMs)}) AS intervalMs, ${siteSql(bySite)} AS of,
      toInt64(quantileExactWeighted(0.5)(received_at - at, 1)) AS lagP50Ms,
      toInt64(quantileExactWeighted(0.99)(received_at - at, 1)) AS lagP99Ms,
      toInt64(countIf(received_at - at > ${LATE_MS})) AS late, toInt64(countIf(at - received_at > ${AHEAD_MS})) AS ahead
    FROM event_raw FINAL WHERE at >= ${startsMs[0]!} AND at < ${toMs} AND ${OBSERVED_SQL}${inSites(sites)}
    GROUP BY intervalMs, of`,
      { sites: sites ?? [] },
    )
    .then((rows) => rows.map(({ of, ...row }: Transport & { of?: string | null }) => ({ ...row, site: of ?? null })));

/** Events of an epoch that follow one another lie hardly further apart: so far beyond a period its order is looked at. */
const BEYOND_MS = HOUR_MS;

/** Events that were received after one of their epoch with a greater number, by interval and, where asked, site. */
export const outOfOrder = (
  warehouse: Warehouse,
  { startsMs, toMs, bySite, sites }: TransportQuestion,
): Promise<{ intervalMs: number; site: string | null; events: number }[]> =>
  warehouse
    .query<{ intervalMs: number; of: string | null; events: number }>(
      `SELECT toInt64(${intervalOfSql('at', startsMs)}) AS intervalMs, ${siteSql(bySite)} AS of, toInt64(count()) AS events
      FROM (
        SELECT at, site, received_at, min(toNullable(received_at)) OVER (
          PARTITION BY p, e ORDER BY n ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS greater_received_at
        FROM event_raw FINAL WHERE at >= ${startsMs[0]!} AND at < ${toMs + BEYOND_MS} AND ${OBSERVED_SQL}
      ) WHERE at < ${toMs} AND received_at > greater_received_at${inSites(sites)}
      GROUP BY intervalMs, of`,
      { sites: sites ?? [] },
    )
    .then((rows) => rows.map(({ of, ...row }) => ({ ...row, site: of })));
