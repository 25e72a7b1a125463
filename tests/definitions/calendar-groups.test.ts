import { expect, test } from 'vitest';
import { calendarRuns, calendarValue, type CalendarGroup } from '#lib/metrics/calendar-groups.ts';
import { Dimensions } from '#lib/metrics/dimension-register.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';

const version = (kind: string, id: string, attrs: object, site: string | null = 'prg'): DimensionVersion => ({
  kind,
  id,
  site: kind === 'site' ? null : site,
  validFrom: 0,
  attrs: attrs as DimensionVersion['attrs'],
});

/** A site of Prague whose business day begins at 06:00, with a calendar and shifts of its own. */
const FLOOR = [
  version('site', 'prg', { tz: 'Europe/Prague', businessDayStart: '06:00', calendar: 'CZ' }),
  version(
    'calendar',
    'CZ',
    {
      restDays: [6, 7],
      opening: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
      dates: [
        { date: '2026-10-28', name: { en: 'Independence Day' }, open: [] },
        { date: '2026-10-31', working: true, open: [{ from: '09:00', to: '12:00' }] },
      ],
    },
    null,
  ),
  version('shift', 'day', { from: '06:00', to: '18:00' }),
  version('shift', 'night', { from: '22:00', to: '06:00', days: [5] }),
];
const floor = new Dimensions(FLOOR);
const at = (group: CalendarGroup, instant: string, dimensions = floor): string | null =>
  calendarValue(group, dimensions, 'prg', Date.parse(instant), 'UTC');

test('[DQ10] weekday and kind of day are those of the business day, the hour is that of the clock', () => {
  // Wednesday 28 October 05:45 in Prague still belongs to Tuesday.
  expect([at('weekday', '2026-10-28T04:45Z'), at('hour', '2026-10-28T04:45Z')]).toEqual(['2', '05']);
  expect([at('daytype', '2026-10-28T04:45Z'), at('daytype', '2026-10-28T05:00Z')]).toEqual(['working', 'holiday']);
  expect([at('weekday', '2026-10-28T05:00Z'), at('daytype', '2026-10-29T04:45Z')]).toEqual(['3', 'holiday']);
  // A Saturday on which is worked, and the Sunday after it.
  expect([at('daytype', '2026-10-31T10:00Z'), at('daytype', '2026-11-01T10:00Z')]).toEqual(['working', 'rest']);
});

test('[DQ10] opening hours are the usual ones of the weekday, or those of the date', () => {
  const hours = [
    '2026-10-27T06:45Z',
    '2026-10-27T07:00Z',
    '2026-10-28T10:00Z',
    '2026-10-31T10:00Z',
    '2026-11-01T10:00Z',
  ];
  expect(hours.map((instant) => at('opening', instant))).toEqual(['closed', 'open', 'closed', 'open', 'closed']);
});

test('[DQ11] a shift over midnight belongs to the day on which it begins; of two that are on, the later begun holds', () => {
  // Friday 30 October 22:00 to Saturday 06:00; no night shift on Saturday evening.
  const instants = [
    '2026-10-30T20:45Z',
    '2026-10-30T21:00Z',
    '2026-10-31T04:45Z',
    '2026-10-31T05:00Z',
    '2026-10-31T22:00Z',
  ];
  expect(instants.map((instant) => at('shift', instant))).toEqual([null, 'night', 'night', 'day', null]);
  const late = new Dimensions([...FLOOR, version('shift', 'late', { from: '14:00', to: '22:00' })]);
  expect(['12:45', '13:00', '17:00'].map((time) => at('shift', `2026-10-30T${time}Z`, late))).toEqual([
    'day',
    'late',
    'late',
  ]);
});

test('[DQ11] an hour that the clock shows twice is one value, one that it skips is none, and a shift follows the clock', () => {
  const count = (group: CalendarGroup, day: string): Record<string, number> => {
    const found: Record<string, number> = {};
    const from = Date.parse(`${day}T00:00Z`) - HOUR_MS * 2;
    for (let slot = from; slot < from + 27 * HOUR_MS; slot += SLOT_MS) {
      const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Prague' }).format(slot);
      if (date !== day) continue;
      const value = calendarValue(group, floor, 'prg', slot, 'UTC') ?? '-';
      found[value] = (found[value] ?? 0) + 1;
    }
    return found;
  };
  expect(count('hour', '2026-10-25')).toMatchObject({ '01': 4, '02': 8, '03': 4 });
  expect(count('hour', '2026-03-29')).not.toHaveProperty('02');
  // 12 h of shift on both days, in days of 100 and 92 quarter hours.
  expect(count('shift', '2026-10-25')).toEqual({ day: 48, '-': 52 });
  expect(count('shift', '2026-03-29')).toEqual({ day: 48, '-': 44 });
});

test('[DQ10] a calendar holds from its date on, and a site without one works every day and is always open', () => {
  const later = new Dimensions([
    ...FLOOR,
    { ...version('calendar', 'CZ', { dates: [] }, null), validFrom: Date.parse('2026-10-28T12:00Z') },
  ]);
  expect([at('daytype', '2026-10-28T11:45Z', later), at('daytype', '2026-10-28T12:00Z', later)]).toEqual([
    'holiday',
    'working',
  ]);
  const bare = new Dimensions([]);
  expect([at('daytype', '2026-11-01T10:00Z', bare), at('opening', '2026-11-01T10:00Z', bare)]).toEqual([
    'working',
    'open',
  ]);
  expect(at('shift', '2026-11-01T10:00Z', bare)).toBeNull();
});

test('[DQ11] runs of a period say of every quarter hour what it is', () => {
  const period = { fromMs: Date.parse('2026-10-24T00:00Z'), toMs: Date.parse('2026-11-02T00:00Z') };
  const { startsMs, values } = calendarRuns('shift', floor, 'prg', period, 'UTC');
  for (let slot = period.fromMs; slot < period.toMs; slot += SLOT_MS) {
    const run = startsMs.findLastIndex((start) => start <= slot);
    expect(values[run]).toBe(calendarValue('shift', floor, 'prg', slot, 'UTC'));
  }
});
