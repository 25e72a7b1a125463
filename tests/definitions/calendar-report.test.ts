import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALENDAR_GROUPS, calendarValue, type CalendarGroup } from '#lib/metrics/calendar-groups.ts';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import type { ReportQuestion } from '#lib/metrics/question.ts';
import { explainNumber } from '#lib/reports/explain-number.ts';
import { listContacts } from '#lib/reports/contacts.ts';
import { parseContactsQuestion } from '#lib/reports/parse-contacts-question.ts';
import { parseReportQuestion } from '#lib/reports/parse-question.ts';
import { runReport } from '#lib/reports/run-report.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { whyContact } from '#lib/reports/why.ts';
import { dimensionVersions } from '#lib/warehouse/dimension-versions.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { writeFloor } from '../parity/floors.ts';
import { randomFloor } from '../parity/random-floor.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';

/** Sums only: what two quarter hours say can be added up by hand. Times are whole ms. */
const METRICS = ['offered', 'answered', 'abandoned', 'short_abandoned', 'handled', 'ready_time'];
const FLOOR = randomFloor(20261122, 60);
/** Around the night in which the clocks of Berlin go forward. */
const PERIOD = {
  fromMs: FLOOR.asOfMs - (FLOOR.asOfMs % SLOT_MS) - 36 * HOUR_MS,
  toMs: FLOOR.asOfMs - (FLOOR.asOfMs % SLOT_MS),
};

const setting = (n: number, kind: string, id: string, attrs: object, site?: string): string =>
  JSON.stringify({
    v: 1,
    t: 'dim.upsert',
    p: 'calendars',
    e: 1,
    n,
    at: PERIOD.fromMs,
    d: { kind, id, validFrom: 0, attrs, ...(site ? { site } : {}) },
  });
const CALENDARS = [
  setting(
    1,
    'calendar',
    'DE',
    { dates: [{ date: '2026-03-29' }], restDays: [1, 6], opening: [{ days: [1, 6, 7], from: '02:15', to: '14:00' }] },
    'berlin',
  ),
  setting(2, 'shift', 'night', { from: '20:00', to: '04:15' }, 'berlin'),
  setting(3, 'shift', "early 'bird", { from: '04:00', to: '12:00' }, 'kathmandu'),
];

let spaces: Spaces;
let warehouse: Warehouse;
beforeAll(async () => {
  spaces = await openSpaces('embedded');
  warehouse = await spaces.fresh();
  await writeFloor(warehouse, { ...FLOOR, lines: [...FLOOR.lines, ...CALENDARS] });
}, 60_000);
afterAll(() => spaces.close());

const ask = (over: Partial<ReportQuestion>) =>
  runReport(
    warehouse,
    { metrics: METRICS, by: [], grain: 'total', zone: 'UTC', basis: 'entry', filter: {}, ...PERIOD, ...over },
    FLOOR.asOfMs,
  );

type Sums = Record<string, Record<string, number>>;
const add = (sums: Sums, key: string, row: Readonly<Record<string, unknown>>): void => {
  const sum = (sums[key] ??= {});
  for (const metric of METRICS)
    sum[metric] = Math.round(((sum[metric] ?? 0) + Number(row[metric] ?? 0)) * 1_000) / 1_000;
};

test(
  '[DQ12] by a group of the calendar, a report adds up to the sum of its quarter hours, each at its own site',
  { timeout: 60_000 },
  async () => {
    const known = new Dimensions(await dimensionVersions(warehouse));
    const slots = await ask({ grain: '15m', by: ['site'] });
    const seen = new Set<string>();
    for (const group of CALENDAR_GROUPS) {
      const expected: Sums = {};
      for (const row of slots.rows) {
        const at = Date.parse(String(row['interval']));
        add(expected, String(calendarValue(group, known, row['site'] as string | null, at, 'UTC')), row);
      }
      const answer = await ask({ calendar: { by: [group], filter: {} } });
      const found: Sums = {};
      for (const row of answer.rows) add(found, String(row[group]), row);
      for (const [key, sum] of Object.entries(expected))
        if (METRICS.every((metric) => sum[metric] === 0)) delete expected[key];
      for (const [key, sum] of Object.entries(found))
        if (METRICS.every((metric) => sum[metric] === 0)) delete found[key];
      expect(found, group).toEqual(expected);
      expect(answer.columns[0]).toBe(group);
      for (const key of Object.keys(found)) seen.add(`${group} ${key}`);

      // One value wanted is that value's row.
      const value = answer.rows.map((row) => row[group]).find((text) => text !== null) as string;
      const one = await ask({ calendar: { by: [], filter: { [group]: [value] } }, by: ['site'] });
      const filtered: Sums = {};
      for (const row of one.rows) add(filtered, value, row);
      expect(filtered[value], group).toEqual(found[value]);
    }
    for (const needed of [
      'shift night',
      "shift early 'bird",
      'shift null',
      'daytype holiday',
      'daytype rest',
      'opening closed',
      'hour 03',
    ])
      expect([...seen]).toContain(needed);
  },
);

test(
  '[EX10] a number by a group of the calendar is explained by its own facts, which add up to it',
  { timeout: 60_000 },
  async () => {
    const asked = { ...PERIOD, zone: 'UTC', basis: 'entry', filter: {}, asOfMs: FLOOR.asOfMs } as const;
    let outside = 0;
    for (const [group, metric] of [
      ['hour', 'offered'],
      ['shift', 'offered'],
      ['weekday', 'handled'],
      ['opening', 'ready_time'],
      ['daytype', 'ready_time'],
    ] as const) {
      const answer = await ask({ calendar: { by: [group], filter: {} }, metrics: [metric] });
      const row = answer.rows.find((one) => one[group] !== null && Number(one[metric]) > 0)!;
      const question = { ...asked, metric, calendar: { [group]: [row[group] as string] } };
      const explained = await explainNumber(warehouse, question, FLOOR.asOfMs, 0);
      expect(explained.value, group).toBe(row[metric]);
      const list = await listContacts(warehouse, { ...question, limit: 1_000, cursor: null, why: null }, FLOOR.asOfMs);
      const whole = metric === 'ready_time' ? list.total / 1_000 : list.total;
      expect(whole, group).toBe(row[metric]);
      expect(new Set(list.rows.map(({ kind, site, key }) => JSON.stringify([kind, site, key]))).size).toBe(
        list.rows.length,
      );
      const all = await listContacts(
        warehouse,
        { ...asked, metric, limit: 1_000, cursor: null, why: null },
        FLOOR.asOfMs,
      );
      // Of every contact it is told whether its quarter hour is one that is asked for.
      const inside = new Set(list.rows.map(({ key }) => key));
      const other = all.rows.find(({ ix, key }) => ix !== null && !inside.has(key));
      for (const contact of [list.rows.find(({ ix }) => ix !== null), other]) {
        if (!contact?.ix) continue;
        const why = await whyContact(warehouse, { ...question, why: contact.ix }, {}, FLOOR.asOfMs);
        const fact = why.facts.find(({ key }) => key === contact.key)!;
        const condition = fact.aggregates[0]!.conditions.find(({ column }) => column === group)!;
        const isInside = inside.has(contact.key);
        expect([condition.holds, fact.reason !== 'not_counted'], `${group} ${contact.ix}`).toEqual([
          isInside,
          isInside,
        ]);
        if (!isInside) outside += 1;
      }
    }
    expect(outside).toBeGreaterThan(0);
  },
);

test('[EX10] a list is kept to values of the calendar, but not in a live window', () => {
  const read = (query: string) =>
    parseContactsQuestion(new URLSearchParams(query), { defaultZone: 'UTC', versions: [] }, PERIOD.toMs);
  const found = read('metric=offered&from=2026-03-28&to=2026-03-30&weekday=1,2&shift=night');
  expect(found.ok && found.question.calendar).toEqual({ weekday: ['1', '2'], shift: ['night'] });
  const live = read('metric=offered&window=30m&weekday=1');
  expect(!live.ok && live.errors.map(({ field }) => field)).toEqual(['weekday']);
  const unplaced = read('metric=adherence&from=2026-03-28&to=2026-03-30&daytype=holiday');
  expect(!unplaced.ok && unplaced.errors.map(({ field }) => field)).toEqual(['daytype']);
});

const parsed = (query: string) =>
  parseReportQuestion(new URLSearchParams(`from=2026-03-28&to=2026-03-30&${query}`), {
    defaultZone: 'UTC',
    versions: [],
  });

test('[DQ12] groups of the calendar are read among the dimensions; what is no quarter hour of has none', () => {
  const read = parsed('metrics=offered&by=queue,hour&daytype=holiday,rest&shift=night');
  expect(read.ok && [read.question.by, read.question.calendar]).toEqual([
    ['queue'],
    { by: ['hour'] satisfies CalendarGroup[], filter: { shift: ['night'], daytype: ['holiday', 'rest'] } },
  ]);
  const faults = (query: string) => {
    const answer = parsed(query);
    return answer.ok ? [] : answer.errors.map(({ field }) => field);
  };
  expect(faults('metrics=offered&weekday=8')).toEqual(['weekday']);
  expect(faults('metrics=offered,queue_depth&by=hour')).toEqual(['by']);
  expect(faults('metrics=adherence&daytype=holiday')).toEqual(['daytype']);
});
