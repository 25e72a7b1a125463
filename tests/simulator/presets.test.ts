import { describe, expect, test } from 'vitest';
import { createFloor, sitesOf } from '#lib/sources/simulator/floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import type { Preset } from '#lib/sources/simulator/preset.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const sites = Object.values(PRESETS).flatMap((preset) => sitesOf(preset).map((site) => [site.site, site] as const));

describe.each(sites)('site %s', (_, preset) => {
  test('[SIM15] shares add up, ids are unique, and the shifts fit the seats', () => {
    for (const curve of [preset.inbound.hourPercent, preset.outbound.hourPercent]) {
      expect(curve).toHaveLength(24);
      expect(sum(curve)).toBeCloseTo(100, 6);
    }
    expect(preset.inbound.weekdayFactors).toHaveLength(7);
    expect(sum(preset.inbound.weekdayFactors) / 7).toBeCloseTo(1, 2);
    const queues = preset.inbound.queues.map((queue) => queue.id);
    expect(new Set(queues).size).toBe(queues.length);
    for (let hour = 0; hour < 24; hour += 0.5) {
      const planned = preset.shifts.filter(({ startHour }) => (hour - startHour + 24) % 24 < preset.shiftHours);
      expect(sum(planned.map(({ agents }) => agents)), `seats at ${hour}`).toBeLessThanOrEqual(preset.seats);
    }
  });
});

test('[SIM15] a preset whose overflow queue is none of its queues is refused by name', () => {
  const preset = PRESETS.aicai as Preset;
  const wrong = { ...preset, inbound: { ...preset.inbound, overflowQueue: 'nowhere' } };
  expect(() => createFloor(wrong, { seed: 1, startAt: 0, epoch: 0 })).toThrow(/overflow queue of preset aicai/);
});
