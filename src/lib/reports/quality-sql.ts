import { CORRECTED } from '../warehouse/correction-table.ts';
import { LONGEST_CALL_MS, PAIR_FINDINGS, ROUNDING_MS, type Finding } from '../metrics/impossibilities.ts';
import { intervalOfSql, type BoundSql } from '../metrics/period-sql.ts';

interface Period {
  startsMs: readonly number[];
  toMs: number;
}

interface Wanted {
  site?: readonly string[] | undefined;
  producers: readonly string[];
}

/** Examples of a row. */
const EXAMPLES = 5;

type Pair = (typeof PAIR_FINDINGS)[number];

/**
 * Rows (p, e, n, at, site, ix) of what several events say together. Calls: another contact's before the agent had left
 * the one before, by more than sources round. Answers: another agent's than an earlier one of the same visit. Unknown: what a
 * site's register does not name, where it names any of that kind.
 */
const PAIRS: Record<Pair, (fromMs: number, toMs: number) => string> = {
  two_calls_at_once: (fromMs, toMs) => `
    SELECT p, e, n, from_at AS at, site, ix FROM (
      SELECT p, e, n, from_at, site, ix, agent,
        max(to_at) OVER before AS busy_until, argMax(ix, to_at) OVER before AS busy_with
      FROM fact_leg FINAL
      WHERE gone = 0 AND agent IS NOT NULL AND ix IS NOT NULL AND to_at > from_at AND from_at >= ${fromMs - LONGEST_CALL_MS}
        AND from_at < ${toMs} AND ifNull(media, 'voice') = 'voice' AND ifNull(role, 'primary') = 'primary'
      WINDOW before AS (PARTITION BY site, agent ORDER BY from_at, to_at, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ) WHERE from_at >= ${fromMs} AND busy_until > from_at + ${ROUNDING_MS} AND busy_with != ix`,
  answered_twice: (fromMs, toMs) => {
    const answers = `NOT ${CORRECTED} AND t = 'queue.left' AND at >= ${fromMs} AND at < ${toMs} AND JSONExtractString(line, 'd', 'outcome') = 'answered'`;
    const agent = `JSONExtractString(line, 'd', 'agent')`;
    // What is received twice over is one event; few visits have a second one, and only those are read.
    const several = `SELECT keys[1] FROM event_raw WHERE t = 'queue.left' AND at >= ${fromMs} AND at < ${toMs} GROUP BY keys[1] HAVING uniqExact(p, e, n) > 1`;
    return `
    SELECT DISTINCT p, e, n, at, site, ix FROM (
      SELECT p, e, n, at, site, ix, ${agent} AS named, groupArray(${agent}) OVER (PARTITION BY keys[1] ORDER BY at, p, e, n
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier
      FROM event_raw WHERE ${answers} AND keys[1] IN (${several})
    ) WHERE notEmpty(named) AND arrayExists(other -> notEmpty(other) AND other != named, earlier)`;
  },
  unknown_queue: (fromMs, toMs) => unknown('visit', 'queue', fromMs, toMs),
  unknown_agent: (fromMs, toMs) => unknown('leg', 'agent', fromMs, toMs),
};

const unknown = (fact: string, kind: 'queue' | 'agent', fromMs: number, toMs: number): string => `
    SELECT p, e, n, from_at AS at, site, ix FROM fact_${fact} FINAL
    WHERE gone = 0 AND from_at >= ${fromMs} AND from_at < ${toMs} AND ${kind} IS NOT NULL
      AND toString(site) IN (SELECT toString(site) FROM dim_version WHERE kind = '${kind}')
      AND (toString(site), toString(${kind})) NOT IN (SELECT toString(site), id FROM dim_version WHERE kind = '${kind}')`;

const isPair = (kind: Finding): kind is Pair => (PAIR_FINDINGS as readonly string[]).includes(kind);

/** Statements that together find the kinds wanted: `day_at`, `p`, `of` (site), `kind`, `count`, `examples`. */
export function findingsSql(
  kinds: readonly Finding[],
  { startsMs, toMs }: Period,
  { site, producers }: Wanted,
): BoundSql[] {
  const fromMs = startsMs[0]!;
  const conditions = [
    `NOT ${CORRECTED}`,
    ...(site ? ['site IN {site:Array(String)}'] : []),
    ...(producers.length > 0 ? ['p IN {producers:Array(String)}'] : []),
  ].join(' AND ');
  const parameters = { site: site ?? [], producers };
  const counted = (kind: string, from: string): BoundSql => ({
    sql: `SELECT toInt64(${intervalOfSql('at', startsMs)}) AS day_at, toString(p) AS p, nullIf(toString(site), '') AS of,
      ${kind} AS kind, toInt64(count()) AS count,
      arraySlice(arraySort(groupArray(1000)((at, e, n, ifNull(toString(ix), '')))), 1, ${EXAMPLES}) AS examples
    FROM (${from}) WHERE ${conditions} GROUP BY day_at, p, of, kind`,
    parameters,
  });
  const single = kinds.filter((kind) => !isPair(kind)).map((kind) => `'${kind}'`);
  return [
    ...(single.length > 0
      ? [
          counted(
            'toString(found)',
            `SELECT kind AS found, site, p, e, n, at, ix FROM event_finding FINAL
            WHERE at >= ${fromMs} AND at < ${toMs} AND kind IN (${single.join(', ')})`,
          ),
        ]
      : []),
    ...kinds.filter(isPair).map((kind) => counted(`'${kind}'`, PAIRS[kind](fromMs, toMs))),
  ];
}
