import { createTable } from '#lib/sources/simulator/calibration/target-table.ts';
import { holdAgainstTargets, simulateDay } from '#lib/sources/simulator/calibration/simulated-day.ts';
import { openDayFile } from '#lib/sources/simulator/day-file.ts';
import { sitesOf } from '#lib/sources/simulator/floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import {
  readSimulateArguments,
  SIMULATE_USAGE,
  SimulateUsageError,
  type SimulateArguments,
} from '#lib/sources/simulator/simulate-arguments.ts';

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/** Runs the day; prints a line a second, then figure against target for every site. False where a figure missed its target. */
async function simulate(asked: SimulateArguments, signal: AbortSignal): Promise<boolean> {
  const preset = PRESETS[asked.preset];
  if (!preset) throw new SimulateUsageError(`There is no preset ${asked.preset}.`);
  const { startAt, days, seed, scale, out } = asked;
  const file = out === null ? null : openDayFile(out);
  const begun = performance.now();
  let toldAt = begun;
  try {
    const day = await simulateDay({
      preset,
      seed,
      startAt,
      scale,
      lengthMs: days * DAY_MS,
      signal,
      take: file ? (events) => file.write(events) : undefined,
      progress(share, events) {
        const now = performance.now();
        if (now - toldAt < SECOND_MS) return;
        toldAt = now;
        console.error(
          `${(share * 100).toFixed(1)} %  ${events} events  ${rate(events, now - begun)}  Ctrl-C stops it.`,
        );
      },
    });
    if (signal.aborted) {
      console.error('Stopped. Nothing was written.');
      await file?.discard();
      return false;
    }
    await file?.finish();
    const lastedMs = performance.now() - begun;
    const megabytes = Math.round(process.memoryUsage().rss / 1e6);
    const lines = file ? `, ${Math.round(file.bytes / 1e6)} MB of lines` : '';
    console.log(
      `${day.events} events in ${(lastedMs / SECOND_MS).toFixed(1)} s (${rate(day.events, lastedMs)})${lines}, ${megabytes} MB of memory.`,
    );
    let met = true;
    for (const site of sitesOf(preset)) {
      const count = day.counts.get(site.site);
      if (!count || days !== 1) continue;
      const findings = holdAgainstTargets(site, count, startAt, scale);
      console.log(createTable(site.siteNames.en, findings));
      met &&= findings.every((finding) => finding.met);
    }
    return met;
  } catch (error) {
    await file?.discard();
    throw error;
  }
}

const rate = (events: number, ms: number): string => `${Math.round((events / ms) * SECOND_MS)} events/s`;

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
try {
  const met = await simulate(readSimulateArguments(process.argv.slice(2)), stop.signal);
  process.exitCode = stop.signal.aborted ? 130 : met ? 0 : 1;
} catch (error) {
  if (error instanceof SimulateUsageError) console.error(`${error.message}\n\n${SIMULATE_USAGE}`);
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof SimulateUsageError ? 2 : 1;
}
