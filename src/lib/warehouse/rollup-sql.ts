import { aggregate } from '#lib/metrics/aggregates.ts';
import type { FactKind } from '#lib/metrics/fact-kinds.ts';
import type { Basis } from '#lib/metrics/question.ts';
import { aggregateSql, slotSql, type SqlScope } from '#lib/metrics/sql.ts';
import { SLOT_MS } from '#lib/time/interval.ts';
import { factTable } from './fact-table.ts';
import {
  PRODUCER_SLOT,
  ROLLUP_BASES,
  ROLLUP_DIMENSIONS,
  rollupAggregates,
  rollupColumns,
  rollupTable,
} from './rollup-table.ts';
import { LONGEST_SPAN_IN_ROLLUP_MS, type RolledUp } from './slots-touched.ts';

/** Quarter hours that are built together: ascending starts, ms UTC. */
export interface Build {
  slots: readonly number[];
  build: number;
  /** Up to which instant things have happened, ms UTC: later than the end of every slot. */
  asOfMs: number;
}

/** A span is rolled up where it is closed and not longer than the longest; the others are read from the facts. */
export const SPAN_IN_ROLLUP_SQL = `(to_at IS NOT NULL AND assumeNotNull(to_at) - from_at <= ${LONGEST_SPAN_IN_ROLLUP_MS})`;

/** The statements that write the rows of these slots; the same statements twice would write them twice. */
export function buildSql(what: RolledUp, build: Build): string[] {
  if (what === 'event') return [producerSlotSql(build)];
  if (what === 'visit') return ROLLUP_BASES.map((basis) => factSlotSql(what, build, basis));
  return [factSlotSql(what, build, null)];
}

function bounds({ slots }: Build): { fromMs: number; toMs: number; list: string } {
  return { fromMs: slots[0]!, toMs: slots.at(-1)! + SLOT_MS, list: slots.join(', ') };
}

function factSlotSql(kind: FactKind, build: Build, basis: Basis | null): string {
  const scope: SqlScope = {
    asOf: String(build.asOfMs),
    threshold: (threshold) => {
      throw new Error(`A roll-up holds nothing that depends on ${threshold}.`);
    },
  };
  const values = rollupAggregates(kind).map((name) => {
    // What counts by entry alone has no place among the exits.
    const counted = basis === 'event' && aggregate(name).when === 'entry' ? '0' : aggregateSql(name, scope);
    return `${counted} AS ${name}`;
  });
  const basisColumn = basis === null ? [] : [`'${basis}' AS basis`];
  const columns = ['slot_at', `${build.build} AS build`, ...basisColumn, ...ROLLUP_DIMENSIONS, ...values];
  const names = rollupColumns(kind).map(({ name }) => name);
  return `
    INSERT INTO ${rollupTable(kind)} (${names.join(', ')})
    SELECT ${columns.join(', ')} FROM ${slotted(kind, build, basis)}
    GROUP BY slot_at, ${ROLLUP_DIMENSIONS.join(', ')}`;
}

/** The surviving facts with the slot in which they count, once per slot. */
function slotted(kind: FactKind, build: Build, basis: Basis | null): string {
  const { fromMs, toMs, list } = bounds(build);
  const table = `${factTable(kind)} FINAL`;
  if (kind === 'span') {
    const first = `greatest(from_at, ${fromMs})`;
    const last = `least(assumeNotNull(to_at), ${toMs})`;
    const covered = `arrayMap(i -> ${fromMs} + i * ${SLOT_MS}, range(toUInt64(intDiv(${first} - ${fromMs}, ${SLOT_MS})), toUInt64(intDiv(${last} - 1 - ${fromMs}, ${SLOT_MS}) + 1)))`;
    return `(
      SELECT *, arrayJoin(${covered}) AS slot_at, least(${last}, slot_at + ${SLOT_MS}) - greatest(from_at, slot_at) AS overlap_ms
      FROM ${table}
      WHERE gone = 0 AND ${SPAN_IN_ROLLUP_SQL} AND from_at >= ${fromMs - LONGEST_SPAN_IN_ROLLUP_MS} AND from_at < ${toMs}
        AND to_at > ${fromMs} AND to_at > from_at AND slot_at IN (${list})
    )`;
  }
  const instant = basis === 'entry' ? 'from_at' : 'assumeNotNull(to_at)';
  const column = basis === 'entry' ? 'from_at' : 'to_at';
  return `(
    SELECT *, ${slotSql(instant)} AS slot_at FROM ${table}
    WHERE gone = 0 AND ${column} >= ${fromMs} AND ${column} < ${toMs} AND slot_at IN (${list})
  )`;
}

function producerSlotSql(build: Build): string {
  const { fromMs, toMs, list } = bounds(build);
  return `
    INSERT INTO ${PRODUCER_SLOT} (slot_at, build, site, p, e, received, first_n, last_n)
    SELECT ${slotSql('at')} AS slot_at, ${build.build} AS build, site, p, e, count() AS received, min(n) AS first_n, max(n) AS last_n
    FROM event_raw FINAL WHERE at >= ${fromMs} AND at < ${toMs} AND slot_at IN (${list})
    GROUP BY slot_at, site, p, e`;
}

/** Slots of the list in which a visit is open at asOf: their numbers still change without a new event. */
export const unsettledSql = ({ slots, asOfMs }: Omit<Build, 'build'>): string => `
  SELECT DISTINCT ${slotSql('from_at')} AS slot_at FROM ${factTable('visit')} FINAL
  WHERE gone = 0 AND from_at >= ${slots[0]!} AND from_at < ${slots.at(-1)! + SLOT_MS}
    AND (to_at IS NULL OR to_at >= ${asOfMs}) AND slot_at IN (${slots.join(', ')})`;
