import { aggregate, type AggregateName } from '../metrics/aggregates.ts';
import { calendarSql, type CalendarScan } from '../metrics/calendar-sql.ts';
import { isDistinct, listedNames, type Sides } from '../metrics/formula-sides.ts';
import { passSql, scanGroups, type BoundSql, type Scan, type ScanGroup } from '../metrics/period-sql.ts';
import type { Basis } from '../metrics/question.ts';
import { countsSql, shareSql, type SqlScope } from '../metrics/sql.ts';
import { NO_SITE } from '../warehouse/fact-table.ts';
import type { PeriodPart } from './period-parts.ts';

/** Instant by which a fact of a pass counts. */
const AT_SQL: Partial<Record<Scan, string>> = {
  end: 'assumeNotNull(to_at)',
  due: 'assumeNotNull(due_at)',
  logins: 'login_at',
};

const shareColumn = (names: readonly AggregateName[], name: AggregateName): string => `s${names.indexOf(name)}`;

/** The facts behind a number as one sub-query, with what each puts into each aggregate (`s0` ... in the order of `names`). */
export interface FactsSql extends BoundSql {
  names: readonly AggregateName[];
}

/**
 * Every fact that an aggregate of the formula counts, once: row_kind, row_site, row_key, row_from, row_ix, row_at, and its
 * shares (null = not counted). A set has one row for each member. Null where no part of the period can hold anything.
 * `calendar`: to which values it is kept.
 */
export function factsSql(
  names: readonly AggregateName[],
  basis: Basis,
  parts: readonly PeriodPart[],
  threshold: SqlScope['threshold'],
  calendar?: CalendarScan,
): FactsSql | null {
  const parameters: Record<string, unknown> = {};
  const branches: string[] = [];
  const kinds: string[] = [];
  parts.forEach((part, place) => {
    for (const group of scanGroups(names, basis)) {
      for (const branch of branchesOf(group)) {
        const pass = passSql(branch, part.period, [], part.filter, undefined, calendar !== undefined, threshold);
        if (pass === null) continue;
        const scope: SqlScope = { asOf: String(part.period.asOfMs), threshold };
        // Parts bind their sites under one name: told apart by their place.
        const own = (sql: string): string => sql.replaceAll(/\{(\w+):/g, (_hole, name) => `{${name}_${place}:`);
        for (const [name, value] of Object.entries(pass.parameters)) parameters[`${name}_${place}`] = value;
        const placed = calendar && calendarSql(calendar, pass.instant);
        Object.assign(parameters, placed?.parameters);
        const where = [...pass.conditions.map(own), ...(placed?.conditions ?? [])];
        branches.push(branchSql(branch, own(pass.from), where, names, scope));
        // Of a schedule a pass meets the segments, by the calendar quarter hours of a span: the fact is one row all the same.
        kinds.push(
          ...(memberSql(branch) !== null
            ? ['member']
            : branch.scan === 'planned' || (calendar && branch.scan === 'clip')
              ? [branch.kind, branch.kind]
              : [branch.kind]),
        );
      }
    }
  });
  if (branches.length === 0) return null;
  const union = branches.join(' UNION ALL ');
  if (parts.length === 1 && new Set(kinds).size === kinds.length) return { sql: union, parameters, names };
  const sums = names.map((_, i) => (isDistinct(names[i]!) ? `max(s${i}) AS s${i}` : `sum(s${i}) AS s${i}`));
  return {
    sql:
      `SELECT row_kind, row_site, row_key, any(row_from) AS row_from, any(row_ix) AS row_ix, min(row_at) AS row_at, ` +
      `${sums.join(', ')} FROM (${union}) GROUP BY row_kind, row_site, row_key`,
    parameters,
    names,
  };
}

/** A pass counts facts; what it counts as different values is a branch of its own. */
function branchesOf(group: ScanGroup): ScanGroup[] {
  const byMember = new Map<string | null, AggregateName[]>();
  for (const name of group.names) {
    const member = isDistinct(name) ? shareSql(name) : null;
    byMember.set(member, [...(byMember.get(member) ?? []), name]);
  }
  return [...byMember.values()].map((names) => ({ ...group, names }));
}

/** The value of which a branch counts the different ones, as SQL; null where it counts facts. */
const memberSql = ({ names }: ScanGroup): string | null => (isDistinct(names[0]!) ? shareSql(names[0]!) : null);

function branchSql(
  group: ScanGroup,
  from: string,
  where: readonly string[],
  names: readonly AggregateName[],
  scope: SqlScope,
): string {
  const { kind, scan } = group;
  const counted = (name: AggregateName): string => countsSql(name, scope);
  const any = group.names.map(counted);
  const conditions = any.includes('1') ? where : [...where, `(${any.join(' OR ')})`];
  const at = `toInt64(${AT_SQL[scan] ?? 'from_at'})`;
  const member = memberSql(group);
  if (member === null) {
    const shares = names.map((name) => {
      const share = group.names.includes(name) ? `if(${counted(name)}, toInt64(${shareSql(name)}), NULL)` : 'NULL';
      return `CAST(${share}, 'Nullable(Int64)') AS ${shareColumn(names, name)}`;
    });
    return (
      `SELECT '${kind}' AS row_kind, toString(site) AS row_site, key AS row_key, from_at AS row_from, ix AS row_ix, ` +
      `${at} AS row_at, ` +
      `${shares.join(', ')} FROM ${from} WHERE ${conditions.join(' AND ')}`
    );
  }
  const shares = names.map((name) => {
    const share = group.names.includes(name) ? `max(if(${counted(name)}, 1, NULL))` : 'NULL';
    return `CAST(${share}, 'Nullable(Int64)') AS ${shareColumn(names, name)}`;
  });
  return (
    `SELECT 'member' AS row_kind, '${NO_SITE}' AS row_site, assumeNotNull(toString(${member})) AS row_key, ` +
    `min(from_at) AS row_from, argMin(ix, from_at) AS row_ix, min(${at}) AS row_at, ${shares.join(', ')} ` +
    `FROM ${from} WHERE ${[...conditions, `${member} IS NOT NULL`].join(' AND ')} GROUP BY ${member}`
  );
}

/** SQL of "this row is in the number": it puts something into a side. Where all is counted off again, it is not. */
export function inNumberSql({ of, over }: Sides, names: readonly AggregateName[]): string {
  const column = (name: AggregateName): string => shareColumn(names, name);
  const sides = [of, ...(over ? [over] : [])];
  const nets = sides.map(({ plus, minus = [] }) => {
    const terms = [
      ...plus.map((name) => ` + ifNull(${column(name)}, 0)`),
      ...minus.map((name) => ` - ifNull(${column(name)}, 0)`),
    ];
    return `(0${terms.join('')}) != 0`;
  });
  const measured = listedNames({ of, over, size: 'facts' }).filter((name) => aggregate(name).take !== 'count');
  return `(${[...nets, ...measured.map((name) => `${column(name)} IS NOT NULL`)].join(' OR ')})`;
}
