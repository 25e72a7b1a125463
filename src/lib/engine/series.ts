import { isDimension } from '../metrics/dimensions.ts';
import { factKind, type FactKindShape } from '../metrics/fact-kinds.ts';
import type { DimensionTable } from './dimension-table.ts';
import type { FactStore } from './fact-store.ts';

const STAMP = ['at', 'p', 'e', 'n'] as const;

/** The rows that stand for their series at a moment: of each the newest before it, if it is not too old (FACT_KINDS). */
export function newestOfSeries(store: FactStore, dimensions: DimensionTable, momentMs: number): Iterable<number> {
  const { standsForMs } = seriesOf(store);
  const to = store.column('to');
  const keyOf = seriesKeys(store, dimensions);
  const newest = new Map<string, number>();
  store.places.ended.visit(momentMs - standsForMs, momentMs, (row) => {
    if (!(to[row]! < momentMs && to[row]! >= momentMs - standsForMs)) return;
    const key = keyOf(row);
    const known = newest.get(key);
    if (known === undefined || isAfter(store, row, known)) newest.set(key, row);
  });
  return newest.values();
}

/**
 * The samples of a period with a reading of the counter of their series, and how far it grew since the sample before:
 * by all of the reading where it began anew, not at all where the one before is missing or too old (FACT_KINDS).
 */
export function eachGrowth(
  store: FactStore,
  dimensions: DimensionTable,
  fromMs: number,
  untilMs: number,
  each: (row: number, growth: number) => void,
): void {
  const { counter } = seriesOf(store);
  if (!counter) throw new Error(`Facts of the kind ${store.kind} have no counter.`);
  const { gapMs } = counter;
  const reading = store.column(counter.column);
  const to = store.column('to');
  const keyOf = seriesKeys(store, dimensions);
  const samples = new Map<string, number[]>();
  store.places.ended.visit(fromMs - gapMs, untilMs, (row) => {
    if (!(to[row]! < untilMs && to[row]! >= fromMs - gapMs) || Number.isNaN(reading[row]!)) return;
    const key = keyOf(row);
    const rows = samples.get(key);
    if (rows) rows.push(row);
    else samples.set(key, [row]);
  });
  for (const rows of samples.values()) {
    rows.sort((a, b) => to[a]! - to[b]! || (isAfter(store, a, b) ? 1 : -1));
    rows.forEach((row, place) => {
      if (to[row]! < fromMs) return;
      const before = rows[place - 1];
      if (before === undefined || to[row]! - to[before]! > gapMs) return each(row, 0);
      const isAnew = reading[before]! > reading[row]!;
      each(row, isAnew ? reading[row]! : reading[row]! - reading[before]!);
    });
  }
}

function seriesOf({ kind }: FactStore): NonNullable<FactKindShape['series']> {
  const { series } = factKind(kind);
  if (!series) throw new Error(`Facts of the kind ${kind} are no samples of a series.`);
  return series;
}

/** The series that a row belongs to, as a text. What its dimensions say of it is put together once a combination. */
function seriesKeys(store: FactStore, dimensions: DimensionTable): (row: number) => string {
  const { of } = seriesOf(store);
  const dims = store.column('dims');
  const named = of.filter(isDimension);
  const columns = of.filter((name) => !isDimension(name)).map((name) => store.column(name));
  const known = new Map<number, string>();
  return (row) => {
    const combination = dims[row]!;
    let key = known.get(combination);
    if (key === undefined) {
      const values = dimensions.combinations[combination]!;
      key = JSON.stringify([values.site ?? null, ...named.map((name) => values[name] ?? null)]);
      known.set(combination, key);
    }
    for (const column of columns) key += ` ${column[row]}`;
    return key;
  };
}

/** Total order of the events of two rows. */
export function isAfter(store: FactStore, a: number, b: number): boolean {
  for (const name of STAMP) {
    const column = store.column(name);
    if (column[a] === column[b]) continue;
    return name === 'p' ? store.text(column[a]!) > store.text(column[b]!) : column[a]! > column[b]!;
  }
  return false;
}
