import { expect, test } from 'vitest';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { siteVersion as site } from '../support/dimension-version.ts';
import { readReportQuery } from '../../src/routes/(pages)/reports/report-query.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const ask = (address: string, versions: DimensionVersion[]) =>
  readReportQuery(new URLSearchParams(address), versions, { zone: 'UTC', nowMs: NOW });

test('[SC12] an only site whose business day is not at midnight is the site that is asked, so that a week has seven days', () => {
  const night = site('cs', { tz: 'Asia/Shanghai', businessDayStart: '06:00' });
  const only = ask('period=week', [night]);
  expect(only).toMatchObject({ site: 'cs', zone: 'Asia/Shanghai', dayStartMs: 6 * 3_600_000 });
  expect(new Date(only.period.fromMs).toISOString()).toBe('2026-11-15T22:00:00.000Z');
  // At midnight every event belongs, also one that names no site.
  expect(ask('period=week', [site('cs', { tz: 'Asia/Shanghai' })])).toMatchObject({ site: null, dayStartMs: 0 });
  // Of two sites none is meant.
  expect(ask('period=week', [night, site('bj', {})])).toMatchObject({ site: null, zone: 'UTC', dayStartMs: 0 });
  expect(ask('period=week&site=cs', [night, site('bj', {})])).toMatchObject({ site: 'cs', dayStartMs: 6 * 3_600_000 });
});

test('[SC12] an address that asks for what there is not is told, and the nearest sense is shown', () => {
  const asked = ask('period=decade&date=2026-02-30&basis=never', []);
  expect(asked).toMatchObject({ basis: 'entry', period: { kind: 'day', date: '2026-11-22' } });
  expect(asked.complaint).toBe('period=decade, basis=never, date=2026-02-30');
});
