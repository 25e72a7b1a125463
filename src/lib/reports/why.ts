import { aggregate, type AggregateName, type Attribution, type Condition } from '../metrics/aggregates.ts';
import type { CalendarGroup } from '../metrics/calendar-groups.ts';
import { calendarSql } from '../metrics/calendar-sql.ts';
import type { Dimensions } from '../metrics/dimension-register.ts';
import { factKind, type FactKind } from '../metrics/fact-kinds.ts';
import { isDistinct, reasonOf, type Sides } from '../metrics/formula-sides.ts';
import { passSql, scanGroups, type ScanGroup } from '../metrics/period-sql.ts';
import type { Filter } from '../metrics/question.ts';
import { conditionParts, shareSql, thresholdSql, type SqlScope } from '../metrics/sql.ts';
import { factTable, NO_SITE } from '../warehouse/fact-table.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { factsOfContact, placeParameters, placesOfContact, placesSql } from './contact-facts.ts';
import type { ShownFact } from './contacts-answer.ts';
import type { NumberQuestion, ScopeFilter } from './contacts-question.ts';
import { keptTo, knownFloor, listedMetric } from './contacts.ts';
import { periodParts, type PeriodPart } from './period-parts.ts';
import { calendarCondition, filterCondition, periodCondition, shownCondition } from './why-condition.ts';
import type { Side, WhyAggregate, WhyAnswer, WhyFact } from './why-answer.ts';

/** What the statements say of one fact and one aggregate. */
interface Judged {
  /** Met by the pass whatever the filter. */
  inPeriod: boolean;
  share: number | null;
  holds: readonly boolean[];
}

/**
 * Judges every fact of a contact against every aggregate of a number, by the statements that count. Throws WarehouseError.
 * `filter` of the question is already within `scope`; facts outside the scope are not there.
 */
export async function whyContact(
  warehouse: Warehouse,
  question: NumberQuestion & { why: string },
  scope: ScopeFilter,
  nowMs: number,
): Promise<WhyAnswer> {
  const { sides, names } = listedMetric(question.metric);
  const asOfMs = question.asOfMs ?? nowMs;
  const { known, spans } = await knownFloor(warehouse);
  const parts = periodParts(question, asOfMs, known, spans);
  const about = { ix: question.why, asOfMs, fromMs: parts[0]!.period.startsMs[0]!, toMs: question.toMs };
  const kinds = [...new Set(names.map((name) => aggregate(name).fact))];
  const found = await factsOfContact(warehouse, question.why, scope, kinds);
  if (found.length === 0) {
    const any = await placesOfContact(warehouse, question.why, scope);
    return { ...about, verdict: any.length === 0 ? 'no_such_contact' : 'no_fact_of_the_kind', facts: [] };
  }
  const judged = await judge(warehouse, question, names, parts, found, known, asOfMs);
  const facts = found.map((fact): WhyFact => {
    const aggregates = names
      .filter((name) => aggregate(name).fact === fact.kind)
      .map((name) => whyAggregate(fact, name, sides, judged, { question, parts, known, asOfMs }))
      // What counts only by another formula of the service level says nothing of this contact.
      .filter(({ conditions }) => conditions.every(({ code, holds }) => code !== 'level_by' || holds));
    const share = (name: AggregateName): number | null => aggregates.find((each) => each.name === name)?.share ?? null;
    const counted = aggregates.some((each) => each.counted);
    return { ...fact, reason: counted ? reasonOf(sides, share) : 'not_counted', aggregates };
  });
  return { ...about, verdict: verdictOf(facts), facts };
}

/** The best that any fact of the contact is. */
function verdictOf(facts: readonly WhyFact[]): WhyAnswer['verdict'] {
  const reasons = facts.map(({ reason }) => reason).filter((reason) => reason !== 'not_counted');
  return reasons.find((reason) => reason === 'numerator_and_denominator') ?? reasons[0] ?? 'not_counted';
}

interface Asked {
  question: NumberQuestion;
  parts: readonly PeriodPart[];
  known: Dimensions;
  asOfMs: number;
}

function whyAggregate(
  fact: ShownFact,
  name: AggregateName,
  sides: Sides,
  judged: ReadonlyMap<string, Judged>,
  { question, parts, known, asOfMs }: Asked,
): WhyAggregate {
  const thresholds = known.thresholds();
  const own = judged.get(JSON.stringify([name, fact.site ?? NO_SITE, fact.key]));
  const scan = scanGroups([name], question.basis)[0]!.scan;
  const part = parts.find(({ filter }) => !filter.site || filter.site.includes(fact.site ?? NO_SITE)) ?? parts[0]!;
  const conditions = conditionParts(name, { asOf: String(asOfMs), threshold: thresholdSql(thresholds) });
  return {
    name,
    side: sideOf(name, sides),
    counted: own?.share !== null && own?.share !== undefined,
    share: own?.share ?? null,
    conditions: [
      periodCondition(fact, scan, part.period, own?.inPeriod ?? false),
      ...Object.entries(question.filter).map(([dimension, wanted]) =>
        filterCondition(fact, dimension, wanted, aggregate(name).perListedQueue ?? false),
      ),
      ...Object.entries(question.calendar ?? {}).map(([group, wanted]) =>
        calendarCondition(fact, group as CalendarGroup, wanted, scan, part.period, known, question.zone),
      ),
      ...conditions.map(({ condition }, i) =>
        shownCondition(soFar(fact, aggregate(name).when, asOfMs), condition, own?.holds[i] ?? false, thresholds),
      ),
    ],
  };
}

/** What still waits is judged by its wait so far. */
const soFar = (fact: ShownFact, when: Attribution, asOfMs: number): ShownFact =>
  when === 'waiting' && (fact.toMs === null || fact.toMs >= asOfMs)
    ? { ...fact, columns: { ...fact.columns, wait: asOfMs - fact.fromMs } }
    : fact;

const sideOf = (name: AggregateName, { of, over }: Sides): Side => {
  if (over?.plus.includes(name) && !of.plus.includes(name)) return 'over';
  if (over?.minus?.includes(name)) return 'over_taken_off';
  return of.minus?.includes(name) ? 'of_taken_off' : 'of';
};

/** What each pass makes of the facts: met without the filter, and counted with it. */
async function judge(
  warehouse: Warehouse,
  question: NumberQuestion,
  names: readonly AggregateName[],
  parts: readonly PeriodPart[],
  facts: readonly ShownFact[],
  known: Dimensions,
  asOfMs: number,
): Promise<Map<string, Judged>> {
  const { basis, filter } = question;
  const calendar = keptTo(question, known);
  const judged = new Map<string, Judged>();
  const scope: SqlScope = { asOf: String(asOfMs), threshold: thresholdSql(known.thresholds()) };
  for (const group of scanGroups(names, basis)) {
    const places = facts
      .filter(({ kind }) => kind === group.kind)
      .map(({ kind, site, key, fromMs }) => ({ kind, site: site ?? NO_SITE, key, fromMs }));
    if (places.length === 0) continue;
    const only = { sql: placesSql(places), parameters: placeParameters(places) };
    const note = (row: Verdicts, whatever: boolean, inPeriod: boolean): void => {
      group.names.forEach((name, g) => {
        const key = JSON.stringify([name, row.row_site, row.row_key]);
        const before = judged.get(key);
        const holds = conditionParts(name, scope).map((_, i) => Number(row[`g${g}_${i}`]) === 1);
        const share = whatever || row[`s${g}`] === undefined ? null : (row[`s${g}`] as number | null);
        judged.set(key, {
          inPeriod: inPeriod || (before?.inPeriod ?? false),
          share: addedShare(name, before?.share ?? null, share),
          holds,
        });
      });
    };
    const plain = `SELECT site AS row_site, key AS row_key, ${tests(group, scope, true)} FROM (SELECT *, toInt64(${scope.asOf}) AS moment_at FROM ${factTable(group.kind)} FINAL WHERE gone = 0 AND ${only.sql})`;
    for (const row of await warehouse.query<Verdicts>(plain, only.parameters)) note(row, true, false);
    for (const { period, filter: own } of parts) {
      const partition: Filter = parts.length > 1 && own.site ? { site: own.site } : {};
      for (const asked of Object.keys(filter).length === 0 && !calendar ? [own] : [partition, own]) {
        const placing = asked === own ? calendar : undefined;
        const pass = passSql(group, period, [], asked, undefined, placing !== undefined, scope.threshold);
        if (pass === null) continue;
        const placed = placing && calendarSql(placing, pass.instant);
        const shares = group.names.map((name, g) => {
          const { take } = aggregate(name);
          const distinct = typeof take === 'object' && 'distinct' in take;
          const value = distinct ? `if(${shareSql(name)} IS NULL, NULL, 1)` : `toInt64(${shareSql(name)})`;
          return `if(${
            conditionParts(name, scope)
              .map(({ sql }) => `ifNull(${sql}, 0)`)
              .join(' AND ') || '1'
          }, ${value}, NULL) AS s${g}`;
        });
        const rows = await warehouse.query<Verdicts>(
          `SELECT site AS row_site, key AS row_key, ${[tests(group, scope, false), ...shares].join(', ')} ` +
            `FROM ${pass.from} WHERE ${[...pass.conditions, ...(placed?.conditions ?? []), only.sql].join(' AND ')}`,
          { ...pass.parameters, ...placed?.parameters, ...only.parameters },
        );
        for (const row of rows) note(row, asked !== own, true);
      }
    }
  }
  return judged;
}

/** A pass may meet a fact more than once: a span in each of its quarter hours, a schedule in its segments. */
const addedShare = (name: AggregateName, before: number | null, share: number | null): number | null => {
  if (before === null || share === null) return before ?? share;
  return isDistinct(name) ? Math.max(before, share) : before + share;
};

type Verdicts = { row_site: string; row_key: string } & Record<string, number | string | null>;

/** Each condition of each aggregate of a group as a column; of `plain` facts those that their own columns answer. */
function tests({ kind, names }: ScanGroup, scope: SqlScope, plain: boolean): string {
  const columns = names.flatMap((name, g) =>
    conditionParts(name, scope).map(({ condition, sql }, i) => {
      const answers = !plain || isOwn(kind, condition);
      return `toUInt8(${answers ? `ifNull(${sql}, 0)` : '0'}) AS g${g}_${i}`;
    }),
  );
  return columns.length === 0 ? '1 AS none' : columns.join(', ');
}

/** True where the condition looks at columns of the table only. */
function isOwn(kind: FactKind, condition: Condition): boolean {
  if ('not' in condition) return isOwn(kind, condition.not);
  if ('all' in condition) return condition.all.every((part) => isOwn(kind, part));
  return 'column' in condition ? condition.column in factKind(kind).columns : true;
}
