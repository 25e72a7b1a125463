import { expect, test } from 'vitest';
import { createFloor } from '#lib/sources/simulator/floor.ts';
import { figuresOf } from './figures.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';

const CHANGSHA = PRESETS.changsha as Preset;
const AICAI = PRESETS.aicai as Preset;
const HOUR = 3_600_000;
/** Midnight in Shanghai before a Thursday. */
const MIDNIGHT = Date.UTC(2026, 10, 18, 16);

test(
  '[SIM13] the peak hour of changsha looks like 3,200 seats that handle 450,000 contacts a day',
  { timeout: 120_000 },
  () => {
    const startAt = MIDNIGHT + 10 * HOUR;
    // Of this seed the day's own factor on the arrivals is close to 1.
    const floor = createFloor(CHANGSHA, { seed: 6, startAt, epoch: startAt, historyMs: 0 });
    floor.next(startAt);
    const peak = figuresOf(floor, startAt + HOUR);
    const between = (value: number, low: number, high: number, name: string): void => {
      expect(value, name).toBeGreaterThan(low);
      expect(value, name).toBeLessThan(high);
    };
    between(peak.handled, 36_000, 45_000, 'contacts handled');
    between(peak.offered, 9_500, 14_500, 'offered inbound');
    between(peak.serviceLevel, 0.7, 0.96, 'service level');
    between(peak.answerRate, 0.95, 0.99, 'answer rate');
    between(peak.occupancy, 0.73, 0.84, 'occupancy');
    between(peak.attempts, 68_000, 86_000, 'attempts');
    between(peak.connectRate, 0.36, 0.42, 'connect rate');
    between(peak.nuisanceRate, 0.001, 0.03, 'nuisance rate');
    between(peak.staffedAtMost, 2_000, CHANGSHA.seats + 1, 'people at their desks');
    between(peak.eventsPerSecond, 120, 200, 'events a second');
  },
);

test('[SIM13] no shift change puts more people on the floor than there are seats', { timeout: 120_000 }, () => {
  const startAt = MIDNIGHT + 16 * HOUR;
  const floor = createFloor({ ...AICAI, seats: 240 }, { seed: 3, startAt, epoch: startAt, historyMs: 0 });
  floor.next(startAt);
  expect(figuresOf(floor, startAt + 2 * HOUR).staffedAtMost).toBe(240);
});

test('[SIM14] a floor that lives for days does not grow', { timeout: 120_000 }, () => {
  const floor = createFloor(AICAI, { seed: 4, startAt: MIDNIGHT, epoch: MIDNIGHT, historyMs: 0, scale: 0.1 });
  const pendingAtNoon: number[] = [];
  // Tickets live for six days at most: from then on as much ends as begins.
  for (let day = 0; day < 9; day += 1) {
    while (floor.now < MIDNIGHT + (day * 24 + 12) * HOUR) floor.next(floor.now + HOUR);
    pendingAtNoon.push(floor.pending);
  }
  expect(Math.max(...pendingAtNoon.slice(6))).toBeLessThan(1.25 * Math.max(...pendingAtNoon.slice(3, 6)));
  expect(pendingAtNoon.at(-1)).toBeLessThan(3_000);
});
