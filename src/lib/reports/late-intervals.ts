import type { FactKind } from '../metrics/fact-kinds.ts';
import { filterSql } from '../metrics/period-sql.ts';
import type { Filter } from '../metrics/question.ts';
import { HOUR_MS, SLOT_MS } from '../time/interval.ts';
import { CLOSING_MS } from '../metrics/live-at-close.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Facts received later than this from an epoch that was not heard live are back-fill, not restatement (contract 5). */
const BACKFILL_MS = 24 * HOUR_MS;

/** A change of a closed interval (15 min x site), and the event that made it. Instants in ms UTC. */
export interface LateChange {
  /** '' = without a site. */
  site: string;
  slotAt: number;
  kind: FactKind;
  /** The fact that appeared, changed or vanished: factId. */
  id: string;
  p: string;
  e: number;
  n: number;
  receivedAt: number;
  /** When the interval was closed for facts of the kind. */
  closedAt: number;
  backfill: 0 | 1;
}

/**
 * What changed closed intervals of the period and scope, by site and interval. A site has closed nothing before it was
 * first heard. An epoch is heard live when its first event was received within a day of its instant. Throws
 * WarehouseError.
 */
export async function lateChanges(
  warehouse: Warehouse,
  filter: Filter,
  fromMs: number,
  toMs: number,
): Promise<LateChange[]> {
  const { sql, parameters } = lateSql(filter, fromMs, toMs);
  const changes = await warehouse.query<LateChange>(`${sql} ORDER BY slotAt, site, kind, id, receivedAt`, parameters);
  return changes;
}

/** How many closed intervals (15 min x site) were restated, and how many back-filled. Throws WarehouseError. */
export async function lateIntervals(
  warehouse: Warehouse,
  filter: Filter,
  fromMs: number,
  toMs: number,
): Promise<{ restated: number; backfilled: number }> {
  const { sql, parameters } = lateSql(filter, fromMs, toMs);
  const [row] = await warehouse.query<{ restated: number; backfilled: number }>(
    `SELECT toInt64(uniqExactIf((site, slotAt), backfill = 0)) AS restated,
      toInt64(uniqExactIf((site, slotAt), backfill = 1)) AS backfilled FROM (${sql})`,
    parameters,
  );
  return row!;
}

function lateSql(filter: Filter, fromMs: number, toMs: number): { sql: string; parameters: Record<string, unknown> } {
  const { conditions, parameters } = filterSql(filter.site ? { site: filter.site } : {});
  const scope = [`slot_at > ${fromMs - SLOT_MS}`, `slot_at < ${toMs}`, ...conditions].join(' AND ');
  const sql = `
    SELECT toString(late.site) AS site, late.slot_at AS slotAt, toString(late.kind) AS kind, late.id AS id,
      toString(late.p) AS p, late.e AS e, late.n AS n, late.received_at AS receivedAt,
      greatest(late.slot_at + ${SLOT_MS + CLOSING_MS}, closing.closed_at) AS closedAt,
      toUInt8(late.received_at - late.at > ${BACKFILL_MS} AND (late.p, late.e) NOT IN (
        SELECT p, e FROM producer_span GROUP BY p, e HAVING min(first_received_at) - min(first_at) <= ${BACKFILL_MS}
      )) AS backfill
    FROM (SELECT * FROM late_fact FINAL WHERE ${scope}) AS late
    LEFT JOIN (
      SELECT kind, site, slot_at, max(closed_at) AS closed_at
      FROM (SELECT kind, site, slot_at, id, max(closed_at) AS closed_at FROM late_closing WHERE ${scope} GROUP BY kind, site, slot_at, id) AS closed
      LEFT JOIN (SELECT kind, site, slot_at, id, min(received_at) AS heard_at FROM late_fact WHERE ${scope} GROUP BY kind, site, slot_at, id) AS came
        ON closed.kind = came.kind AND closed.site = came.site AND closed.slot_at = came.slot_at AND closed.id = came.id
      WHERE came.heard_at = 0 OR came.heard_at >= closed.closed_at
      GROUP BY kind, site, slot_at
    ) AS closing ON late.kind = closing.kind AND late.site = closing.site AND late.slot_at = closing.slot_at
    INNER JOIN (SELECT site, min(first_received_at) AS heard_at FROM producer_span GROUP BY site) AS heard
      ON late.site = heard.site
    WHERE late.received_at > closedAt AND heard.heard_at < closedAt`;
  return { sql, parameters };
}
