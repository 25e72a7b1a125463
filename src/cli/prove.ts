import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '#lib/runtime/environment.ts';
import { writeTruth } from '#lib/sources/simulator/truth/truth-file.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import { openRedisLog } from '#lib/streams/redis-log.ts';
import { migrate } from '#lib/warehouse/migrate.ts';
import { openWarehouse } from '#lib/warehouse/warehouse.ts';
import { printDifference } from './prove/compare.ts';
import { FloorTime } from './prove/floor-run.ts';
import { proveFloor, type Proof } from './prove/prove-floor.ts';
import { ProveUsageError, PROVE_USAGE, readProveArguments, type ProveArguments } from './prove/prove-arguments.ts';

const PROGRESS_EVERY_MS = 10_000;
/** A floor of thousands keeps this process busy for seconds: an answer of the log that it reads late is none that is late. */
const BUSY_MS = 60_000;

const say = (line: string): void => console.log(line);

async function prove(asked: ProveArguments): Promise<Proof> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { redisUrl, clickhouseUrl } = readConfiguration({ ...process.env, SIMULATOR: 'off' });
  const time = new FloorTime(asked.fromMs);
  const directory = await mkdtemp(join(tmpdir(), 'floorlight-prove-'));
  const log = redisUrl
    ? openRedisLog({
        url: redisUrl,
        consumer: 'prove',
        prefix: `prove-${asked.fromMs}:`,
        timeoutMs: BUSY_MS,
      })
    : openEmbeddedLog({ directory: join(directory, 'log'), now: () => time.now() });
  const warehouse = await openWarehouse(
    clickhouseUrl ? { url: clickhouseUrl } : { directory: join(directory, 'warehouse') },
  );
  try {
    await migrate(warehouse);
    say(
      `${asked.preset.id}, seed ${asked.seed}, scale ${asked.scale}, ${iso(asked.fromMs)} to ${iso(asked.toMs)}, ` +
        `${asked.faults.length} kinds of faults, ${log.kind} log, ${warehouse.kind} warehouse`,
    );
    let saidAt = performance.now();
    const proof = await proveFloor({
      ...asked,
      log,
      warehouse,
      time,
      onProgress: ({ atMs, events }) => {
        if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
        saidAt = performance.now();
        say(`  ${iso(atMs)}: ${events} events`);
      },
    });
    if (asked.out !== null) {
      const { preset, seed, fromMs, toMs } = asked;
      await writeTruth(asked.out, proof.truth, { preset: preset.id, seed, epoch: fromMs, fromMs, toMs });
      say(`What really happened stands in ${asked.out}.`);
    }
    return proof;
  } finally {
    await log.close();
    await warehouse.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function tell({ events, lines, report, live, trust, befell, tookMs }: Proof): number {
  say(
    `\nFaults: ${Object.entries(befell)
      .map(([fault, times]) => `${fault} ${times}`)
      .join(', ')}`,
  );
  const differences = [...report.differences, ...live.differences];
  for (const difference of differences) say(printDifference(difference));
  for (const finding of trust.findings) say(finding);
  const seconds = Object.entries(tookMs).map(([what, ms]) => `${what} ${(ms / 1_000).toFixed(1)} s`);
  say(
    `\n${events} events, ${lines} lines; ${seconds.join(', ')}.\n` +
      `Report: ${report.numbers} numbers, ${report.differences.length} differ, ${report.passedOver} miss lost lines.\n` +
      `Live: ${live.numbers} numbers, ${live.differences.length} differ, ${live.passedOver} miss lost lines.\n` +
      `Trust: ${trust.slots} quarter hours, ${trust.incomplete} incomplete as they have to be, ${trust.gaps} gaps named, ` +
      `${trust.findings.length} findings.`,
  );
  return differences.length + trust.findings.length;
}

const iso = (instantMs: number): string => new Date(instantMs).toISOString();

try {
  if (tell(await prove(readProveArguments(process.argv.slice(2)))) > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ProveUsageError)) throw error;
  console.error(`${error.message}\n\n${PROVE_USAGE}`);
  process.exitCode = 2;
}
