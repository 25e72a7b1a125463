import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const status = (floor: SmallFloor, at: number, trunkGroup: string, d: object) =>
  floor.send('line.status', at, { trunkGroup, direction: 'in', ...d });

test('[MT45] lines in use are those of the newest sample of each group, at most a minute old; a link is up once', () => {
  const floor = new SmallFloor();
  status(floor, TEN, 'g1', { inUse: 70, capacity: 100, link: 'a', up: true });
  status(floor, TEN + 30 * SECOND_MS, 'g1', { inUse: 40, capacity: 100, link: 'a', up: true });
  status(floor, TEN + 30 * SECOND_MS, 'g2', { inUse: 20, capacity: 100, link: 'b', up: false });
  status(floor, TEN + 30 * SECOND_MS, 'g3', { direction: 'out', inUse: 5, link: 'a', up: true });
  status(floor, TEN - 40 * SECOND_MS, 'gone', { inUse: 9, capacity: 9, link: 'c', up: true });
  const metrics = [
    'lines_in_use',
    'lines_in_use_in',
    'lines_in_use_out',
    'line_capacity',
    'line_occupancy',
    'links_up',
  ];
  expect(floor.row(metrics, TEN + 31 * SECOND_MS)).toEqual({
    lines_in_use: 65,
    lines_in_use_in: 60,
    lines_in_use_out: 5,
    line_capacity: 200,
    line_occupancy: 0.3,
    links_up: 1,
  });
  expect(floor.row(['lines_in_use', 'line_occupancy', 'links_up'], TEN + 5 * MINUTE_MS)).toEqual({
    lines_in_use: 0,
    line_occupancy: null,
    links_up: null,
  });
});

test('[MT45] the peak is the greatest sample of any one group in the period', () => {
  const floor = new SmallFloor();
  status(floor, TEN - 20 * MINUTE_MS, 'g1', { inUse: 90 });
  status(floor, TEN, 'g1', { inUse: 30 });
  status(floor, TEN, 'g2', { inUse: 50 });
  status(floor, TEN, 'g3', { direction: 'out', inUse: 8 });
  const ask = (window: '15m' | '60m') => floor.row(['lines_peak_in', 'lines_peak_out'], TEN + MINUTE_MS, { window });
  expect([ask('15m'), ask('60m')]).toEqual([
    { lines_peak_in: 50, lines_peak_out: 8 },
    { lines_peak_in: 90, lines_peak_out: 8 },
  ]);
});

test('[MT46] blocked calls are the growth of the counter of each group: from before the period, past a restart, not over a silence of an hour', () => {
  const floor = new SmallFloor();
  const told: [minutes: number, group: string, blockedTotal: number | undefined][] = [
    [-10, 'g1', 100],
    [1, 'g1', 103],
    [2, 'g1', undefined],
    [3, 'g1', 103],
    [4, 'g1', 2],
    [5, 'g1', 5],
    [-90, 'g2', 7],
    [1, 'g2', 50],
    [2, 'g2', 51],
  ];
  // In any order of arrival.
  for (const [minutes, group, blockedTotal] of told.toReversed())
    status(floor, TEN + minutes * MINUTE_MS, group, { blockedTotal });
  const ask = (asOf: number) => floor.value('lines_blocked', asOf, { window: '15m' });
  // g1: 3, 0, 2 after the restart, 3; g2: nothing known, 1.
  expect(ask(TEN + 6 * MINUTE_MS)).toBe(3 + 0 + 2 + 3 + 0 + 1);
  // At asOf nothing has happened yet.
  expect(ask(TEN + 5 * MINUTE_MS)).toBe(3 + 0 + 2 + 0 + 1);
  expect(floor.value('lines_blocked', TEN + 3 * HOUR_MS, { window: '15m' })).toBe(null);
});
