import { createFloor, sitesOf } from '../src/lib/sources/simulator/floor.ts';
import { PRESETS } from '../src/lib/sources/simulator/presets/index.ts';
import { figuresOf, type Figures } from '../tests/simulator/figures.ts';

/** A whole local day of a preset, generated as fast as it goes. */
export interface SimulatedDay extends Figures {
  seconds: number;
  /** Events generated per second of computing. */
  generatedPerSecond: number;
  timesRealTime: number;
  heapMegabytes: number;
}

const DAY_MS = 86_400_000;

/** Runs `days` days of a preset and gives the figures of the last one. Throws where the preset is unknown. */
export function simulateDay(presetId: string, seed: number, days = 1): SimulatedDay {
  const preset = PRESETS[presetId];
  if (!preset) throw new Error(`There is no preset ${presetId}: choose one of ${Object.keys(PRESETS).join(', ')}.`);
  const thursday = Date.UTC(2026, 10, 19) - (sitesOf(preset)[0]?.utcOffsetMinutes ?? 0) * 60_000;
  const startAt = thursday - (days - 1) * DAY_MS;
  const floor = createFloor(preset, { seed, startAt, epoch: startAt, historyMs: 0 });
  while (floor.now < thursday) floor.next(Math.min(thursday, floor.now + 60_000));
  const begun = performance.now();
  const figures = figuresOf(floor, thursday + DAY_MS);
  const seconds = (performance.now() - begun) / 1000;
  return {
    ...figures,
    seconds,
    generatedPerSecond: figures.events / seconds,
    timesRealTime: DAY_MS / 1000 / seconds,
    heapMegabytes: process.memoryUsage().heapUsed / 1e6,
  };
}

if (import.meta.main) {
  const [presetId = 'changsha', seed = '1', days = '1'] = process.argv.slice(2);
  console.log(simulateDay(presetId, Number(seed), Number(days)));
}
