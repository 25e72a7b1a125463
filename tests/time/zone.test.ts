import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { instantOf, isoInZone, isZone, localTime, zoneOf } from '#lib/time/zone.ts';

const utc = (text: string): number => Date.parse(text);
const at = (zone: string, year: number, month: number, day: number, timeMs: number): string =>
  new Date(instantOf({ year, month, day }, timeMs, zoneOf(zone))).toISOString();

test('[TM1] a zone is an IANA name or an offset up to 18 hours; anything else is none', () => {
  for (const name of ['Asia/Shanghai', 'Europe/Berlin', 'UTC', 'Z', '+02:00', '-0330', '+05:45', '-18:00'])
    expect(isZone(name), name).toBe(true);
  for (const name of ['', 'Mars/Olympus', '+2', '2:00', '+18:01', '+01:60', '+25:00', ' UTC', 'Asia/Shanghai '])
    expect(isZone(name), name).toBe(false);
  expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError);
  expect(zoneOf('+05:45').offsetMs(0)).toBe(5.75 * HOUR_MS);
  expect(zoneOf('-0330').offsetMs(0)).toBe(-3.5 * HOUR_MS);
});

test.each([
  ['Europe/Berlin', '2026-03-29T00:59:59.999Z', 1, '2026-03-29T01:00:00Z', 2],
  ['America/St_Johns', '2026-07-01T00:00:00Z', -2.5, '2026-12-01T00:00:00Z', -3.5],
  ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 5.75, '1985-01-01T00:00:00Z', 5.5],
  ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 10.5, '2026-12-01T00:00:00Z', 11],
  ['Asia/Shanghai', '1989-07-01T00:00:00Z', 9, '2026-07-01T00:00:00Z', 8],
])('[TM1] %s has the offsets of its law at every instant', (name, before, offsetBefore, after, offsetAfter) => {
  const zone = zoneOf(name);
  expect([zone.offsetMs(utc(before)) / HOUR_MS, zone.offsetMs(utc(after)) / HOUR_MS]).toEqual([
    offsetBefore,
    offsetAfter,
  ]);
});

test('[TM2] a reading that clocks show twice is the first of the two', () => {
  expect(at('Europe/Berlin', 2026, 10, 25, 2.5 * HOUR_MS)).toBe('2026-10-25T00:30:00.000Z');
  expect(at('America/New_York', 2026, 11, 1, 1.25 * HOUR_MS)).toBe('2026-11-01T05:15:00.000Z');
  expect(at('Australia/Lord_Howe', 2026, 4, 5, 1.75 * HOUR_MS)).toBe('2026-04-04T14:45:00.000Z');
});

test('[TM2] a reading that clocks never show is the first instant after the hole', () => {
  expect(at('Europe/Berlin', 2026, 3, 29, 2.5 * HOUR_MS)).toBe('2026-03-29T01:00:00.000Z');
  // In Beirut and Havana the hole swallows midnight: the day begins at one.
  expect(at('Asia/Beirut', 2026, 3, 29, 0)).toBe('2026-03-28T22:00:00.000Z');
  expect(at('America/Havana', 2026, 3, 8, 0)).toBe('2026-03-08T05:00:00.000Z');
  expect(at('Australia/Lord_Howe', 2026, 10, 4, 2.25 * HOUR_MS)).toBe('2026-10-03T15:30:00.000Z');
  // A whole day that Samoa left out.
  expect(at('Pacific/Apia', 2011, 12, 30, 12 * HOUR_MS)).toBe('2011-12-30T10:00:00.000Z');
});

test('[TM2] every other reading is the instant at which clocks show it', () => {
  for (const name of [
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
    '+05:45',
    'Pacific/Apia',
  ]) {
    const zone = zoneOf(name);
    for (
      let instant = utc('2026-01-01T00:07:00Z');
      instant < utc('2027-01-01');
      instant += 37 * HOUR_MS + 13 * MINUTE_MS
    ) {
      const { date, timeMs } = localTime(instant, zone);
      const found = instantOf(date, timeMs, zone);
      const again = localTime(found, zone);
      expect([again.date, again.timeMs], `${name} ${instant}`).toEqual([date, timeMs]);
      expect(found).toBeLessThanOrEqual(instant);
      if (zone.offsetMs(instant - 3 * HOUR_MS) === zone.offsetMs(instant)) expect(found).toBe(instant);
    }
  }
});

test('[TM7] an instant is written with the offset that its zone has then, and read back as the same', () => {
  expect(isoInZone(utc('2026-10-25T00:30:00Z'), zoneOf('Europe/Berlin'))).toBe('2026-10-25T02:30:00+02:00');
  expect(isoInZone(utc('2026-10-25T01:30:00Z'), zoneOf('Europe/Berlin'))).toBe('2026-10-25T02:30:00+01:00');
  expect(isoInZone(utc('2026-07-01T00:00:00.250Z'), zoneOf('America/St_Johns'))).toBe('2026-06-30T21:30:00.250-02:30');
  expect(isoInZone(0, zoneOf('UTC'))).toBe('1970-01-01T00:00:00+00:00');
  for (const name of ['Asia/Kathmandu', '-03:30', 'Europe/Berlin']) {
    for (const instant of [-1, 0, utc('2026-03-29T01:00:00Z'), utc('2400-02-29T12:34:56.789Z')]) {
      expect(Date.parse(isoInZone(instant, zoneOf(name)))).toBe(instant);
    }
  }
});
