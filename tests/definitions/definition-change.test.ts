import { expect, test } from 'vitest';
import { restatedBy } from '#lib/metrics/definition-change.ts';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const queue = (validFrom: number, attrs: object, id = 'svc'): DimensionVersion => ({
  kind: 'queue',
  id,
  site: 'cs',
  validFrom,
  attrs: attrs as DimensionVersion['attrs'],
});
const site = (validFrom: number, attrs: object): DimensionVersion => ({
  ...queue(validFrom, attrs, 'cs'),
  kind: 'site',
  site: null,
});
const restated = (known: DimensionVersion[], version: DimensionVersion) =>
  restatedBy(known, version, NOW, 'UTC').map(({ what, queue: of, fromMs, toMs, before, after }) => [
    what,
    of,
    (fromMs - NOW) / HOUR_MS,
    (toMs - NOW) / HOUR_MS,
    before,
    after,
  ]);

test('[DQ2] what a version changes of closed quarter hours is named: rule, queue, from when to when', () => {
  const known = [queue(0, { slThresholdMs: 20_000 }), queue(NOW - 2 * HOUR_MS, { slThresholdMs: 30_000 })];
  // From here on, or from the quarter hour that is still open: nothing closed changes.
  expect(restated(known, queue(NOW, { slThresholdMs: 10_000 }))).toEqual([]);
  expect(restated(known, queue(NOW - SLOT_MS + 1, { slThresholdMs: 10_000 }))).toEqual([]);
  // A version of four hours ago ends where the next one begins.
  expect(restated(known, queue(NOW - 4 * HOUR_MS, { slThresholdMs: 10_000, shortAbandonMs: 10_000 }))).toEqual([
    ['slThresholdMs', 'svc', -4, -2, 20_000, 10_000],
    ['shortAbandonMs', 'svc', -4, -2, 5_000, 10_000],
  ]);
  // Another formula of the service level judges them otherwise too.
  expect(restated(known, queue(NOW - HOUR_MS, { slThresholdMs: 30_000, serviceLevelFormula: 'neg' }))).toEqual([
    ['serviceLevelFormula', 'svc', -1, 0, 'short', 'neg'],
  ]);
  // Names and targets change no number; the same rule again changes none either.
  const same = { slThresholdMs: 20_000, name: 'Service', targets: { asa: { target: 9 } } };
  expect(restated(known, queue(NOW - 4 * HOUR_MS, same))).toEqual([]);
});

test('[DQ2] a site bears on the queues that set nothing themselves, and on its days', () => {
  const known = [site(0, { tz: 'Asia/Shanghai' }), queue(0, { slThresholdMs: 30_000 }), queue(0, {}, 'col')];
  expect(restated(known, site(NOW - HOUR_MS, { slThresholdMs: 10_000, businessDayStart: '06:00' }))).toEqual([
    ['slThresholdMs', null, -1, 0, 20_000, 10_000],
    ['slThresholdMs', 'col', -1, 0, 20_000, 10_000],
    ['tz', null, -1, 0, 'Asia/Shanghai', 'UTC'],
    ['businessDayStart', null, -1, 0, '00:00', '06:00'],
  ]);
});

test('[DQ2] a holiday of the past is a restatement too, its name is not', () => {
  const calendar = (validFrom: number, attrs: object): DimensionVersion => ({
    ...queue(validFrom, attrs, 'CN'),
    kind: 'calendar',
    site: null,
  });
  const known = [calendar(0, { dates: [{ date: '2026-10-01' }], name: 'China' })];
  expect(restatedBy(known, calendar(NOW - HOUR_MS, { dates: [] }), NOW, 'UTC')).toMatchObject([
    { what: 'calendar', fromMs: NOW - HOUR_MS },
  ]);
  expect(
    restatedBy(known, calendar(NOW - HOUR_MS, { dates: [{ date: '2026-10-01' }], name: 'CN' }), NOW, 'UTC'),
  ).toEqual([]);
});

test('[DQ3] a version that makes no sense is refused with every field at fault', () => {
  const faults = (version: DimensionVersion) => settingFaults(version).map(({ field }) => field);
  expect(
    faults(
      queue(0, { slThresholdMs: 61_500, serviceLevelFormula: 'best', targets: { nothing: 1, asa: { target: 'x' } } }),
    ),
  ).toEqual(['attrs.slThresholdMs', 'attrs.serviceLevelFormula', 'attrs.targets.nothing', 'attrs.targets.asa']);
  expect(faults(site(0.5, { tz: 'Mars', businessDayStart: '06:10' }))).toEqual([
    'validFrom',
    'attrs.tz',
    'attrs.businessDayStart',
  ]);
  expect(faults({ ...queue(0, {}), kind: 'agent' })).toEqual(['kind']);
  const calendar = {
    dates: [{ date: '2026-02-30' }, { date: '2026-02-28', open: [{ from: '18:00', to: '09:00' }] }],
    restDays: [0],
    opening: [{ days: [1], from: '09:00', to: '24:00' }],
  };
  expect(faults({ ...queue(0, calendar), kind: 'calendar', site: null })).toEqual([
    'attrs.dates.0',
    'attrs.dates.1',
    'attrs.restDays',
  ]);
  expect(faults({ ...queue(0, { from: '22:00', to: '6', days: [8] }), kind: 'shift' })).toEqual([
    'attrs.to',
    'attrs.days',
  ]);
  expect(faults(queue(0, { slThresholdMs: 20_000, tz: 'Europe/Prague' }))).toEqual([]);
});
