import type { ContactCentreEvent, EventIdentity, EventOf, UnknownEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import { DimensionRegister, siteOfDimension } from '#lib/metrics/dimension-register.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { NO_SITE } from './fact-table.ts';
import { CORRECTED } from './correction-table.ts';
import { sqlText, textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

const COLUMNS = ['kind', 'site', 'id', 'valid_from', 'attrs', 'at', 'p', 'e', 'n'];

/** The row of dim_version that an event writes; null for other events, and where kind or id is absent: there is nothing to name. */
export function dimensionRow(event: ContactCentreEvent | UnknownEvent): string | null {
  if (event.t !== 'dim.upsert') return null;
  const { d, at, p, e, n } = event as Extract<ContactCentreEvent, { t: 'dim.upsert' }>;
  if (d.kind === undefined || d.id === undefined) return null;
  const attrs = JSON.stringify(d.attrs ?? {});
  return (
    `${textField(d.kind)}\t${textField(siteOfDimension(d.kind, d.site) ?? NO_SITE)}\t${textField(d.id)}\t${d.validFrom ?? at}\t` +
    `${textField(attrs)}\t${at}\t${p}\t${e}\t${n}\n`
  );
}

/** Statements that count as they were received, but for some. */
function told(without: readonly EventIdentity[]): string {
  const named = without.map(({ p, e, n }) => `(${sqlText(p)},${e},${n})`).join(',');
  return `NOT ${CORRECTED}` + (named === '' ? '' : ` AND (p, e, n) NOT IN (${named})`);
}

/** The versions where a statement counts with another payload: that one takes part by its place in the order. */
async function withReplaced(
  warehouse: Warehouse,
  replaced: readonly { line: string }[],
  without: readonly EventIdentity[],
): Promise<DimensionVersion[]> {
  const statements = await warehouse.query<StatementRow>(`
    SELECT kind, nullIf(toString(site), '${NO_SITE}') AS site, id, valid_from AS validFrom, attrs, at, toString(p) AS p, e, n
    FROM dim_version WHERE ${told(without)}`);
  const register = new DimensionRegister();
  for (const { kind, site, id, validFrom, attrs, at, p, e, n } of statements) {
    const d = { kind, id, validFrom, attrs: JSON.parse(attrs) as Record<string, unknown> };
    register.receive({ v: 1, t: 'dim.upsert', p, e, n, at, d: site === null ? d : { ...d, site } });
  }
  for (const { line } of replaced) {
    const parsed = parseLine(line);
    if (parsed.ok) register.receive(parsed.event as EventOf<'dim.upsert'>);
  }
  const order = (version: DimensionVersion): string =>
    [version.kind, version.site ?? '', version.id, String(version.validFrom).padStart(16, '0')].join('\0');
  return register.dimensions().versions.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

interface StatementRow extends EventIdentity {
  kind: string;
  site: string | null;
  id: string;
  validFrom: number;
  attrs: string;
  at: number;
}

export const writeDimensions = (warehouse: Warehouse, rows: readonly string[]): Promise<void> =>
  warehouse.insert('dim_version', COLUMNS, rows);

/**
 * Every version in force, by validFrom: of one (kind, site, id, validFrom) the greatest (at, p, e, n), as it counts.
 * `without`: as if these statements had not been received.
 */
export async function dimensionVersions(
  warehouse: Warehouse,
  without: readonly EventIdentity[] = [],
): Promise<DimensionVersion[]> {
  const replaced = await warehouse.query<{ line: string }>(
    `SELECT line FROM corrected_event FINAL WHERE t = 'dim.upsert' AND counts_as = 'replaced'`,
  );
  if (replaced.length > 0) return withReplaced(warehouse, replaced, without);
  const rows = await warehouse.query<{
    kind: string;
    id: string;
    site: string | null;
    validFrom: number;
    attrs: string;
  }>(`
    SELECT kind, id, nullIf(toString(site), '${NO_SITE}') AS site, valid_from AS validFrom, argMax(attrs, (at, p, e, n)) AS attrs
    FROM dim_version WHERE ${told(without)} GROUP BY kind, site, id, valid_from ORDER BY kind, site, id, valid_from`);
  return rows.map(({ attrs, ...version }) => ({ ...version, attrs: JSON.parse(attrs) as DimensionVersion['attrs'] }));
}
