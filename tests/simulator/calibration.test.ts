import { describe, expect, test } from 'vitest';
import { holdAgainstTargets, simulateDay } from '#lib/sources/simulator/calibration/simulated-day.ts';
import { createTable } from '#lib/sources/simulator/calibration/target-table.ts';
import { createFloor, sitesOf } from '#lib/sources/simulator/floor.ts';
import { handledPerDay, onDutyPerDay } from '#lib/sources/simulator/volume.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';

const AICAI = PRESETS.aicai as Preset;
const HOUR = 3_600_000;
/** Thursday 2026-03-05 in UTC: a day whose weekday factor is 1. */
const THURSDAY = Date.UTC(2026, 2, 5);

/** A share of each floor that still has the team sizes of its figures, and takes seconds. */
const SAMPLES = [
  ['changsha', 0.1],
  ['manual-separate', 0.3],
  ['aicai', 0.3],
  ['gf', 0.2],
  ['hhi', 1],
] as const;

describe('a simulated day gives the numbers of its case', { timeout: 240_000 }, () => {
  test.each(SAMPLES)('[SIM13] %s, on a floor of %d', async (id, scale) => {
    const preset = PRESETS[id] as Preset;
    const startAt = THURSDAY - preset.utcOffsetMinutes * 60_000;
    const day = await simulateDay({ preset, seed: 1, startAt, scale });
    const count = day.counts.get(preset.site);
    if (!count) throw new Error(`Nothing of ${preset.site} was counted.`);
    const findings = holdAgainstTargets(preset, count, startAt, scale);
    expect(
      findings.filter(({ met }) => !met),
      createTable(id, findings),
    ).toEqual([]);
    expect(count.staffedAtMost).toBeLessThanOrEqual(Math.ceil(preset.seats * scale));
  });

  test('[SIM13] changsha plans 450,000 contacts with 3,950 people, and three such sites 1.27 million on 9,000 seats', () => {
    const changsha = PRESETS.changsha as Preset;
    expect(handledPerDay(changsha)).toBeGreaterThan(447_000);
    expect(handledPerDay(changsha)).toBeLessThan(453_000);
    expect(Math.abs(onDutyPerDay(changsha) - 3_950)).toBeLessThan(10);
    const group = sitesOf(PRESETS['homecredit-9000']!);
    expect(group.reduce((sum, { seats }) => sum + seats, 0)).toBe(9_000);
    expect(group.reduce((sum, site) => sum + handledPerDay(site), 0) / 1.27e6).toBeCloseTo(1, 1);
  });
});

test('[SIM13] no shift change puts more people on the floor than there are seats', { timeout: 120_000 }, async () => {
  const startAt = THURSDAY + 6 * HOUR;
  const day = await simulateDay({ preset: { ...AICAI, seats: 120 }, seed: 3, startAt, lengthMs: 2 * HOUR });
  expect(day.counts.get(AICAI.site)?.staffedAtMost).toBe(120);
});

test('[SIM14] a floor that lives for days does not grow', { timeout: 120_000 }, () => {
  const midnight = THURSDAY - 8 * HOUR;
  const floor = createFloor(AICAI, { seed: 4, startAt: midnight, epoch: midnight, historyMs: 0, scale: 0.05 });
  const pendingAtNoon: number[] = [];
  // Tickets live for seven days at most: from then on as much ends as begins.
  for (let day = 0; day < 10; day += 1) {
    while (floor.now < midnight + (day * 24 + 12) * HOUR) floor.next(floor.now + HOUR);
    pendingAtNoon.push(floor.pending);
  }
  expect(Math.max(...pendingAtNoon.slice(7))).toBeLessThan(1.3 * Math.max(...pendingAtNoon.slice(3, 7)));
  expect(pendingAtNoon.at(-1)).toBeLessThan(3_000);
});
