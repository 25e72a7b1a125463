import { ROLLED_UP_AGGREGATES, aggregate, type AggregateName, type Condition } from '../metrics/aggregates.ts';
import { isWaitBound } from '../metrics/histogram.ts';
import type { ServiceLevelFormula } from '../metrics/settings.ts';
import { dimensionSql, filterSql, intervalOfSql, type BoundSql, type ScanGroup } from '../metrics/period-sql.ts';
import { thresholdSql } from '../metrics/sql.ts';
import { SLOT_MS } from '../time/interval.ts';
import { heldRowsSql } from '../warehouse/rollup-reading.ts';
import { ROLLED_UP_KINDS, ROLLUP_DIMENSIONS, rollupAggregates, rollupTable } from '../warehouse/rollup-table.ts';
import type { Counting } from './counting.ts';

/** A scan in two: what has a place in the roll-ups, and what is read from the facts in any case. */
export function apartByRollUp(group: ScanGroup): ScanGroup[] {
  const held = group.names.filter((name) => name in ROLLED_UP_AGGREGATES);
  const others = group.names.filter((name) => !(name in ROLLED_UP_AGGREGATES));
  return [held, others].filter((names) => names.length > 0).map((names) => ({ ...group, names }));
}

/** True where the roll-ups hold what the scan asks for: then the facts are needed only where a roll-up is not up to date. */
export function isRolledUp(group: ScanGroup, { by, filter, basis, period, thresholds }: Counting): boolean {
  const { kind, scan, perListedQueue, names } = group;
  if (perListedQueue || !ROLLED_UP_KINDS.includes(kind)) return false;
  if (scan !== 'entry' && scan !== 'end' && scan !== 'clip') return false;
  const { startsMs, toMs } = period;
  if (startsMs[0]! % SLOT_MS !== 0 || toMs % SLOT_MS !== 0) return false;
  const known = ROLLUP_DIMENSIONS as readonly string[];
  if (![...by, ...Object.keys(filter)].every((dimension) => known.includes(dimension))) return false;
  if (!names.every((name) => name in ROLLED_UP_AGGREGATES)) return false;
  const columns = rollupAggregates(kind);
  const judged = names.filter((name) => !columns.includes(name));
  if (judged.length === 0) return true;
  if (!judged.every((name) => isNothingSettled(name) || judgedOn(name) !== null)) return false;
  // A threshold is judged at the entry of a visit: among the exits of a quarter hour it must be the same at all times.
  const steps = [thresholds.defaults, ...thresholds.timelines.flatMap(({ steps: own }) => own)];
  const exact = steps.every(
    ({ slThresholdMs, shortAbandonMs }) => isWaitBound(slThresholdMs) && isWaitBound(shortAbandonMs),
  );
  return exact && (basis === 'entry' || thresholds.timelines.every(({ steps: own }) => own.length === 1));
}

/** The rows of the roll-up that hold, but for the quarter hours that are dirty, as SQL with the columns of `scanSql`. */
export function rollupSql({ kind, scan, names }: ScanGroup, counting: Counting, dirty: readonly number[]): BoundSql {
  const { by, filter, period, thresholds } = counting;
  const { startsMs, toMs } = period;
  const { conditions, parameters } = filterSql(filter);
  conditions.push(heldRowsSql(kind, startsMs[0]!, toMs));
  if (kind === 'visit') conditions.push(`basis = '${scan === 'entry' ? 'entry' : 'event'}'`);
  if (dirty.length > 0) conditions.push(`slot_at NOT IN (${dirty.join(', ')})`);
  const threshold = thresholdSql(thresholds, 'slot_at');
  const dims = by.map((dimension, i) => `${dimensionSql(dimension)} AS d${i}`);
  const values = names.map((name) => `${valueSql(name, threshold)} AS ${name}`);
  return {
    sql:
      `SELECT toInt64(${intervalOfSql('slot_at', startsMs)}) AS interval_at, ${[...dims, ...values].join(', ')} ` +
      `FROM ${rollupTable(kind)} AS rolled WHERE ${conditions.join(' AND ')} ` +
      `GROUP BY ${['interval_at', ...by.map((_, i) => `d${i}`)].join(', ')}`,
    parameters,
  };
}

function valueSql(name: AggregateName, setting: ReturnType<typeof thresholdSql>): string {
  if (isNothingSettled(name)) return 'toInt64(0)';
  const judged = judgedOn(name);
  if (judged) {
    const { column, limit, levelBy } = judged;
    const counted =
      limit === null
        ? `rolled.${column}`
        : `arraySum(arrayMap((bound, n) -> if(bound * 1000 <= ${setting(limit)}, n, 0), rolled.${column}.1, rolled.${column}.2))`;
    if (levelBy === null) return `toInt64(sum(${counted}))`;
    const formulas = levelBy.map((formula) => `'${formula}'`).join(', ');
    return `toInt64(sum(if(${setting('serviceLevelFormula')} IN (${formulas}), ${counted}, 0)))`;
  }
  const { take } = aggregate(name);
  if (typeof take === 'object' && 'histogram' in take) return `sumMap(rolled.${name}.1, rolled.${name}.2)`;
  return typeof take === 'object' && 'max' in take ? `max(rolled.${name})` : `sum(rolled.${name})`;
}

/** A quarter hour that is rolled up has no visit left that waits. */
const isNothingSettled = (name: AggregateName): boolean => aggregate(name).when === 'waiting';

type Limit = Extract<Condition, { atMost: unknown }>['atMost'];

/** What a count of visits by a setting is read off. */
interface JudgedOn {
  /** Of the roll-up: the histogram of their waits, or where no threshold is asked how many they are. */
  column: AggregateName;
  limit: Limit | null;
  /** Kept to visits whose service level counts by one of these formulas. */
  levelBy: readonly ServiceLevelFormula[] | null;
}

/** Null where the roll-up holds nothing that a setting could be asked of. */
function judgedOn(name: AggregateName): JudgedOn | null {
  const { fact, when, take, where } = aggregate(name);
  if (take !== 'count' || !where || !('all' in where)) return null;
  const limits = where.all.filter((part) => 'atMost' in part);
  const formulas = where.all.filter((part) => 'levelBy' in part);
  const rest = where.all.filter((part) => !('atMost' in part) && !('levelBy' in part));
  if (limits.length > 1 || formulas.length > 1 || rest.length !== 1) return null;
  const [limit] = limits;
  const column = (Object.keys(ROLLED_UP_AGGREGATES) as AggregateName[]).find((other) => {
    const candidate = aggregate(other);
    const isHeld = limit
      ? typeof candidate.take === 'object' && 'histogram' in candidate.take && candidate.take.histogram === limit.column
      : candidate.take === 'count';
    return (
      isHeld &&
      candidate.fact === fact &&
      candidate.when === when &&
      JSON.stringify(candidate.where) === JSON.stringify(rest[0])
    );
  });
  return column ? { column, limit: limit?.atMost ?? null, levelBy: formulas[0]?.levelBy ?? null } : null;
}
