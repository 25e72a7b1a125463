import { SLOT_MS } from '../time/interval.ts';
import { isDimension } from './dimensions.ts';
import { aggregate, type Aggregate, type AggregateName, type Condition } from './aggregates.ts';
import { factKind, type ColumnShape, type FactKind } from './fact-kinds.ts';
import { GAUGE_LIMIT_MS } from './gauge-limits.ts';
import { BOUNDS_SECONDS, type HistogramScale } from './histogram.ts';
import { passColumn } from './second-order.ts';
import { callingSql, type CallingSql } from './calling-sql.ts';
import { isJudgingSetting, type JudgingSetting } from './settings.ts';
import type { Thresholds } from './thresholds.ts';
import { SEPARATOR } from './separator.ts';

/**
 * Aggregates as SQL over rows of a fact table (`fact_<kind>`, collapsed). The rows that an aggregate sees, and the
 * columns `overlap_ms` (clip) and `moment_at` (moment), are given by the query that it stands in; the instant up to
 * which things have happened is `asOf`, an SQL expression in ms.
 */
export interface SqlScope {
  asOf: string;
  threshold: SettingSql;
}

/** SQL expressions of settings of the row: T or S in ms or the formula of its queue; of an attempt what the rules of dialling say of it. */
export type SettingSql = (setting: JudgingSetting | CallingSql) => string;

const UNIT_SUFFIX: Partial<Record<ColumnShape['type'], string>> = { ms: '_ms', instant: '_at', decimal: '_millionths' };

/** Name of the table column that holds a fact column: numbers carry their unit. */
export function columnName(kind: FactKind, column: string): string {
  const given = passColumn(kind, column);
  if (given) return given;
  const shape = factKind(kind).columns[column];
  if (!shape) throw new Error(`${kind} has no column ${column}.`);
  return column + (UNIT_SUFFIX[shape.type] ?? '');
}

/** Name of the table column of a fact column, of a dimension, or of the contact. An absent site is an empty text there. */
const valueColumn = (kind: FactKind, name: string): string => {
  if (name === 'site') return "nullIf(site, '')";
  return name === 'ix' || isDimension(name) ? name : columnName(kind, name);
};

/** SQL of "it has ended as seen at asOf". */
export const endedSql = (asOf: string): string => `ifNull(to_at < ${asOf}, 0)`;

/** SQL of "it can stand in a gauge at that moment": a call that lasts longer than its limit is a ghost. */
export const inGaugeSql = (kind: FactKind, moment: string): string => {
  const limitMs = GAUGE_LIMIT_MS[kind];
  return limitMs === undefined ? '1' : `(ifNull(media, 'voice') != 'voice' OR ${moment} - from_at <= ${limitMs})`;
};

/** SQL of the start of the 15-min slot that holds an instant; intDiv alone would round instants before 1970 up. */
export const slotSql = (instant: string): string =>
  `(intDiv(${instant}, ${SLOT_MS}) - (${instant} < 0 AND ${instant} % ${SLOT_MS} != 0)) * ${SLOT_MS}`;

/** SQL of the bucket (upper bound in seconds) of a column of times. */
const boundSql = (column: string, scale: HistogramScale): string => {
  // roundDown searches an ascending array for the greatest bound not above; mirrored, it finds the smallest not below.
  const mirrored = BOUNDS_SECONDS[scale].map((bound) => -bound).reverse();
  return `-roundDown(-toInt64(ceil(${column} / 1000)), [${mirrored.join(',')}])`;
};

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function conditionSql(kind: FactKind, condition: Condition, scope: SqlScope, wait: string | null): string {
  if ('all' in condition) {
    return condition.all.map((part) => conditionSql(kind, part, scope, wait)).join(' AND ') || '1';
  }
  if ('not' in condition) return `NOT ifNull(${conditionSql(kind, condition.not, scope, wait)}, 0)`;
  if ('next' in condition) {
    const following = `SELECT (site, key) FROM fact_span FINAL WHERE gone = 0 AND ifNull(${conditionSql(kind, condition.next, scope, null)}, 0)`;
    return `(site, concat(agent, '${SEPARATOR}', toString(to_at))) IN (${following})`;
  }
  if ('ended' in condition) return condition.ended ? endedSql(scope.asOf) : `NOT ${endedSql(scope.asOf)}`;
  if ('dimension' in condition) return `${condition.dimension} IN (${condition.in.map(quoted).join(', ')})`;
  if ('levelBy' in condition) {
    return `${scope.threshold('serviceLevelFormula')} IN (${condition.levelBy.map(quoted).join(', ')})`;
  }
  const column = wait ?? columnName(kind, condition.column);
  if ('text' in condition) return `${column} IN (${condition.text.map(quoted).join(', ')})`;
  if ('equals' in condition) return `${column} = ${condition.equals}`;
  if ('absent' in condition) return `${column} IS ${condition.absent ? '' : 'NOT '}NULL`;
  if ('calling' in condition) return scope.threshold(condition.calling);
  if ('beforeMoment' in condition) return `${column} < moment_at`;
  if ('is' in condition) return `${column} IN (${condition.is.map((word) => `'${word}'`).join(', ')})`;
  if ('below' in condition) return `${column} < ${condition.below}`;
  if ('above' in condition) return `${column} > ${condition.above}`;
  if ('atMost' in condition) return `${column} <= ${scope.threshold(condition.atMost)}`;
  return `${column} > ${scope.threshold(condition.over)}`;
}

/** SQL of "the aggregate counts this row" among those that its pass meets. */
export function countsSql(name: AggregateName, scope: SqlScope): string {
  const conditions = conditionParts(name, scope).map(({ sql }) => sql);
  return conditions.length > 0 ? `ifNull(${conditions.join(' AND ')}, 0)` : '1';
}

/** The conditions of an aggregate one by one, each with its SQL: it counts a row for which all of them hold. */
export function conditionParts(name: AggregateName, scope: SqlScope): { condition: Condition; sql: string }[] {
  const { fact, when, where } = aggregate(name);
  const wait = when === 'waiting' ? waitSoFarSql(scope) : null;
  const flat = (condition: Condition): Condition[] => ('all' in condition ? condition.all.flatMap(flat) : [condition]);
  const conditions: Condition[] = [
    ...(when === 'waiting' ? [{ ended: false }] : []),
    ...(needsEnd(aggregate(name)) ? [{ ended: true }] : []),
    ...(where ? flat(where) : []),
  ];
  return conditions.map((condition) => ({ condition, sql: conditionSql(fact, condition, scope, wait) }));
}

/** What a row that counts puts in: 1, its time, or the column that is added up, gathered or compared. */
export function shareSql(name: AggregateName): string {
  const { fact, take } = aggregate(name);
  if (take === 'count') return '1';
  if (take === 'time') return 'overlap_ms';
  if (take === 'length') return 'assumeNotNull(to_at) - from_at';
  if ('growth' in take) return 'growth';
  if ('byAgent' in take) return 'overlap_ms';
  if ('maxTime' in take) return 'moment_at - from_at';
  if ('sum' in take) return `ifNull(${columnName(fact, take.sum)}, 0)`;
  if ('distinct' in take) return valueColumn(fact, take.distinct);
  if ('slots' in take) return take.slots === 'count' ? 'toInt64(1)' : columnName(fact, take.slots.sum);
  return columnName(fact, 'max' in take ? take.max : take.histogram);
}

/** The aggregate as an SQL expression; null never comes out but of a max over nothing. */
export function aggregateSql(name: AggregateName, scope: SqlScope): string {
  const { take } = aggregate(name);
  const test = countsSql(name, scope);
  const share = shareSql(name);
  if (take === 'count') return test === '1' ? 'toInt64(count())' : `toInt64(countIf(${test}))`;
  if (take === 'time' || take === 'length' || 'growth' in take || 'sum' in take) return `sumIf(${share}, ${test})`;
  if ('maxTime' in take || 'max' in take) return `maxOrNullIf(${share}, ${test})`;
  if ('distinct' in take) return `toInt64(uniqExactIf(${share}, ${test}))`;
  if ('slots' in take) return `sumMapIf([toInt64(${slotSql('from_at')})], [toInt64(ifNull(${share}, 0))], ${test})`;
  if ('byAgent' in take) return `sumMapIf([${AGENT_SQL}], [toInt64(${share})], ${test})`;
  const known = test === '1' ? `${share} IS NOT NULL` : `${test} AND ${share} IS NOT NULL`;
  return `sumMapIf([${boundSql(`assumeNotNull(${share})`, take.scale ?? 'wait')}], [toInt64(1)], ${known})`;
}

/** An agent, as one text: ids are unique inside a site. */
const AGENT_SQL = `concat(toString(site), '${SEPARATOR}', ifNull(toString(agent), ''))`;

/** The wait of a visit that has not ended, as SQL. */
const waitSoFarSql = ({ asOf }: SqlScope): string => `(${asOf} - from_at)`;

/** Visits on the entry basis are seen before they end: what is said of their end holds only when it has come. */
const needsEnd = ({ when, take, where }: Aggregate): boolean =>
  when === 'basis' && (take !== 'count' || where !== undefined);

/**
 * T, S or the formula of the row's queue at the start of the 15-min interval of its entry, as SQL. A plain value where no
 * site and no queue differs from the default; else a search in constant arrays.
 */
export function thresholdSql(thresholds: Thresholds, slot: string = slotSql('from_at')): SettingSql {
  const { timelines, defaults, calling } = thresholds;
  const literal = (value: string | number): string => (typeof value === 'string' ? quoted(value) : String(value));
  return (setting) => {
    if (!isJudgingSetting(setting)) return callingSql(calling, setting);
    if (timelines.length === 0) return literal(defaults[setting]);
    const all = [{ site: null, queue: null, steps: [defaults] }, ...timelines];
    const starts = all.map(({ steps }) => `[${steps.map(({ fromMs }) => fromMs).join(',')}]`).join(',');
    const values = all.map(({ steps }) => `[${steps.map((step) => literal(step[setting])).join(',')}]`).join(',');
    const index = (queue: boolean): string => {
      const of = all.flatMap((timeline, i) =>
        i > 0 && (timeline.queue !== null) === queue ? [{ ...timeline, i: i + 1 }] : [],
      );
      if (of.length === 0) return queue ? index(false) : '1';
      const keys = of.map((timeline) =>
        quoted(queue ? `${timeline.site ?? ''}${SEPARATOR}${timeline.queue ?? ''}` : (timeline.site ?? '')),
      );
      const key = queue ? `concat(ifNull(site, ''), '${SEPARATOR}', ifNull(queue, ''))` : `ifNull(site, '')`;
      return `transform(${key}, [${keys.join(',')}], [${of.map(({ i }) => i).join(',')}], ${queue ? index(false) : 1})`;
    };
    return (
      `arrayElement([${values}][${index(true)}], ` +
      `toInt64(arrayCount(start -> start <= ${slot}, [${starts}][${index(true)}])))`
    );
  };
}
