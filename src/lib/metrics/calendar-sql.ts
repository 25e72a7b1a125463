import { calendarRuns, type CalendarGroup, type CalendarRuns } from './calendar-groups.ts';
import type { Dimensions } from './dimension-register.ts';
import { slotSql } from './sql.ts';

/** Groups of the calendar by which is counted, and those of their values that are wanted. */
export interface CalendarQuestion {
  by: readonly CalendarGroup[];
  filter: { readonly [G in CalendarGroup]?: readonly string[] };
}

/** A question of the calendar with what every site's quarter hours are. */
export interface CalendarScan extends CalendarQuestion {
  /** By group: values of the sites that differ from those without a site, and of these. */
  runs: ReadonlyMap<CalendarGroup, { sites: readonly { names: string[]; runs: CalendarRuns }[]; others: CalendarRuns }>;
}

/** What a period's quarter hours are at every site known. */
export function calendarScan(
  question: CalendarQuestion,
  dimensions: Dimensions,
  period: { fromMs: number; toMs: number },
  defaultZone: string,
): CalendarScan {
  const groups = new Set([...question.by, ...(Object.keys(question.filter) as CalendarGroup[])]);
  const named = [
    ...new Set(dimensions.versions.flatMap(({ kind, id, site }) => (kind === 'site' ? [id] : (site ?? [])))),
  ];
  const runs: CalendarScan['runs'] = new Map(
    [...groups].map((group) => {
      const of = (site: string | null): CalendarRuns => calendarRuns(group, dimensions, site, period, defaultZone);
      const others = of(null);
      const alike = new Map([[JSON.stringify(others), null as { names: string[]; runs: CalendarRuns } | null]]);
      for (const site of named) {
        const own = of(site);
        const key = JSON.stringify(own);
        const known = alike.get(key);
        if (known === undefined) alike.set(key, { names: [site], runs: own });
        else known?.names.push(site);
      }
      return [group, { sites: [...alike.values()].filter((entry) => entry !== null), others }];
    }),
  );
  return { ...question, runs };
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** SQL of what the quarter hour of an instant (SQL, ms) is at the site of its row; null where nothing says it. */
function groupSql(group: CalendarGroup, { runs }: CalendarScan, instant: string): string {
  const { sites, others } = runs.get(group)!;
  const slot = slotSql(instant);
  const valueOf = ({ startsMs, values }: CalendarRuns): string => {
    if (startsMs.length === 1) return quoted(values[0] ?? '');
    const starts = `[${startsMs.join(',')}]`;
    return `transform(roundDown(${slot}, ${starts}), ${starts}, [${values.map((value) => quoted(value ?? '')).join(',')}], '')`;
  };
  const branches = sites.map(
    ({ names, runs: own }) => `toString(site) IN (${names.map(quoted).join(', ')}), ${valueOf(own)}`,
  );
  const value = branches.length === 0 ? valueOf(others) : `multiIf(${[...branches, valueOf(others)].join(', ')})`;
  return `nullIf(${value}, '')`;
}

/** Columns and conditions that a statement carries for a question of the calendar; instants by an SQL expression. */
export function calendarSql(
  scan: CalendarScan,
  instant: string,
): { columns: string[]; conditions: string[]; parameters: Record<string, unknown> } {
  const asked = Object.entries(scan.filter) as [CalendarGroup, readonly string[]][];
  return {
    columns: scan.by.map((group, i) => `${groupSql(group, scan, instant)} AS c${i}`),
    conditions: asked.map(([group]) => `ifNull(${groupSql(group, scan, instant)} IN {c_${group}:Array(String)}, 0)`),
    parameters: Object.fromEntries(asked.map(([group, values]) => [`c_${group}`, values])),
  };
}
