import { simulateDay } from '../src/lib/sources/simulator/calibration/simulated-day.ts';
import { sitesOf } from '../src/lib/sources/simulator/floor.ts';
import { PRESETS } from '../src/lib/sources/simulator/presets/index.ts';

const DAY_SECONDS = 86_400;

/** Generates a whole local day of a preset as fast as it goes, and prints how fast that is. Throws where the preset is unknown. */
async function measure(presetId: string, seed: number): Promise<void> {
  const preset = PRESETS[presetId];
  if (!preset) throw new Error(`There is no preset ${presetId}: choose one of ${Object.keys(PRESETS).join(', ')}.`);
  const startAt = Date.UTC(2026, 2, 5) - (sitesOf(preset)[0]?.utcOffsetMinutes ?? 0) * 60_000;
  const begun = performance.now();
  const { events } = await simulateDay({ preset, seed, startAt });
  const seconds = (performance.now() - begun) / 1000;
  console.log({
    events,
    seconds,
    generatedPerSecond: events / seconds,
    timesRealTime: DAY_SECONDS / seconds,
    heapMegabytes: process.memoryUsage().heapUsed / 1e6,
  });
}

const [presetId = 'changsha', seed = '1'] = process.argv.slice(2);
await measure(presetId, Number(seed));
