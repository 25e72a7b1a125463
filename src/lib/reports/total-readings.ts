import type { InvariantReading } from '../metrics/invariants.ts';
import { SLOT_MS } from '../time/interval.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { runReport } from './run-report.ts';

/** Counts that a total has to be the sum of. */
const SUMMED = ['offered', 'answered', 'abandoned', 'handled', 'attempts'] as const;

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
