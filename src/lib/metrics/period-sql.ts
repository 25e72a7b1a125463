import { SLOT_MS } from '../time/interval.ts';
import { aggregate, type AggregateName, type Attribution } from './aggregates.ts';
import { calendarSql, type CalendarScan } from './calendar-sql.ts';
import { isDimension, type AnyDimension } from './dimensions.ts';
import { factKind, type FactKind } from './fact-kinds.ts';
import type { Basis, Filter } from './question.ts';
import { attemptsSql, firstOfferSql, issuesSql, loginsSql, plannedSql, repliesSql } from './second-order-sql.ts';
import { aggregateSql, columnName, endedSql, inGaugeSql, slotSql, type SettingSql, type SqlScope } from './sql.ts';

/** How the facts of a kind are found and seen: aggregates of one scan share a pass, in memory and in SQL. */
export type Scan = Exclude<Attribution, 'basis'>;

/** Which pass an attribution needs on a basis. A waiting visit of the entry basis is met where its entry is. */
function scanOf(when: Attribution, basis: Basis): Scan {
  switch (when) {
    case 'entry':
      return 'entry';
    case 'basis':
      return basis === 'entry' ? 'entry' : 'end';
    case 'waiting':
      return basis === 'entry' ? 'entry' : 'waiting';
    default:
      return when;
  }
}

/** The passes that some aggregates need: which fact kind, which scan, once per queue listed or not. */
export interface ScanGroup {
  kind: FactKind;
  scan: Scan;
  perListedQueue: boolean;
  names: AggregateName[];
}

export function scanGroups(names: Iterable<AggregateName>, basis: Basis): ScanGroup[] {
  const groups = new Map<string, ScanGroup>();
  for (const name of new Set(names)) {
    const { fact: kind, when, perListedQueue = false } = aggregate(name);
    const scan = scanOf(when, basis);
    const key = `${kind} ${scan} ${perListedQueue}`;
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { kind, scan, perListedQueue, names: [name] });
  }
  return [...groups.values()];
}

/** What the facts are counted over: consecutive intervals, seen at asOf. All instants ms UTC. */
export interface CountedPeriod {
  /** Starts of the intervals, ascending; the first is the start of the period. */
  startsMs: readonly number[];
  toMs: number;
  asOfMs: number;
}

/** A statement and the parameters that it binds. */
export interface BoundSql {
  sql: string;
  parameters: Record<string, unknown>;
}

/** The interval of an instant, as SQL. */
export const intervalOfSql = (instant: string, startsMs: readonly number[]): string =>
  startsMs.length === 1 ? String(startsMs[0]) : `roundDown(${instant}, [${startsMs.join(',')}])`;

/** Quarter hours to which a pass is kept; facts for which `or` (SQL) holds count in all. */
export interface WithinSlots {
  slots: readonly number[];
  or?: string;
}

/** The rows of a fact table that a pass meets, as parts of a statement: each fact once for each interval it counts in. */
export interface PassSql {
  from: string;
  conditions: string[];
  /** Expression of the start of the interval, ms. */
  interval: string;
  /** Expression of the instant at which a row counts, ms. */
  instant: string;
  parameters: Record<string, unknown>;
}

/**
 * Which facts a pass meets, and how. The columns `overlap_ms` and `moment_at` are there where an aggregate of it needs
 * them. `setting`: needed where the pass itself reads settings.
 */
export function passSql(
  { kind, scan, perListedQueue }: Omit<ScanGroup, 'names'>,
  period: CountedPeriod,
  by: readonly AnyDimension[],
  filter: Filter,
  within?: WithinSlots,
  bySlot = false,
  setting?: SettingSql,
): PassSql | null {
  const { startsMs, toMs, asOfMs } = period;
  const fromMs = startsMs[0]!;
  const untilMs = Math.min(toMs, asOfMs);
  const starts = startsMs.filter((start) => start < asOfMs);
  if (starts.length === 0) return null;
  const asOf = String(asOfMs);
  const intervalOf = (instant: string): string => intervalOfSql(instant, starts);
  const inSlots = (slot: string): string[] =>
    within ? [`(${slot} IN (${[-1, ...within.slots].join(', ')})${within.or ? ` OR ${within.or}` : ''})`] : [];
  const { conditions, parameters } = filterSql(filter, perListedQueue);
  conditions.unshift('gone = 0');
  let from = `fact_${kind} FINAL`;
  let interval: string;
  let instant = 'from_at';
  switch (scan) {
    case 'entry':
      interval = intervalOf('from_at');
      conditions.push(`from_at >= ${fromMs}`, `from_at < ${untilMs}`, ...inSlots(slotSql('from_at')));
      break;
    case 'end':
      interval = intervalOf('to_at');
      instant = 'assumeNotNull(to_at)';
      conditions.push(`to_at >= ${fromMs}`, `to_at < ${untilMs}`, ...inSlots(slotSql('assumeNotNull(to_at)')));
      break;
    case 'due':
      interval = intervalOf('assumeNotNull(due_at)');
      instant = 'assumeNotNull(due_at)';
      conditions.push(`due_at >= ${fromMs}`, `due_at < ${untilMs}`);
      break;
    case 'within': {
      interval = intervalOf('from_at');
      const ends = starts.map((_, i) => Math.min(startsMs[i + 1] ?? toMs, asOfMs));
      const end =
        starts.length === 1 ? String(ends[0]) : `transform(${interval}, [${starts.join(',')}], [${ends.join(',')}], 0)`;
      conditions.push(`from_at >= ${fromMs}`, `to_at <= ${untilMs}`, `to_at <= ${end}`);
      break;
    }
    case 'waiting': {
      if (!(fromMs < asOfMs && asOfMs <= toMs)) return null;
      interval = String(starts.findLast((start) => start < asOfMs));
      instant = `(${asOf} - 1)`;
      conditions.push(`from_at < ${asOf}`, `NOT ${endedSql(asOf)}`, inGaugeSql(kind, asOf));
      break;
    }
    case 'clip': {
      // Cut at the quarter hours first: every interval of a report is made of whole ones.
      interval = intervalOf('slot_at');
      instant = 'slot_at';
      conditions.push(`from_at < ${untilMs}`, `(to_at IS NULL OR to_at > ${fromMs})`);
      const begin = `greatest(from_at, ${fromMs})`;
      const end = `least(ifNull(to_at, ${asOf}), ${untilMs})`;
      const whole = starts.length === 1 && !within && !bySlot;
      const slots = whole
        ? `[toInt64(${fromMs})]`
        : `arrayMap(i -> ${fromMs} + i * ${SLOT_MS}, range(toUInt64(intDiv(${begin} - ${fromMs}, ${SLOT_MS})), ` +
          `toUInt64(intDiv(${end} - 1 - ${fromMs}, ${SLOT_MS}) + 1)))`;
      const slotEnd = whole ? end : `least(${end}, slot_at + ${SLOT_MS})`;
      from =
        `(SELECT *, arrayJoin(${slots}) AS slot_at, ${slotEnd} - greatest(${begin}, slot_at) AS overlap_ms ` +
        `FROM fact_${kind} FINAL WHERE ${conditions.join(' AND ')} AND ${end} > ${begin})`;
      conditions.splice(0, conditions.length, 'overlap_ms > 0', ...inSlots('slot_at'));
      break;
    }
    case 'moment': {
      interval = 'interval_start';
      const moments = starts.map((_, i) => Math.min(startsMs[i + 1] ?? toMs, asOfMs));
      const pairs = momentPairs(starts, startsMs, toMs, asOfMs);
      conditions.push(`from_at < ${moments.at(-1)}`, `(to_at IS NULL OR to_at >= ${moments[0]})`);
      from =
        `(SELECT *, arrayJoin(arrayFilter(m -> from_at < m.2 AND (to_at IS NULL OR to_at >= m.2), ${pairs})) AS moment, ` +
        `moment.1 AS interval_start, moment.2 AS moment_at FROM fact_${kind} FINAL WHERE ${conditions.join(' AND ')})`;
      conditions.splice(0, conditions.length, inGaugeSql(kind, 'moment_at'));
      break;
    }
    case 'latest': {
      interval = 'interval_start';
      // The newest of a series first, and then what is asked of it: an older sample never stands in for a newer one.
      const { series } = factKind(kind);
      if (!series) throw new Error(`Facts of the kind ${kind} are no samples of a series.`);
      const of = seriesColumns(kind, series.of);
      from =
        `(SELECT *, arrayJoin(arrayFilter(m -> to_at < m.2 AND to_at >= m.2 - ${series.standsForMs}, ${momentPairs(starts, startsMs, toMs, asOfMs)})) AS moment, ` +
        `moment.1 AS interval_start, moment.2 AS moment_at FROM fact_${kind} FINAL WHERE gone = 0 ` +
        `AND from_at < ${untilMs} AND from_at >= ${fromMs - series.standsForMs} ORDER BY at DESC, p DESC, e DESC, n DESC LIMIT 1 BY ${['interval_start', ...of].join(', ')})`;
      break;
    }
    case 'issues':
      interval = intervalOf('from_at');
      from = issuesSql({ fromMs, untilMs, asOfMs });
      conditions.push(`from_at >= ${fromMs}`, `from_at < ${untilMs}`);
      break;
    case 'first_offer':
      interval = intervalOf('from_at');
      from = firstOfferSql({ fromMs, untilMs, asOfMs });
      conditions.push(`from_at >= ${fromMs}`, `from_at < ${untilMs}`);
      break;
    case 'planned':
      interval = 'interval_start';
      from = plannedSql({ fromMs, untilMs, asOfMs }, momentPairs(starts, startsMs, toMs, asOfMs));
      // A segment that ends before it begins is no time.
      conditions.push('overlap_ms > 0');
      break;
    case 'logins':
      interval = intervalOf('login_at');
      instant = 'login_at';
      from = loginsSql({ fromMs, untilMs, asOfMs });
      conditions.push(`login_at >= ${fromMs}`, `login_at < ${untilMs}`);
      break;
    case 'attempts':
      if (!setting) throw new Error('A pass over attempts reads the zones of their sites.');
      interval = intervalOf('from_at');
      from = attemptsSql({ fromMs, untilMs, asOfMs }, setting);
      conditions.push(`from_at >= ${fromMs}`, `from_at < ${untilMs}`);
      break;
    case 'replies':
      interval = intervalOf('from_at');
      from = repliesSql({ fromMs, untilMs, asOfMs });
      conditions.push(`from_at >= ${fromMs}`, `from_at < ${untilMs}`);
      break;
    case 'growth': {
      interval = intervalOf('to_at');
      instant = 'assumeNotNull(to_at)';
      const { series } = factKind(kind);
      if (!series?.counter) throw new Error(`Facts of the kind ${kind} have no counter.`);
      const { gapMs } = series.counter;
      const reading = columnName(kind, series.counter.column);
      const before =
        `OVER (PARTITION BY ${seriesColumns(kind, series.of).join(', ')} ORDER BY at, p, e, n ` +
        'ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)';
      from =
        `(SELECT *, lagInFrame(${reading}) ${before} AS reading_before, lagInFrame(to_at) ${before} AS read_before_at, ` +
        `if(ifNull(to_at - read_before_at <= ${gapMs}, 0), ${reading} - if(reading_before > ${reading}, 0, reading_before), 0) AS growth ` +
        `FROM fact_${kind} FINAL WHERE gone = 0 AND ${reading} IS NOT NULL AND from_at >= ${fromMs - gapMs} AND from_at < ${untilMs})`;
      conditions.push(`to_at >= ${fromMs}`, `to_at < ${untilMs}`);
      break;
    }
  }
  if (perListedQueue) {
    const served = filter.queue ? 'arrayFilter(q -> q IN {served:Array(String)}, queues)' : 'queues';
    if (filter.queue) parameters.served = filter.queue;
    // By queue an agent counts in each that it serves; else once, where it serves any.
    from = by.includes('queue')
      ? `(SELECT *, arrayJoin(${served}) AS listed_queue FROM ${from} WHERE ${conditions.join(' AND ')})`
      : `(SELECT * FROM ${from} WHERE ${conditions.join(' AND ')} AND notEmpty(${served}))`;
    conditions.splice(0, conditions.length, '1');
  }
  return { from, conditions, interval, instant, parameters };
}

/**
 * One pass over a fact table as SQL. Columns of the answer: `interval_at` (ms), `c0` ... for the groups of the calendar,
 * `d0` ... in the order of `by`, and one per aggregate. Null where no interval of the period can hold anything.
 */
export function scanSql(
  group: ScanGroup,
  period: CountedPeriod,
  by: readonly AnyDimension[],
  filter: Filter,
  threshold: SqlScope['threshold'],
  within?: WithinSlots,
  calendar?: CalendarScan,
): BoundSql | null {
  const pass = passSql(group, period, by, filter, within, calendar !== undefined, threshold);
  if (pass === null) return null;
  const { from, conditions, interval, instant, parameters } = pass;
  const placed = calendar ? calendarSql(calendar, instant) : null;
  const columns = [
    ...(placed?.columns ?? []),
    ...by.map((dimension, i) => `${dimensionSql(dimension, group.perListedQueue)} AS d${i}`),
  ];
  const scope: SqlScope = { asOf: String(period.asOfMs), threshold };
  const values = group.names.map((name) => `${aggregateSql(name, scope)} AS ${name}`);
  const keys = ['interval_at', ...(calendar?.by ?? []).map((_, i) => `c${i}`), ...by.map((_, i) => `d${i}`)];
  return {
    sql:
      `SELECT toInt64(${interval}) AS interval_at, ${[...columns, ...values].join(', ')} ` +
      `FROM ${from} WHERE ${[...conditions, ...(placed?.conditions ?? [])].join(' AND ')} GROUP BY ${keys.join(', ')}`,
    parameters: { ...parameters, ...placed?.parameters },
  };
}

/** Table columns that tell the series of a kind apart. */
const seriesColumns = (kind: FactKind, of: readonly string[]): string[] => [
  'site',
  ...of.map((name) => (isDimension(name) ? name : columnName(kind, name))),
];

/** SQL array of (start of the interval, moment at which it is looked at). */
const momentPairs = (starts: readonly number[], startsMs: readonly number[], toMs: number, asOfMs: number): string =>
  `[${starts.map((start, i) => `(${start}, ${Math.min(startsMs[i + 1] ?? toMs, asOfMs)})`).join(',')}]`;

/** A dimension as it stands in answers: absent is null. The tables keep an absent site as an empty text. */
export function dimensionSql(dimension: AnyDimension, perListedQueue = false): string {
  if (dimension === 'site') return "nullIf(site, '')";
  return perListedQueue && dimension === 'queue' ? 'listed_queue' : dimension;
}

/** Conditions and parameters of a filter. */
export function filterSql(
  filter: Filter,
  withoutQueue = false,
): { conditions: string[]; parameters: Record<string, unknown> } {
  const conditions: string[] = [];
  const parameters: Record<string, unknown> = {};
  for (const [dimension, values] of Object.entries(filter)) {
    if (withoutQueue && dimension === 'queue') continue;
    conditions.push(`${dimension} IN {f_${dimension}:Array(String)}`);
    parameters[`f_${dimension}`] = values;
  }
  return { conditions, parameters };
}
