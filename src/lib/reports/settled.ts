import { aggregate } from '../metrics/aggregates.ts';
import type { Metric } from '../metrics/dictionary.ts';
import { aggregatesOf } from '../metrics/formula.ts';
import { filterSql } from '../metrics/period-sql.ts';
import type { Filter } from '../metrics/question.ts';
import { CLOSING_MS } from '../metrics/live-at-close.ts';
import { slotOf } from '../time/interval.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export { CLOSING_MS };

/** End of the last quarter hour that is closed, ms UTC. */
export const closedUntil = (nowMs: number): number => slotOf(nowMs - CLOSING_MS);

/** True where every interval of the period is closed for the facts that the metrics count: its numbers are final. */
export async function isSettled(
  warehouse: Warehouse,
  metrics: readonly Metric[],
  filter: Filter,
  fromMs: number,
  toMs: number,
  asOfMs: number,
): Promise<boolean> {
  if (asOfMs < toMs + CLOSING_MS) return false;
  const kinds = new Set(metrics.flatMap(({ formula }) => aggregatesOf(formula)).map((name) => aggregate(name).fact));
  const { conditions, parameters } = filterSql(filter);
  const open = [...kinds].map((kind) => {
    // A span counts in every interval that it covers; anything else in the one in which it began or ended.
    const began = kind === 'span' ? [] : [`from_at >= ${fromMs}`];
    const where = ['gone = 0', 'to_at IS NULL', `from_at < ${toMs}`, ...began, ...conditions].join(' AND ');
    return `SELECT count() AS n FROM fact_${kind} FINAL WHERE ${where}`;
  });
  if (open.length === 0) return true;
  const [row] = await warehouse.query<{ n: number }>(
    `SELECT sum(n) AS n FROM (${open.join(' UNION ALL ')})`,
    parameters,
  );
  return row!.n === 0;
}
