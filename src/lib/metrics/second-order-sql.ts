import { NOT_DIALED_RESULTS } from './calling-rules.ts';
import type { CallingSql } from './calling-sql.ts';
import { FACT_KINDS } from './fact-kinds.ts';
import { ACCEPTED_STAGES, EARLY_LOGIN_MS, OFFER_KINDS, PASS_COLUMNS, SAME_ISSUE_MS } from './second-order.ts';

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

const SEGMENTS = `JSONExtract(assumeNotNull(segments), 'Array(Tuple(Int64, Int64, String, Array(String)))')`;

/** The segments of schedules, cut to the intervals, with the time in which they were kept. `intervals`: SQL array of (start, end). */
export function plannedSql({ fromMs, untilMs }: Bounds, intervals: string): string {
  const { on_queue, kept } = PASS_COLUMNS.schedule;
  const planned =
    `SELECT *, least(planned_part.2, part.2) - greatest(planned_part.1, part.1) AS overlap_ms, part.1 AS interval_start, ` +
    `greatest(planned_part.1, part.1) AS begin_at, least(planned_part.2, part.2) AS end_at, planned_part.4 AS allowed, ` +
    `toUInt8(has(planned_part.4, 'READY')) AS ${on_queue}, (site, key, place, part.1) AS piece FROM (` +
    `SELECT *, arrayJoin(arrayFilter(m -> m.1 < planned_part.2 AND m.2 > planned_part.1, ${intervals})) AS part FROM (` +
    `SELECT *, arrayJoin(arrayEnumerate(${SEGMENTS})) AS place, ${SEGMENTS}[place] AS planned_part FROM fact_schedule FINAL ` +
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

/** The shifts in which the agent was ready, from the first segment for contacts on; `login_at`: since when in it. */
export function loginsSql({ fromMs, untilMs }: Bounds): string {
  const { late } = PASS_COLUMNS.schedule;
  const shifts =
    `SELECT * FROM (SELECT *, arrayFilter(part -> has(part.4, 'READY') AND part.2 > part.1, ${SEGMENTS}) AS on_queue_parts, ` +
    `arrayMin(arrayMap(part -> part.1, on_queue_parts)) AS begin_at FROM fact_schedule FINAL WHERE gone = 0 AND agent IS NOT NULL ` +
    `AND from_at < ${untilMs} AND to_at > ${fromMs}) WHERE notEmpty(on_queue_parts)`;
  const firstFrom = `(SELECT min(from_at) - ${EARLY_LOGIN_MS} FROM fact_schedule FINAL WHERE gone = 0 AND from_at < ${untilMs} AND to_at > ${fromMs})`;
  const ready =
    `SELECT site, agent, from_at AS ready_at, to_at AS until_at FROM fact_span FINAL WHERE gone = 0 AND state = 'READY' ` +
    `AND from_at < ${untilMs} AND (to_at IS NULL OR to_at > ${firstFrom})`;
  return (
    `(SELECT *, login_at - begin_at AS ${late} FROM (${shifts}) AS shift INNER JOIN (` +
    `SELECT site, key, min(greatest(lived.ready_at, begin_at)) AS login_at FROM (${shifts}) AS planned INNER JOIN (${ready}) AS lived ` +
    `ON planned.site = lived.site AND planned.agent = lived.agent WHERE lived.ready_at < planned.to_at ` +
    `AND (lived.until_at IS NULL OR lived.until_at > begin_at - ${EARLY_LOGIN_MS}) GROUP BY site, key) AS login USING (site, key))`
  );
}

/** Dialled attempts of known records, numbered by campaign, record and local day in the order of their results. */
export function attemptsSql({ fromMs, untilMs }: Bounds, rule: (asked: CallingSql) => string): string {
  return (
    `(SELECT *, row_number() OVER (PARTITION BY site, campaign, record, ${rule('local_day')} ORDER BY from_at, p, e, n) ` +
    `AS ${PASS_COLUMNS.dial.of_day} FROM fact_dial FINAL WHERE gone = 0 AND record IS NOT NULL ` +
    `AND result NOT IN (${words(NOT_DIALED_RESULTS)}) AND from_at >= ${fromMs - LONGEST_DAY_MS} AND from_at < ${untilMs})`
  );
}

/** A day with its clocks set back, and the time that an attempt lasts. */
const LONGEST_DAY_MS = 27 * 3_600_000;

/** The messages of agents that reply to the customer, with the time since the first message not replied to yet. */
export function repliesSql({ fromMs, untilMs }: Bounds): string {
  const { gap } = PASS_COLUMNS.message;
  const { looksBackMs } = FACT_KINDS.message;
  const order = 'ORDER BY from_at, p, e, n';
  // An agent's message ends a turn of the conversation.
  const turns =
    `SELECT *, countIf(side = 'agent') OVER (PARTITION BY site, conversation ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) ` +
    `- (side = 'agent') AS turn FROM fact_message FINAL WHERE gone = 0 AND conversation IS NOT NULL ` +
    `AND from_at >= ${fromMs - looksBackMs} AND from_at < ${untilMs}`;
  const ended = `SELECT *, maxIf(from_at, side = 'agent') OVER (PARTITION BY site, conversation, turn) AS written_at FROM (${turns})`;
  const asked =
    `SELECT *, minOrNullIf(from_at, side = 'customer' AND from_at >= written_at - ${looksBackMs}) ` +
    `OVER (PARTITION BY site, conversation, turn) AS asked_at FROM (${ended})`;
  return `(SELECT *, from_at - asked_at AS ${gap} FROM (${asked}) WHERE side = 'agent' AND asked_at IS NOT NULL)`;
}
