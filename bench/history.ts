import { withTempDir } from '../tests/support/temp-dir.ts';
import type { Figure } from './figure.ts';
import { benchHistorian } from './historian.ts';

/** From the log into the embedded engine, against the insert of ready-made raw rows alone. */
export async function historyFigures(): Promise<Figure[]> {
  const figures = await withTempDir(benchHistorian);
  return [
    {
      what: 'historian: raw + facts + roll-up',
      unit: 'events/s',
      value: figures.eventsPerSecond,
      ceiling: figures.barePerSecond,
      target: { least: 50_000 },
    },
    {
      what: 'historian: without the roll-up',
      unit: 'events/s',
      value: figures.withoutRollupPerSecond,
      ceiling: figures.barePerSecond,
    },
    { what: 'historian: CPU', unit: 'µs/event', value: figures.cpuMicrosecondsPerEvent },
  ];
}

if (import.meta.main) console.log(await historyFigures());
