import { expect, test } from 'vitest';
import { CallingRules, printCallingWindow, readCallingWindow } from '#lib/metrics/calling-rules.ts';
import { restatedBy } from '#lib/metrics/definition-change.ts';
import { settingFaults } from '#lib/metrics/setting-faults.ts';
import type { DimensionVersion } from '#lib/metrics/settings.ts';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { offsetRuns } from '#lib/time/zone-offsets.ts';
import { zoneOf } from '#lib/time/zone.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const version = (kind: string, id: string, attrs: object, validFrom = 0): DimensionVersion => ({
  kind,
  id,
  site: kind === 'site' ? null : 'cs',
  validFrom,
  attrs: attrs as DimensionVersion['attrs'],
});
/** 2026-11-04 at a time of day, UTC. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 4, hour, minute);

test('[MT77] the hours of calling are 08:00 to 21:00 on the clock of the site; start included, end not', () => {
  const rules = new CallingRules([version('site', 'cs', { tz: 'Asia/Shanghai' })]);
  const outside = (site: string | null, instant: number) =>
    CallingRules.isOutside(rules.hours({ site }, instant), instant);
  // Shanghai is eight hours ahead.
  expect([at(0) - 1, at(0), at(13) - 1, at(13)].map((instant) => outside('cs', instant))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect([at(8) - 1, at(8), at(21) - 1, at(21)].map((instant) => outside(null, instant))).toEqual([
    ...[true, false, false, true],
  ]);
});

test('[MT77] the campaign sets the hours, else the queue, else the site, each as of the instant of dialling', () => {
  const rules = new CallingRules([
    version('site', 'cs', { callingWindow: '10:00-12:00', attemptsPerDay: 5 }),
    version('queue', 'col', { callingWindow: '22:00-06:00' }),
    version('campaign', 'rem', { callingWindow: '00:00-24:00' }, at(9)),
    version('campaign', 'odd', { callingWindow: '25:00-26:00', attemptsPerDay: 0 }),
  ]);
  const allowed = (dialer: object, instant: number) =>
    !CallingRules.isOutside(rules.hours({ site: 'cs', ...dialer }, instant), instant);
  expect([allowed({}, at(11)), allowed({}, at(12))]).toEqual([true, false]);
  // Over midnight.
  expect([23, 5, 6, 12].map((hour) => allowed({ queue: 'col' }, at(hour)))).toEqual([true, true, false, false]);
  expect([at(8, 59), at(9)].map((instant) => allowed({ queue: 'x', campaign: 'rem' }, instant))).toEqual([false, true]);
  // What cannot be read sets nothing.
  expect([allowed({ campaign: 'odd' }, at(11)), rules.dayLimit({ site: 'cs', campaign: 'odd' }, at(11))]).toEqual([
    ...[true, 5],
  ]);
  expect(rules.dayLimit({ site: 'elsewhere' }, at(11))).toBe(3);
});

test('[MT77] a window is read and printed as hours and minutes, and as nothing else', () => {
  for (const text of ['08:00-21:00', '00:00-24:00', '22:30-06:15'])
    expect(printCallingWindow(readCallingWindow(text)!)).toBe(text);
  for (const text of ['8-21', '08:00-24:01', '08:00-21:60', '24:00-08:00', '', null, 800])
    expect(readCallingWindow(text)).toBeNull();
});

test('[MT77] a campaign, a queue and a site can set them; what makes no sense is refused by field', () => {
  for (const kind of ['campaign', 'queue', 'site'])
    expect(settingFaults(version(kind, 'a', { callingWindow: '09:00-20:00', attemptsPerDay: 4 }))).toEqual([]);
  const faults = settingFaults(version('campaign', 'a', { callingWindow: 'daily', attemptsPerDay: 1.5 }));
  expect(faults.map(({ field }) => field)).toEqual(['attrs.callingWindow', 'attrs.attemptsPerDay']);
  const homeless = { ...version('campaign', 'a', {}), site: null };
  expect(settingFaults(homeless).map(({ field }) => field)).toEqual(['site']);
});

test('[MT77] a campaign whose hours were others before restates the quarter hours that are closed', () => {
  const known = [version('campaign', 'rem', { callingWindow: '09:00-18:00' })];
  const now = version('campaign', 'rem', { callingWindow: '09:00-17:00' }, at(8));
  expect(restatedBy(known, now, at(12), 'UTC')).toEqual([
    {
      ...{ what: 'callingWindow', site: 'cs', queue: null, fromMs: at(8), toMs: at(12) },
      ...{ before: '09:00-18:00', after: '09:00-17:00' },
    },
  ]);
  expect(restatedBy(known, { ...now, validFrom: at(13) }, at(12), 'UTC')).toEqual([]);
});

test('[MT77] the runs of a zone are its offsets, at every quarter hour around every change', () => {
  for (const name of [
    'Europe/Berlin',
    'America/St_Johns',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ]) {
    const zone = zoneOf(name);
    const { startsMs, offsetsMs } = offsetRuns(zone);
    startsMs.forEach((start, i) => {
      expect(zone.offsetMs(start), `${name} ${start}`).toBe(offsetsMs[i]);
      if (i > 0) expect(zone.offsetMs(start - 1), `${name} before ${start}`).toBe(offsetsMs[i - 1]);
    });
  }
  expect(offsetRuns(zoneOf('Europe/Berlin')).startsMs).toContain(Date.UTC(2026, 9, 25, 1));
  expect(offsetRuns(zoneOf('+05:45')).offsetsMs).toEqual([5.75 * HOUR_MS]);
});

test('[MT77] attempts count as breaches by the instant of dialling; what was not dialled breaks no rule', () => {
  const floor = new SmallFloor();
  floor.send('dim.upsert', TEN - HOUR_MS, {
    ...{ kind: 'site', id: 'cs', validFrom: 0, attrs: { callingWindow: '10:00-10:30' } },
  });
  const dial = (minute: number, dialedAt: number, result = 'no_answer') =>
    floor.send('dial.attempt', TEN + minute * MINUTE_MS, { site: 'cs', attempt: `d${minute}`, dialedAt, result });
  dial(1, TEN - 1);
  dial(2, TEN);
  dial(31, TEN + 30 * MINUTE_MS - 1);
  dial(32, TEN + 30 * MINUTE_MS);
  dial(40, TEN + 40 * MINUTE_MS, 'do_not_call');
  expect(floor.row(['attempts', 'calling_window_breaches', 'calling_window_breach_rate'], TEN + HOUR_MS)).toEqual({
    attempts: 5,
    calling_window_breaches: 2,
    calling_window_breach_rate: 0.5,
  });
});
