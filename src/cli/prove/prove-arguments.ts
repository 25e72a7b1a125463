import { parseArgs } from 'node:util';
import { FAULT_NAMES, type FaultName } from '#lib/sources/simulator/faults/fault-table.ts';
import { sitesOf, type AnyPreset } from '#lib/sources/simulator/floor.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import { HOUR_MS, SLOT_MS } from '#lib/time/interval.ts';
import { instantOf, zoneOf } from '#lib/time/zone.ts';

/** What the command line asked for. */
export interface ProveArguments {
  preset: AnyPreset;
  /** The period that is compared, ms UTC. */
  fromMs: number;
  toMs: number;
  faults: readonly FaultName[];
  scale: number;
  seed: number;
  stepMs: number;
  /** Where truth.json goes; null: nowhere. */
  out: string | null;
}

export const PROVE_USAGE = `npm run prove -- [--preset changsha] [--day 2026-03-02] [--hours 24] [--faults all|none|late,lost,...]
                 [--scale 1] [--seed 1] [--step 10] [--out truth.json]

Lets a simulated floor live through a day, with faults on the way, through ingest, log, engine and history, and compares
every quarter hour of the reports and of the live answers with what really happened. Exit 1 where a number differs.

  --preset  ${Object.keys(PRESETS).join(', ')}
  --day     the day at the site; default 2026-03-02
  --hours   how much of the day, from its first hour on; --start 8 begins at that hour
  --faults  ${FAULT_NAMES.join(', ')}
  --scale   size of the floor, 1 = as the preset says
  --step    simulated seconds between two batches
  --out     where to write truth.json

With REDIS_URL and CLICKHOUSE_URL it runs over these (both have to be empty), otherwise in a directory of its own.`;

/** The command line makes no sense; the message says why. */
export class ProveUsageError extends Error {
  override name = 'ProveUsageError';
}

const usage = (message: string): never => {
  throw new ProveUsageError(message);
};

/** Reads the command line. Throws ProveUsageError. */
export function readProveArguments(args: readonly string[]): ProveArguments {
  const values = parsed(args);
  const preset = PRESETS[values.preset] ?? usage(`There is no preset ${values.preset}.`);
  const [site] = sitesOf(preset);
  if (!site) return usage(`${preset.id} has no floor to tell the truth of.`);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(values.day) ?? usage(`--day ${values.day} is no day.`);
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const fromMs = instantOf(date, number('start', values.start, 0) * HOUR_MS, zoneOf(site.timeZone));
  const toMs = fromMs + number('hours', values.hours, 0.25) * HOUR_MS;
  if (fromMs % SLOT_MS !== 0 || toMs % SLOT_MS !== 0) usage('The period has to begin and to end on a quarter hour.');
  return {
    preset,
    fromMs,
    toMs,
    faults: faultsOf(values.faults),
    scale: number('scale', values.scale, Number.MIN_VALUE),
    seed: number('seed', values.seed, 0),
    stepMs: number('step', values.step, 1) * 1_000,
    out: values.out ?? null,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        preset: { type: 'string', default: 'changsha' },
        day: { type: 'string', default: '2026-03-02' },
        start: { type: 'string', default: '0' },
        hours: { type: 'string', default: '24' },
        faults: { type: 'string', default: 'all' },
        scale: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        step: { type: 'string', default: '10' },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return usage((error as Error).message);
  }
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  return Number.isFinite(value) && value >= least ? value : usage(`--${name} ${text} is no number from ${least} on.`);
}

function faultsOf(text: string): readonly FaultName[] {
  if (text === 'all') return FAULT_NAMES;
  if (text === 'none') return [];
  return text
    .split(',')
    .map((name) => FAULT_NAMES.find((fault) => fault === name) ?? usage(`There is no fault ${name}.`));
}
