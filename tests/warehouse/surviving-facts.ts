import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { FACT_KIND_NAMES, FACT_KINDS } from '#lib/metrics/fact-kinds.ts';
import { mergeFact, type Fact } from '#lib/metrics/fact.ts';
import { factsOf } from '#lib/metrics/facts.ts';
import { columnName } from '#lib/metrics/sql.ts';
import { parseLine } from '#lib/events/parse.ts';
import { factId } from '#lib/warehouse/fact-index.ts';
import { factTable } from '#lib/warehouse/fact-table.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';

type Survivors = Record<string, Record<string, unknown>>;

/** The facts that survive the lines, by id, as the rows of the fact tables would be: counted in memory. */
export function survivorsInMemory(lines: readonly string[]): Survivors {
  const standing = new Map<string, Fact>();
  for (const line of new Set(lines)) {
    const parsed = parseLine(line);
    if (!parsed.ok) throw new Error(`${parsed.rejection.message} ${line}`);
    for (const fact of factsOf(parsed.event)) {
      const merged = mergeFact(standing.get(factId(fact)) ?? null, fact);
      if (merged) standing.set(factId(fact), merged);
    }
  }
  return Object.fromEntries([...standing].map(([id, fact]) => [id, rowOf(fact)]));
}

function rowOf(fact: Fact): Record<string, unknown> {
  const { key, rank, rev, at, p, e, n, from, to, ix, cust, dims, measures } = fact;
  const row: Record<string, unknown> = { key, rank, rev, at, p, e, n, from_at: from, to_at: to, ix, cust };
  for (const dimension of DIMENSIONS) row[dimension] = dims[dimension] ?? (dimension === 'site' ? '' : null);
  for (const [measure, value] of Object.entries(measures)) row[columnName(fact.kind, measure)] = value;
  return row;
}

/** The facts that survive in the fact tables, read as reports read them. `period` narrows from_at. */
export async function survivorsInWarehouse(
  warehouse: Warehouse,
  period?: [from: number, to: number],
): Promise<Survivors> {
  const survivors: Survivors = {};
  for (const kind of FACT_KIND_NAMES) {
    const measures = Object.keys(FACT_KINDS[kind].columns).map((measure) => columnName(kind, measure));
    const columns = [
      'key',
      'rank',
      'rev',
      'at',
      'p',
      'e',
      'n',
      'from_at',
      'to_at',
      'ix',
      'cust',
      ...DIMENSIONS,
      ...measures,
    ];
    const inPeriod = period ? `AND from_at >= ${period[0]} AND from_at < ${period[1]}` : '';
    const rows = await warehouse.query<Record<string, unknown>>(
      `SELECT ${columns.join(', ')} FROM ${factTable(kind)} FINAL WHERE gone = 0 ${inPeriod}`,
    );
    for (const row of rows) {
      const id = `${kind}\0${row.site as string}\0${row.key as string}`;
      if (survivors[id]) throw new Error(`${id} survives twice.`);
      survivors[id] = row;
    }
  }
  return survivors;
}
