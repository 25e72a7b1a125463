import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { openWarehouse } from '#lib/warehouse/warehouse.ts';
import { appended } from './appended.ts';
import { randomLines, START_AT } from './random-events.ts';
import { survivorsInMemory, survivorsInWarehouse } from './surviving-facts.ts';

const CHILD = fileURLToPath(new URL('historian-child.ts', import.meta.url));
const LINES = 3_000;

/** Runs the historian; kills it (-9) `killAfterMs` after its first batch, or lets it finish. Resolves with the lines it reported. */
async function runHistorian(directory: string, killAfterMs: number | null): Promise<number> {
  const child = spawn(process.execPath, [CHILD, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let reported = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (reported === 0 && killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    reported = Number(text.trim().split('\n').at(-1));
  });
  const [code, signal] = (await ended) as [number | null, string | null];
  if (killAfterMs === null) expect({ code, signal }).toEqual({ code: 0, signal: null });
  return reported;
}

test('[WH7] kill -9 of the historian anywhere, restart, end of the log: the facts and events of one pass', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'floorlight-kill-'));
  const seed = Math.floor(performance.timeOrigin) % 1_000_000;
  const [lines] = fc.sample(randomLines(LINES), { seed, numRuns: 1 });
  const log = openEmbeddedLog({ directory: `${directory}/log`, now: () => START_AT });
  for (let at = 0; at < LINES; at += 50) await log.append(lines!.slice(at, at + 50).map(appended));
  await log.close();

  let killed = 0;
  for (const killAfterMs of [0, 25, 60, 130, 210]) {
    const reported = await runHistorian(directory, killAfterMs);
    if (reported < LINES) killed += 1;
  }
  await runHistorian(directory, null);

  const warehouse = await openWarehouse({ directory: `${directory}/warehouse` });
  expect(await warehouse.query('SELECT count() AS events FROM event_raw FINAL'), `seed ${seed}`).toEqual([
    { events: LINES },
  ]);
  expect(await survivorsInWarehouse(warehouse), `seed ${seed}`).toEqual(survivorsInMemory(lines!));
  await warehouse.close();
  rmSync(directory, { recursive: true });
  expect(killed).toBeGreaterThanOrEqual(3);
}, 120_000);
