import { expect, test } from 'vitest';
import { LOCALES } from '#lib/metrics/locale.ts';
import { calendarLabel, calendarPlace, namedShifts } from '#lib/ui/calendar-label.ts';
import { HOUR_MS } from '#lib/time/interval.ts';

const shift = (id: string, from: string, to: string) => ({
  kind: 'shift',
  id,
  site: 'cs',
  validFrom: 0,
  attrs: { name: { en: id.toUpperCase() }, from, to },
});
const SHIFTS = namedShifts([shift('night', '22:00', '06:00'), shift('early', '06:00', '14:00')], 'en');

test('[SC33] weekdays go from Monday, hours and shifts from the start of the business day, and none stands last', () => {
  const sorted = (group: 'weekday' | 'hour' | 'shift' | 'daytype' | 'opening', values: (string | null)[], from = 0) =>
    values.sort((a, b) => calendarPlace(group, a, SHIFTS, from) - calendarPlace(group, b, SHIFTS, from));
  expect(sorted('weekday', ['7', '1', '3'])).toEqual(['1', '3', '7']);
  expect(sorted('hour', ['05', '00', '06', '23'])).toEqual(['00', '05', '06', '23']);
  expect(sorted('hour', ['05', '00', '06', '23'], 6 * HOUR_MS)).toEqual(['06', '23', '00', '05']);
  expect(sorted('shift', [null, 'night', 'early'], 6 * HOUR_MS)).toEqual(['early', 'night', null]);
  expect(sorted('daytype', ['holiday', 'rest', 'working'])).toEqual(['working', 'rest', 'holiday']);
  expect(sorted('opening', ['closed', 'open'])).toEqual(['open', 'closed']);
});

test('[SC33] values of the calendar are said in words of the language', () => {
  const said = LOCALES.map((locale) => calendarLabel('weekday', '1', locale, SHIFTS));
  expect(said).toEqual(['Monday', '星期一', '星期一', 'Понедельник']);
  expect(calendarLabel('hour', '23', 'en', SHIFTS)).toBe('23:00–00:00');
  expect(calendarLabel('shift', 'night', 'en', SHIFTS)).toBe('NIGHT, 22:00–06:00');
  expect(calendarLabel('shift', 'unknown', 'en', SHIFTS)).toBe('unknown');
  expect(calendarLabel('shift', null, 'ru', SHIFTS)).toBe('Вне смен');
  expect(calendarLabel('daytype', 'holiday', 'ru', SHIFTS)).toBe('Праздник');
});
