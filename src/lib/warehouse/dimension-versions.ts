import type { ContactCentreEvent, UnknownEvent } from '#lib/events/envelope.ts';
import { siteOfDimension } from '#lib/metrics/dimension-register.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { NO_SITE } from './fact-table.ts';
import { textField } from './tab-separated.ts';
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

export const writeDimensions = (warehouse: Warehouse, rows: readonly string[]): Promise<void> =>
  warehouse.insert('dim_version', COLUMNS, rows);

/** Every version in force, by validFrom: of one (kind, site, id, validFrom) the greatest (at, p, e, n). */
export async function dimensionVersions(warehouse: Warehouse): Promise<DimensionVersion[]> {
  const rows = await warehouse.query<{
    kind: string;
    id: string;
    site: string | null;
    validFrom: number;
    attrs: string;
  }>(`
    SELECT kind, id, nullIf(toString(site), '${NO_SITE}') AS site, valid_from AS validFrom, argMax(attrs, (at, p, e, n)) AS attrs
    FROM dim_version GROUP BY kind, site, id, valid_from ORDER BY kind, site, id, valid_from`);
  return rows.map(({ attrs, ...version }) => ({ ...version, attrs: JSON.parse(attrs) as DimensionVersion['attrs'] }));
}
