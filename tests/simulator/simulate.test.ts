import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseLine } from '#lib/events/parse.ts';
import { simulateDay } from '#lib/sources/simulator/calibration/simulated-day.ts';
import { openDayFile } from '#lib/sources/simulator/day-file.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';
import { readSimulateArguments, SimulateUsageError } from '#lib/sources/simulator/simulate-arguments.ts';

const HOUR = 3_600_000;
const startAt = Date.UTC(2026, 2, 4, 21);
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'floorlight-simulate-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const write = async (name: string, signal?: AbortSignal): Promise<number> => {
  const file = openDayFile(join(directory, name));
  const day = await simulateDay({
    preset: PRESETS.hhi!,
    seed: 1,
    startAt,
    lengthMs: 3 * HOUR,
    take: (events) => file.write(events),
    signal,
  });
  await (signal?.aborted ? file.discard() : file.finish());
  return day.events;
};

test('[SIM27] a simulated day is a file of envelopes; the same day and seed are the same bytes, packed or not', async () => {
  const events = await write('day.ndjson.gz');
  await write('again.ndjson');
  const packed = gunzipSync(await readFile(join(directory, 'day.ndjson.gz'))).toString();
  expect(await readFile(join(directory, 'again.ndjson'), 'utf8')).toBe(packed);
  const lines = packed.trimEnd().split('\n');
  expect(lines).toHaveLength(events);
  expect(lines.every((line) => parseLine(line).ok)).toBe(true);
  expect((await readdir(directory)).sort()).toEqual(['again.ndjson', 'day.ndjson.gz']);
});

test('[SIM27] a day that is stopped leaves no file', async () => {
  const stop = new AbortController();
  const file = openDayFile(join(directory, 'stopped.ndjson.gz'));
  await simulateDay({
    preset: PRESETS.hhi!,
    seed: 1,
    startAt,
    take: (events) => file.write(events),
    progress: (share) => share > 0.01 && stop.abort(),
    signal: stop.signal,
  });
  await file.discard();
  expect((await readdir(directory)).filter((name) => name.startsWith('stopped'))).toEqual([]);
});

test('[SIM27] a disk that does not take the file is an error, not a short file', async () => {
  const file = openDayFile(join(directory, 'nowhere', 'day.ndjson.gz'));
  await expect(
    simulateDay({ preset: PRESETS.hhi!, seed: 1, startAt, take: (events) => file.write(events) }).then(() =>
      file.finish(),
    ),
  ).rejects.toThrow(/ENOENT/);
});

test('[SIM28] the day begins at midnight of the site; a command line that makes no sense is explained', () => {
  expect(readSimulateArguments(['--preset', 'changsha', '--day', '2026-03-02', '--scale', '0.02'])).toEqual({
    preset: 'changsha',
    startAt: Date.UTC(2026, 2, 1, 16),
    days: 1,
    seed: 1,
    scale: 0.02,
    out: null,
  });
  for (const wrong of [['--preset', 'mars'], ['--day', 'monday'], ['--scale', '0'], ['--seed', '-1'], ['--faster']])
    expect(() => readSimulateArguments(wrong)).toThrow(SimulateUsageError);
});
