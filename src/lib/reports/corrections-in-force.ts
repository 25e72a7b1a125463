import { filterSql } from '../metrics/period-sql.ts';
import type { Filter } from '../metrics/question.ts';
import { factTargetOf } from '../metrics/replacement.ts';
import { sqlText } from '../warehouse/tab-separated.ts';
import { CORRECTED } from '../warehouse/correction-table.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/**
 * How many corrections are in force on what happened in a period at the sites of the scope: one for every event that
 * counts otherwise than it came, and for every fact that was corrected by its key. Throws WarehouseError.
 */
export async function correctionsInForce(
  warehouse: Warehouse,
  filter: Filter,
  fromMs: number,
  toMs: number,
): Promise<number> {
  const { conditions, parameters } = filterSql(filter.site ? { site: filter.site } : {});
  const scope = conditions.map((condition) => ` AND ${condition}`).join('');
  const [[events], named] = await Promise.all([
    warehouse.query<{ held: number }>(
      `SELECT toInt64(uniqExact(p, e, n)) AS held FROM event_raw
      WHERE at >= ${fromMs} AND at < ${toMs}${scope}
        AND ${CORRECTED}`,
      parameters,
    ),
    warehouse.query<{ id: string }>(`SELECT DISTINCT id FROM corrected_key WHERE p = ''`),
  ]);
  if (named.length === 0) return events!.held;
  const keys = named.map(({ id }) => {
    const { kind, site, key } = factTargetOf(id);
    return `(${sqlText(kind)}, ${sqlText(key)}, ${sqlText(site ?? '')})`;
  });
  const [facts] = await warehouse.query<{ held: number }>(
    `SELECT count() AS held FROM fact_index FINAL WHERE (kind, key, site) IN (${keys.join(', ')})
      AND (rank = -1 OR rank = 3) AND from_at >= ${fromMs} AND from_at < ${toMs}${scope}`,
    parameters,
  );
  return events!.held + facts!.held;
}
