import { DIMENSIONS, type Dimension } from '../metrics/dimensions.ts';
import { factKind } from '../metrics/fact-kinds.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';

const STAMP = ['at', 'p', 'e', 'n'] as const;

/** The rows that stand for their series at a moment: of each the newest before it, if it is not too old (FACT_KINDS). */
export function newestOfSeries(store: FactStore, dimensions: DimensionTable, momentMs: number): Iterable<number> {
  const { series } = factKind(store.kind);
  if (!series) throw new Error(`Facts of the kind ${store.kind} are no samples of a series.`);
  const to = store.column('to');
  const dims = store.column('dims');
  const isDimension = (name: string): name is Dimension => (DIMENSIONS as readonly string[]).includes(name);
  const parts = series.of.map((name): ((row: number) => string | number | null | undefined) => {
    if (isDimension(name)) return (row) => dimensions.combinations[dims[row]!]![name];
    const column = store.column(name);
    return (row) => column[row];
  });
  const newest = new Map<string, number>();
  store.ended.visit(momentMs - series.standsForMs, momentMs, (row) => {
    if (!(to[row]! < momentMs && to[row]! >= momentMs - series.standsForMs)) return;
    const site = dimensions.combinations[dims[row]!]!.site ?? null;
    const key = JSON.stringify([site, ...parts.map((part) => part(row) ?? null)]);
    const known = newest.get(key);
    if (known === undefined || isAfter(store, row, known)) newest.set(key, row);
  });
  return newest.values();
}

/** Total order of the events of two rows. */
function isAfter(store: FactStore, a: number, b: number): boolean {
  for (const name of STAMP) {
    const column = store.column(name);
    if (column[a] === column[b]) continue;
    return name === 'p' ? store.text(column[a]!) > store.text(column[b]!) : column[a]! > column[b]!;
  }
  return false;
}
