import { DIMENSIONS } from '../metrics/dimensions.ts';
import { FACT_KIND_NAMES, factKind, ownDimensions, type FactKind } from '../metrics/fact-kinds.ts';
import { filterSql } from '../metrics/period-sql.ts';
import { columnName } from '../metrics/sql.ts';
import { HOUR_MS } from '../time/interval.ts';
import { factTable, NO_SITE } from '../warehouse/fact-table.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { ShownFact } from './contacts-answer.ts';
import type { ScopeFilter } from './contacts-question.ts';

/** Where a fact lies: the hour of its beginning leads to it without a search. */
export interface FactPlace {
  kind: FactKind;
  site: string;
  key: string;
  fromMs: number;
}

type StoredFact = Record<string, string | number | null | readonly string[]> & {
  site: string;
  key: string;
  ix: string | null;
  from_at: number;
  to_at: number | null;
};

/** SQL of "it lies in one of these places". */
export function placesSql(places: readonly FactPlace[]): string {
  const hours = [...new Set(places.map(({ fromMs }) => Math.trunc(fromMs / HOUR_MS)))];
  return `intDiv(from_at, ${HOUR_MS}) IN (${hours.join(', ')}) AND site IN {at_sites:Array(String)} AND key IN {at_keys:Array(String)}`;
}

export const placeParameters = (places: readonly FactPlace[]): Record<string, unknown> => ({
  at_sites: [...new Set(places.map(({ site }) => site))],
  at_keys: [...new Set(places.map(({ key }) => key))],
});

/** The surviving facts in those places, whole, by `kind site key`. */
export async function factsAt(warehouse: Warehouse, places: readonly FactPlace[]): Promise<Map<string, ShownFact>> {
  const kinds = new Set(places.map(({ kind }) => kind));
  const found = await Promise.all(
    [...kinds].map(async (kind) => {
      const own = places.filter((place) => place.kind === kind);
      const rows = await warehouse.query<StoredFact>(
        `SELECT * FROM ${factTable(kind)} FINAL WHERE gone = 0 AND ${placesSql(own)}`,
        placeParameters(own),
      );
      return rows.map((row) => shown(kind, row));
    }),
  );
  return new Map(found.flat().map((fact) => [nameOf(fact.kind, fact.site ?? NO_SITE, fact.key), fact]));
}

export const nameOf = (kind: string, site: string, key: string): string => JSON.stringify([kind, site, key]);

/** Every place of a contact's facts that a caller may see, of the kinds given. */
export async function placesOfContact(
  warehouse: Warehouse,
  ix: string,
  scope: ScopeFilter,
  kinds: readonly FactKind[] = FACT_KIND_NAMES,
): Promise<FactPlace[]> {
  const { conditions, parameters } = filterSql(scope);
  const where = ['ix = {ix:String}', ...conditions].join(' AND ');
  const found = await Promise.all(
    kinds.map(async (kind) => {
      // Versions of the fact first, by its contact alone; which of them survived is asked where they lie.
      const rows = await warehouse.query<{ site: string; key: string; fromMs: number }>(
        `SELECT DISTINCT toString(site) AS site, key, from_at AS fromMs FROM ${factTable(kind)} WHERE ${where}`,
        { ...parameters, ix },
      );
      return rows.map((row): FactPlace => ({ kind, ...row }));
    }),
  );
  return found.flat();
}

/** The surviving facts of a contact that a caller may see, of the kinds given, by their beginning. */
export async function factsOfContact(
  warehouse: Warehouse,
  ix: string,
  scope: ScopeFilter,
  kinds?: readonly FactKind[],
): Promise<ShownFact[]> {
  const facts = await factsAt(warehouse, await placesOfContact(warehouse, ix, scope, kinds));
  const isSeen = ({ site, dims, ix: own }: ShownFact): boolean =>
    own === ix &&
    (!scope.site || scope.site.includes(site ?? NO_SITE)) &&
    (!scope.team || (dims['team'] !== undefined && scope.team.includes(dims['team'])));
  return [...facts.values()]
    .filter(isSeen)
    .sort((a, b) => a.fromMs - b.fromMs || FACT_KIND_NAMES.indexOf(a.kind) - FACT_KIND_NAMES.indexOf(b.kind));
}

function shown(kind: FactKind, row: StoredFact): ShownFact {
  const dims: Record<string, string> = {};
  for (const name of DIMENSIONS) {
    const value = row[name];
    if (typeof value === 'string' && value !== NO_SITE) dims[name] = value;
  }
  const own = new Set<string>(ownDimensions(kind));
  const columns: Record<string, string | number | readonly string[]> = {};
  for (const column of Object.keys(factKind(kind).columns)) {
    const value = row[columnName(kind, column)];
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    columns[column] = value;
    if (own.has(column) && typeof value === 'string') dims[column] = value;
  }
  const { key, ix, site, from_at, to_at } = row;
  return { kind, key, site: site === NO_SITE ? null : site, ix, fromMs: from_at, toMs: to_at, dims, columns };
}
