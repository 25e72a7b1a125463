import type { Filter } from '../metrics/question.ts';
import { FINDINGS, type Finding } from '../metrics/impossibilities.ts';
import { Dimensions } from '../metrics/dimension-register.ts';
import { intervalStarts } from '../time/interval.ts';
import { isoInZone, zoneOf } from '../time/zone.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { findingsSql } from './quality-sql.ts';

/** Which findings are asked for. Instants in ms UTC, `from` inclusive, `to` exclusive. */
export interface QualityQuestion {
  fromMs: number;
  toMs: number;
  zone: string;
  filter: Pick<Filter, 'site' | 'team'>;
  /** Empty: all. */
  producers: readonly string[];
  kinds: readonly Finding[];
}

/** An event to look at: where it stands in the log. */
export interface FindingExample {
  e: number;
  n: number;
  at: number;
  /** Contact that it is of; null where it names none. */
  ix: string | null;
}

export interface FindingRow {
  /** Start of the business day, ISO 8601 with the zone's offset. */
  day: string;
  producer: string;
  site: string | null;
  kind: Finding;
  /** Events found. They count in every number as they stand. */
  count: number;
  /** The first ones of the day. */
  examples: readonly FindingExample[];
}

export interface QualityAnswer {
  rows: readonly FindingRow[];
  total: number;
  fromMs: number;
  toMs: number;
  zone: string;
  generatedAt: number;
}

interface SqlRow {
  day_at: number;
  p: string;
  of: string | null;
  kind: Finding;
  count: number;
  examples: readonly (readonly [at: number, e: number, n: number, ix: string])[];
}

/**
 * Events that cannot have been as they say, by day, producer, site and kind; what a correction has taken back is out of it.
 * Throws WarehouseError.
 */
export async function answerQuality(
  warehouse: Warehouse,
  { fromMs, toMs, zone, filter, producers, kinds }: QualityQuestion,
  nowMs: number,
): Promise<QualityAnswer> {
  const known = new Dimensions(await dimensionVersions(warehouse));
  const onlySite = filter.site?.length === 1 ? filter.site[0]! : null;
  const { dayStartMs } = known.calendar(onlySite, fromMs, zone);
  const days = intervalStarts('day', fromMs, toMs, zoneOf(zone), dayStartMs);
  const startsMs = days.map((start) => Math.max(start, fromMs));
  const wanted = kinds.length > 0 ? kinds : FINDINGS;
  // No finding says of which team it is: who sees one team only, sees none.
  const statements = filter.team ? [] : findingsSql(wanted, { startsMs, toMs }, { ...filter, producers });
  const found = await Promise.all(statements.map(({ sql, parameters }) => warehouse.query<SqlRow>(sql, parameters)));
  const rows = found.flat().map(({ day_at, p, of, kind, count, examples }): FindingRow => ({
    day: isoInZone(days[startsMs.indexOf(day_at)]!, zoneOf(zone)),
    producer: p,
    site: of,
    kind,
    count,
    examples: examples.map(([at, e, n, ix]) => ({ e, n, at, ix: ix === '' ? null : ix })),
  }));
  const order = (row: FindingRow): string =>
    [row.day, row.producer, row.site ?? '\uffff', String(FINDINGS.indexOf(row.kind)).padStart(3, '0')].join('\0');
  rows.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return {
    rows,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    fromMs,
    toMs,
    zone,
    generatedAt: nowMs,
  };
}
