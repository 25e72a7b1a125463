import { listedNames, netOf, reasonOf, sidesOf, type Sides } from '../metrics/formula-sides.ts';
import type { AggregateName } from '../metrics/aggregates.ts';
import { calendarScan, type CalendarScan } from '../metrics/calendar-sql.ts';
import { metricById, type Metric } from '../metrics/dictionary.ts';
import { Dimensions } from '../metrics/dimension-register.ts';
import type { FactKind } from '../metrics/fact-kinds.ts';
import { thresholdSql } from '../metrics/sql.ts';
import { dimensionVersions } from '../warehouse/dimension-versions.ts';
import { NO_SITE } from '../warehouse/fact-table.ts';
import { producerSpans, type ProducerSpan } from '../warehouse/producer-spans.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { factsAt, nameOf, type FactPlace } from './contact-facts.ts';
import type { ContactRow, ContactsAnswer, ShownFact } from './contacts-answer.ts';
import { readCursor, writeCursor } from './contacts-cursor.ts';
import type { ContactsQuestion, NumberQuestion } from './contacts-question.ts';
import { factsSql, inNumberSql, type FactsSql } from './contacts-sql.ts';
import { periodParts } from './period-parts.ts';

/** A metric and the sides of its formula. Throws RangeError for one that has no list of facts. */
export function listedMetric(id: string): { metric: Metric; sides: Sides; names: AggregateName[] } {
  const metric = metricById(id);
  const sides = metric && sidesOf(metric.formula);
  if (!metric || !sides) throw new RangeError(`There is no list of facts behind ${id}.`);
  return { metric, sides, names: listedNames(sides) };
}

/** What of the floor counting needs to know: its settings, and who was heard where. */
export interface KnownFloor {
  known: Dimensions;
  spans: readonly ProducerSpan[];
}

export async function knownFloor(warehouse: Warehouse): Promise<KnownFloor> {
  const [versions, spans] = await Promise.all([dimensionVersions(warehouse), producerSpans(warehouse)]);
  return { known: new Dimensions(versions), spans };
}

/** The values of the calendar to which a number is kept; undefined where it is kept to none. */
export const keptTo = ({ calendar, fromMs, toMs, zone }: NumberQuestion, known: Dimensions): CalendarScan | undefined =>
  calendar && calendarScan({ by: [], filter: calendar }, known, { fromMs, toMs }, zone);

/**
 * The facts behind a number, by the same aggregates that its formula reads, a page of them. `floor` where it is known
 * already. Throws WarehouseError.
 */
export async function listContacts(
  warehouse: Warehouse,
  question: ContactsQuestion,
  nowMs: number,
  floor?: KnownFloor,
): Promise<ContactsAnswer> {
  const { sides, names } = listedMetric(question.metric);
  const cursor = question.cursor === null ? null : readCursor(question, question.cursor);
  const asOfMs = cursor?.asOfMs ?? question.asOfMs ?? nowMs;
  const { known, spans } = floor ?? (await knownFloor(warehouse));
  const parts = periodParts(question, asOfMs, known, spans);
  const calendar = keptTo(question, known);
  const facts = factsSql(names, question.basis, parts, thresholdSql(known.thresholds()), calendar);
  const nothing = { rows: [], total: 0, numerator: sides.over ? 0 : null, facts: 0, next: null };
  if (facts === null) return { ...nothing, asOfMs, basis: question.basis };
  const [whole, page] = await Promise.all([
    summary(warehouse, facts, sides),
    pageOf(warehouse, facts, sides, question.limit + 1, cursor),
  ]);
  const rows = await withFacts(warehouse, page.slice(0, question.limit), sides, names);
  const last = page.length > question.limit ? page[question.limit - 1]! : null;
  return {
    rows,
    ...whole,
    next:
      last === null
        ? null
        : writeCursor(question, {
            asOfMs,
            at: last.row_at,
            kind: last.row_kind,
            site: last.row_site,
            key: last.row_key,
          }),
    asOfMs,
    basis: question.basis,
  };
}

interface PageRow {
  row_kind: FactKind | 'member';
  row_site: string;
  row_key: string;
  row_from: number;
  row_ix: string | null;
  row_at: number;
  [share: `s${number}`]: number | null;
}

async function summary(
  warehouse: Warehouse,
  { sql, parameters, names }: FactsSql,
  sides: Sides,
): Promise<Pick<ContactsAnswer, 'total' | 'numerator' | 'facts'>> {
  const sums = names.map((_, i) => `sum(ifNull(s${i}, 0)) AS t${i}`);
  const [row] = await warehouse.query<Record<string, number>>(
    `SELECT toInt64(countIf(${inNumberSql(sides, names)})) AS facts, ${sums.join(', ')} FROM (${sql})`,
    parameters,
  );
  const share = (name: AggregateName): number => row![`t${names.indexOf(name)}`]!;
  const facts = row!['facts']!;
  return {
    facts,
    total: sides.size === 'facts' ? facts : netOf(sides.of, share),
    numerator: sides.over ? netOf(sides.over, share) : null,
  };
}

function pageOf(
  warehouse: Warehouse,
  { sql, parameters, names }: FactsSql,
  sides: Sides,
  limit: number,
  cursor: ReturnType<typeof readCursor>,
): Promise<PageRow[]> {
  const order = 'row_at, row_kind, row_site, row_key';
  const after = cursor ? [`(${order}) > ({c_at:Int64}, {c_kind:String}, {c_site:String}, {c_key:String})`] : [];
  const bound = cursor ? { c_at: cursor.at, c_kind: cursor.kind, c_site: cursor.site, c_key: cursor.key } : {};
  return warehouse.query<PageRow>(
    `SELECT * FROM (${sql}) WHERE ${[inNumberSql(sides, names), ...after].join(' AND ')} ORDER BY ${order} LIMIT ${limit}`,
    { ...parameters, ...bound },
  );
}

/** The rows with all that is known of their facts. */
async function withFacts(
  warehouse: Warehouse,
  page: readonly PageRow[],
  sides: Sides,
  names: readonly AggregateName[],
): Promise<ContactRow[]> {
  const places = page.flatMap(({ row_kind: kind, row_site: site, row_key: key, row_from: fromMs }): FactPlace[] =>
    kind === 'member' ? [] : [{ kind, site, key, fromMs }],
  );
  const facts = await factsAt(warehouse, places);
  return page.map((row): ContactRow => {
    const fact = facts.get(nameOf(row.row_kind, row.row_site, row.row_key)) ?? memberOf(row);
    const share = (name: AggregateName): number | null => row[`s${names.indexOf(name)}`] ?? null;
    const shares = names.flatMap((name) => (share(name) === null ? [] : [[name, share(name)!] as const]));
    return {
      ...fact,
      kind: row.row_kind,
      atMs: row.row_at,
      shares: Object.fromEntries(shares),
      reason: reasonOf(sides, share),
    };
  });
}

const memberOf = (row: PageRow): Omit<ShownFact, 'kind'> => ({
  key: row.row_key,
  site: row.row_site === NO_SITE ? null : row.row_site,
  ix: row.row_ix,
  fromMs: row.row_from,
  toMs: null,
  dims: {},
  columns: {},
});
