import { parseArgs } from 'node:util';
import { sitesOf } from './floor.ts';
import { LocalTime } from './local-time.ts';
import { PRESETS } from './presets/index.ts';

export interface SimulateArguments {
  preset: string;
  /** Local midnight at which the first day begins, ms UTC. */
  startAt: number;
  days: number;
  seed: number;
  scale: number;
  /** Where the events go, gzipped when it ends in .gz; null: nowhere, only counted. */
  out: string | null;
}

/** The command line makes no sense; the message says why. */
export class SimulateUsageError extends Error {}

export const SIMULATE_USAGE = `Simulates a day of a contact centre, as fast as it goes, and holds its figures against the targets of the preset.

  npm run simulate -- --preset changsha --day 2026-03-05 --seed 1 --out FILE.ndjson.gz

  --preset NAME   ${Object.keys(PRESETS).join(', ')}
  --day DATE      first day, in the zone of the site (default 2026-03-05, a Thursday)
  --days N        number of days (default 1)
  --seed N        same seed, same day (default 1)
  --scale SHARE   share of the floor: its people, seats and contacts (default 1)
  --out FILE      writes the events, one a line; gzipped when it ends in .gz`;

/** Reads the command line; throws SimulateUsageError. */
export function readSimulateArguments(args: readonly string[]): SimulateArguments {
  const { preset, day, days, seed, scale, out } = parse(args);
  const description = PRESETS[preset];
  if (!description)
    throw new SimulateUsageError(`There is no preset ${preset}: choose one of ${Object.keys(PRESETS).join(', ')}.`);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnight))
    throw new SimulateUsageError(`--day ${day} is no date: write it as 2026-03-05.`);
  const time = new LocalTime(sitesOf(description)[0]?.utcOffsetMinutes ?? 0);
  return {
    preset,
    startAt: time.startOfDay(midnight / 86_400_000),
    days: number('days', days, (value) => Number.isInteger(value) && value >= 1, 'a whole number of at least 1'),
    seed: number('seed', seed, (value) => Number.isInteger(value) && value >= 0, 'a whole number of at least 0'),
    scale: number('scale', scale, (value) => value > 0 && value <= 10, 'more than 0, at most 10'),
    out: out ?? null,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { preset: text, day: text, days: text, seed: text, scale: text, out: text },
    });
    return { preset: 'changsha', day: '2026-03-05', days: '1', seed: '1', scale: '1', ...values };
  } catch (error) {
    throw new SimulateUsageError((error as Error).message);
  }
}

function number(name: string, text: string, fits: (value: number) => boolean, wanted: string): number {
  const value = Number(text);
  if (text.trim() === '' || !fits(value)) throw new SimulateUsageError(`--${name} ${text}: it has to be ${wanted}.`);
  return value;
}
