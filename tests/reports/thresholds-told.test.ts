import { expect, test } from 'vitest';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { Thresholds } from '#lib/metrics/thresholds.ts';
import { thresholdsTold } from '../../src/routes/(pages)/reports/thresholds-told.ts';
import { queueVersion as queue, siteVersion as site } from '../support/dimension-version.ts';
import { readReportQuery } from '../../src/routes/(pages)/reports/report-query.ts';

const DAY = Date.UTC(2026, 2, 2);
const HOUR = 3_600_000;
const told = (versions: DimensionVersion[], address = 'date=2026-03-02') => {
  const query = readReportQuery(new URLSearchParams(address), versions, { zone: 'UTC', nowMs: DAY });
  return thresholdsTold(new Thresholds(versions), versions, query, 'en').own.map(
    ({ name, since, t, s, formula }) => [name, since, t, s, formula] as const,
  );
};

test('[SC23] a report names the thresholds that were in force in its period, each change apart, and none of another time', () => {
  const changes = [
    queue('vip', { slThresholdMs: 5_000 }, DAY - 48 * HOUR),
    queue('vip', { slThresholdMs: 10_000, name: 'VIP' }, DAY - 24 * HOUR),
    queue('vip', { slThresholdMs: 15_000, serviceLevelFormula: 'neg' }, DAY + 9 * HOUR),
    queue('vip', { slThresholdMs: 30_000 }, DAY + 48 * HOUR),
    queue('vip', { slThresholdMs: 8_000 }, DAY, 'bj'),
    queue('svc', { name: 'Service' }, 0),
  ];
  expect(told(changes)).toEqual([
    ['vip', null, 10, 5, null],
    ['vip', 'Mar 2, 2026, 09:00', 15, 5, 'SL, abandons negative'],
    ['vip', null, 8, 5, null],
  ]);
  expect(told(changes, 'date=2026-03-02&site=bj').map(([, , t]) => t)).toEqual([8]);
  expect(told(changes, 'date=2026-03-02&queue=svc')).toEqual([]);
});

test('[SC23] a queue without a word of its own counts by those of its site, which are told once', () => {
  const versions = [
    site('cs', { slThresholdMs: 30_000 }),
    queue('svc', { name: 'Service' }, 0),
    queue('vip', { shortAbandonMs: 3_000 }, 0),
  ];
  expect(told(versions)).toEqual([
    ['cs', null, 30, 5, null],
    ['vip', null, 30, 3, null],
  ]);
});
