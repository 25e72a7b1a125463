import { expect, test } from 'vitest';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import { readCalendarForm, readShiftForm } from '#lib/ui/calendar-form.ts';

const fields =
  (given: Record<string, string>) =>
  (name: string): string =>
    given[name] ?? '';

test('[DQ14] the form of a calendar takes a date and its name a line, worked rest days and opening hours', () => {
  const typed = {
    id: ' CN ',
    site: 'cs',
    dates: '2026-10-01 National Day\r\n\n + 2026-10-10\n2026-10-02',
    'rest.6': 'on',
    'rest.7': 'on',
    'open.1': 'on',
    openFrom: '09:00',
    openTo: '18:00',
  };
  const version = readCalendarForm(fields(typed), 5);
  expect(version).toEqual({
    kind: 'calendar',
    id: 'CN',
    site: 'cs',
    validFrom: 5,
    attrs: {
      dates: [
        { date: '2026-10-01', name: 'National Day' },
        { date: '2026-10-10', working: true },
        { date: '2026-10-02' },
      ],
      restDays: [6, 7],
      opening: [{ days: [1], from: '09:00', to: '18:00' }],
    },
  });
  expect(settingFaults(version)).toEqual([]);
  const wrong = readCalendarForm(fields({ ...typed, dates: 'October\n2026-10-01', site: '' }), 5);
  expect(settingFaults(wrong).map(({ field }) => field)).toEqual(['site', 'attrs.dates.0']);
});

test('[DQ14] the form of a shift takes times and weekdays, none of which is every day', () => {
  const typed = { id: 'night', site: 'cs', from: '22:00', to: '06:00' };
  expect(readShiftForm(fields(typed), 5).attrs).toEqual({ from: '22:00', to: '06:00' });
  expect(readShiftForm(fields({ ...typed, 'on.5': 'on' }), 5).attrs).toEqual({ from: '22:00', to: '06:00', days: [5] });
  expect(settingFaults(readShiftForm(fields({ ...typed, to: '6' }), 5)).map(({ field }) => field)).toEqual([
    'attrs.to',
  ]);
});
