import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { factKind, type FactKind } from '#lib/metrics/fact-kinds.ts';
import type { Fact } from '#lib/metrics/fact.ts';
import { columnName } from '#lib/metrics/sql.ts';
import { factColumns, factTable, NO_SITE } from './fact-table.ts';
import { sqlText } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

type Row = Record<string, number | string | readonly string[] | null>;

/**
 * The surviving facts of a kind at a site (null: without one) that begin, end or last in [fromMs, toMs), as they stand
 * in the table: a span's `end` has its instant and no stamp of its own. Throws WarehouseError.
 */
export async function readFacts(
  warehouse: Warehouse,
  kind: FactKind,
  site: string | null,
  fromMs: number,
  toMs: number,
): Promise<Fact[]> {
  const columns = factColumns(kind).map(({ name }) => name);
  const inside = (column: string): string => `(${column} >= ${fromMs} AND ${column} < ${toMs})`;
  const lasts = `(from_at < ${toMs} AND (to_at IS NULL OR to_at >= ${fromMs}))`;
  const rows = await warehouse.query<Row>(`
    SELECT ${columns.join(', ')} FROM ${factTable(kind)} FINAL
    WHERE gone = 0 AND site = ${sqlText(site ?? NO_SITE)} AND (${inside('from_at')} OR ${inside('to_at')} OR ${lasts})`);
  return rows.map((row) => factOf(kind, row));
}

function factOf(kind: FactKind, row: Row): Fact {
  const { key, rank, rev, at, p, e, n, ix, cust } = row;
  const stamp = { rank, rev, at, p, e, n };
  const dims = DIMENSIONS.map((dimension) => [dimension, row[dimension] === NO_SITE ? null : row[dimension]]);
  const measures = Object.keys(factKind(kind).columns).map((name) => [name, row[columnName(kind, name)]]);
  return {
    kind,
    key,
    ...stamp,
    from: row.from_at,
    to: row.to_at,
    dims: Object.fromEntries(dims),
    ix,
    cust,
    measures: Object.fromEntries(measures),
    end: kind === 'span' && row.to_at !== null ? stamp : null,
  } as unknown as Fact;
}
