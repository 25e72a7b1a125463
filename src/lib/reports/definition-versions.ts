import type { DimensionVersion } from '../metrics/settings.ts';
import { CORRECTED } from '../warehouse/correction-table.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What became of a statement about a definition. */
export type StatementState = 'in_force' | 'planned' | 'past' | 'replaced' | 'taken_back';

/** One statement about a site, a queue ...: what was said, by which event. */
export interface DefinitionStatement {
  validFrom: number;
  attrs: DimensionVersion['attrs'];
  /** When it was said, ms UTC, and by which event. */
  at: number;
  p: string;
  e: number;
  n: number;
  /** `replaced`: another one was said later for the same `validFrom`. `taken_back`: a correction took it back. */
  state: StatementState;
}

export interface DefinitionName {
  kind: string;
  site: string | null;
  id: string;
}

type Told = Omit<DefinitionStatement, 'attrs' | 'state'> & { attrs: string; corrected: number };

/** Everything that was ever said of one thing, the last said first. Throws WarehouseError. */
export async function definitionStatements(
  warehouse: Warehouse,
  { kind, site, id }: DefinitionName,
  nowMs: number,
): Promise<DefinitionStatement[]> {
  const told = await warehouse.query<Told>(
    `SELECT valid_from AS validFrom, attrs, at, toString(p) AS p, e, n,
      toInt64(${CORRECTED}) AS corrected
    FROM dim_version FINAL WHERE kind = {kind:String} AND site = {site:String} AND id = {id:String} ORDER BY at, p, e, n`,
    { kind, id, site: kind === 'site' ? '' : (site ?? '') },
  );
  const holding = new Map<number, Told>();
  for (const statement of told) if (!statement.corrected) holding.set(statement.validFrom, statement);
  const past = [...holding.values()].filter(({ validFrom }) => validFrom <= nowMs);
  const inForce = past.reduce<Told | null>(
    (newest, statement) => (newest && newest.validFrom > statement.validFrom ? newest : statement),
    null,
  );
  const stateOf = (statement: Told): StatementState => {
    if (statement.corrected) return 'taken_back';
    if (holding.get(statement.validFrom) !== statement) return 'replaced';
    if (statement.validFrom > nowMs) return 'planned';
    return statement === inForce ? 'in_force' : 'past';
  };
  return told
    .map((statement): DefinitionStatement => {
      const { corrected: _, attrs, ...said } = statement;
      return { ...said, attrs: JSON.parse(attrs) as DimensionVersion['attrs'], state: stateOf(statement) };
    })
    .reverse();
}
