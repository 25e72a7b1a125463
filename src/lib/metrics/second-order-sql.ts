import { ACCEPTED_STAGES, OFFER_KINDS, PASS_COLUMNS, SAME_ISSUE_MS } from './second-order.ts';

const words = (list: readonly string[]): string => list.map((word) => `'${word}'`).join(', ');

/** Bounds of a pass in ms UTC. */
interface Bounds {
  fromMs: number;
  /** The end of the period, or asOf where that is earlier. */
  untilMs: number;
  asOfMs: number;
}

/** The first handled part of each inbound contact of a known customer, with its neighbours on the same topic. */
export function issuesSql({ fromMs, untilMs, asOfMs }: Bounds): string {
  const { since_before: before, until_next: after, age } = PASS_COLUMNS.handle;
  const neighbours =
    'OVER (PARTITION BY cust, topic ORDER BY from_at, ix ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)';
  return (
    `(SELECT *, from_at - lagInFrame(toNullable(from_at)) ${neighbours} AS ${before}, ` +
    `leadInFrame(toNullable(from_at)) ${neighbours} - from_at AS ${after}, ${asOfMs} - from_at AS ${age} FROM (` +
    `SELECT * FROM fact_handle FINAL WHERE gone = 0 AND role = 'primary' AND direction = 'in' AND cust IS NOT NULL ` +
    `AND ix IS NOT NULL AND to_at < ${asOfMs} AND from_at >= ${fromMs - SAME_ISSUE_MS} ` +
    `AND from_at <= ${untilMs + SAME_ISSUE_MS} ORDER BY from_at, key LIMIT 1 BY site, cust, topic, ix))`
  );
}

/** The first offer to each customer, with the last acceptance after it. */
export function firstOfferSql({ asOfMs }: Bounds): string {
  const offer = `outcome_kind IN (${words(OFFER_KINDS)}) AND stage = 'offered'`;
  const accepted = `outcome_kind IN (${words(OFFER_KINDS)}) AND stage IN (${words(ACCEPTED_STAGES)})`;
  const happened = `gone = 0 AND customer IS NOT NULL AND to_at < ${asOfMs}`;
  return (
    `(SELECT first.*, if(taken.last_at >= first.at, taken.last_at - first.at, NULL) AS ${PASS_COLUMNS.outcome.accepted_after} FROM (` +
    `SELECT * FROM fact_outcome FINAL WHERE ${happened} AND ${offer} ORDER BY at, p, e, n LIMIT 1 BY customer) AS first ` +
    `LEFT JOIN (SELECT customer, toNullable(max(at)) AS last_at FROM fact_outcome FINAL WHERE ${happened} AND ${accepted} ` +
    `GROUP BY customer) AS taken ON first.customer = taken.customer)`
  );
}

/** The segments of schedules, cut to the intervals, with the time in which they were kept. `intervals`: SQL array of (start, end). */
export function plannedSql({ fromMs, untilMs }: Bounds, intervals: string): string {
  const { on_queue, kept } = PASS_COLUMNS.schedule;
  const segments = `JSONExtract(assumeNotNull(segments), 'Array(Tuple(Int64, Int64, String, Array(String)))')`;
  const planned =
    `SELECT *, least(planned_part.2, part.2) - greatest(planned_part.1, part.1) AS overlap_ms, part.1 AS interval_start, ` +
    `greatest(planned_part.1, part.1) AS begin_at, least(planned_part.2, part.2) AS end_at, planned_part.4 AS allowed, ` +
    `toUInt8(has(planned_part.4, 'READY')) AS ${on_queue}, (site, key, place, part.1) AS piece FROM (` +
    `SELECT *, arrayJoin(arrayFilter(m -> m.1 < planned_part.2 AND m.2 > planned_part.1, ${intervals})) AS part FROM (` +
    `SELECT *, arrayJoin(arrayEnumerate(${segments})) AS place, ${segments}[place] AS planned_part FROM fact_schedule FINAL ` +
    `WHERE gone = 0 AND agent IS NOT NULL AND from_at < ${untilMs} AND to_at > ${fromMs}))`;
  const spans =
    `SELECT site, agent, state, from_at, ifNull(to_at, ${untilMs}) AS until_at FROM fact_span FINAL ` +
    `WHERE gone = 0 AND from_at < ${untilMs} AND (to_at IS NULL OR to_at > ${fromMs})`;
  const pieces =
    `SELECT piece, sum(greatest(0, least(planned.end_at, lived.until_at) - greatest(planned.begin_at, lived.from_at))) AS ${kept} ` +
    `FROM (${planned}) AS planned INNER JOIN (${spans}) AS lived ON planned.site = lived.site AND planned.agent = lived.agent ` +
    `WHERE has(planned.allowed, assumeNotNull(lived.state)) GROUP BY piece`;
  return `(SELECT planned.*, kept.${kept} AS ${kept} FROM (${planned}) AS planned LEFT JOIN (${pieces}) AS kept ON planned.piece = kept.piece)`;
}
