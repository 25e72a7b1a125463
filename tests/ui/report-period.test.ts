import { describe, expect, test } from 'vitest';
import { zoneOf } from '#lib/time/zone.ts';
import { intervalLabel, periodTitle } from '#lib/ui/interval-label.ts';
import { readDate, reportPeriod, type PeriodKind } from '#lib/ui/report-period.ts';

const HOUR = 3_600_000;
const period = (kind: PeriodKind, date: string | null, zone: string, dayStartMs = 0, now = '2026-11-22T12:00:00Z') => {
  const found = reportPeriod(kind, date === null ? null : readDate(date), Date.parse(now), zoneOf(zone), dayStartMs);
  return { ...found, from: new Date(found.fromMs).toISOString(), to: new Date(found.toMs).toISOString() };
};

describe('report periods', () => {
  test('[SC12] a day is the business day of the zone', () => {
    expect(period('day', '2026-11-22', 'Asia/Shanghai')).toMatchObject({
      from: '2026-11-21T16:00:00.000Z',
      to: '2026-11-22T16:00:00.000Z',
      previous: '2026-11-21',
      next: '2026-11-23',
    });
    expect(period('day', '2026-11-22', '+02:00', 6 * HOUR)).toMatchObject({ from: '2026-11-22T04:00:00.000Z' });
  });

  test('[SC12] without a date it is the period that holds now: before its start, yesterday', () => {
    expect(period('day', null, 'UTC', 6 * HOUR, '2026-11-22T05:00:00Z').date).toBe('2026-11-21');
    expect(period('day', null, 'UTC', 6 * HOUR, '2026-11-22T06:00:00Z').date).toBe('2026-11-22');
  });

  test('[SC12] a week begins on Monday, a month on its first', () => {
    expect(period('week', '2026-11-22', 'UTC')).toMatchObject({
      date: '2026-11-16',
      previous: '2026-11-09',
      next: '2026-11-23',
    });
    expect(period('month', '2026-02-14', 'UTC')).toMatchObject({
      date: '2026-02-01',
      previous: '2026-01-01',
      next: '2026-03-01',
    });
  });

  test('[SC12] a quarter and a year begin on the first of their months', () => {
    expect(period('quarter', '2026-11-22', 'Asia/Shanghai', 6 * HOUR)).toMatchObject({
      from: '2026-09-30T22:00:00.000Z',
      to: '2026-12-31T22:00:00.000Z',
      date: '2026-10-01',
      previous: '2026-07-01',
      next: '2027-01-01',
    });
    expect(period('year', '2028-02-29', 'UTC')).toMatchObject({
      from: '2028-01-01T00:00:00.000Z',
      to: '2029-01-01T00:00:00.000Z',
      previous: '2027-01-01',
      next: '2029-01-01',
    });
  });

  test('[SC12] a day on which the clock changes has 23 or 25 hours', () => {
    const hours = (date: string) => {
      const { fromMs, toMs } = period('day', date, 'Europe/Berlin');
      return (toMs - fromMs) / HOUR;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-10-26')]).toEqual([23, 25, 24]);
  });

  test('[SC12] a text that is no date is none', () => {
    expect(['2026-02-30', '22.11.2026', '2026-13-01', 'today'].map(readDate)).toEqual([null, null, null, null]);
  });

  test('[SC12] intervals and periods are named in the zone and the language', () => {
    const year = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 0, 1) };
    expect(intervalLabel('2026-11-22T09:30:00+08:00', '30m', year, 'Asia/Shanghai', 'en')).toBe('09:30');
    expect(intervalLabel('2026-11-22T00:00:00+02:00', 'day', year, '+02:00', 'en')).toBe('Sun, Nov 22');
    expect(intervalLabel('2026-11-16T00:00:00+08:00', 'week', year, 'Asia/Shanghai', 'en')).toBe(
      'Nov 16\u2009–\u200922',
    );
    expect(intervalLabel('2026-11-01T00:00:00+08:00', 'month', year, 'Asia/Shanghai', 'ru')).toBe('ноябрь');
    // A week is named as far as it lies in the period.
    expect(intervalLabel('2026-12-28T00:00:00+00:00', 'week', year, 'UTC', 'en')).toBe('Dec 28\u2009–\u200931');
    const quarter = reportPeriod('quarter', readDate('2026-11-05'), 0, zoneOf('UTC'), 6 * HOUR);
    expect(periodTitle(quarter, 'UTC', 'en')).toBe('October\u2009–\u2009December 2026');
    expect(periodTitle(reportPeriod('year', readDate('2026-11-05'), 0, zoneOf('UTC'), 0), 'UTC', 'en')).toBe('2026');
    const month = reportPeriod('month', readDate('2026-11-05'), 0, zoneOf('UTC'), 0);
    expect(periodTitle(month, 'UTC', 'zh-CN')).toBe('2026年11月');
  });
});
