import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError, readConfiguration, type Configuration } from '#lib/runtime/environment.ts';
import { verificationPath } from '#lib/runtime/verification.ts';
import { Server, VerifyFailure } from './verify/server.ts';
import {
  readVerifyArguments,
  VerifyUsageError,
  VERIFY_USAGE,
  type VerifyArguments,
} from './verify/verify-arguments.ts';
import { verifyPeriod, type Verification } from './verify/verify-period.ts';
import type { Difference } from './verify/compare.ts';

const SAY_EVERY_MS = 2_000;
/** Differences that are kept for the page. */
const MOST_KEPT = 100;
const say = (line: string): void => console.log(line);
const iso = (instantMs: number): string => new Date(instantMs).toISOString();

/** The token given, that of the environment, or the one that the server of this machine keeps for its owner. */
async function readToken({ token }: VerifyArguments, { apiToken, dataDirectory }: Configuration): Promise<string> {
  const given = token ?? apiToken;
  if (given !== null) return given;
  const path = join(dataDirectory, 'tokens', 'read');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw new VerifyFailure(`No read token: give --token, set API_TOKEN, or run this where the server keeps ${path}.`);
  }
}

const print = ({ where, metric, interval, group, said, recounted }: Difference): string =>
  `${metric}: ${where}, ${interval}, ${group}: ${where.split(' ', 1)[0]} ${said}, recount ${recounted}`;

function tell({ events, intervals, numbers, differences, unknown, seconds }: Verification): void {
  for (const difference of differences) say(print(difference));
  if (unknown.length > 0) say(`Not counted a second time: ${unknown.join(', ')}.`);
  say(
    `${events} events, ${intervals} intervals and windows, ${numbers} numbers compared, ${differences.length} differ; ` +
      `${seconds.toFixed(1)} s.`,
  );
}

/** Where the server's own data lies, its page of proof shows the last verification. */
async function keep(verification: Verification, { dataDirectory }: Configuration): Promise<void> {
  if (!existsSync(join(dataDirectory, 'tokens'))) return;
  const path = verificationPath(dataDirectory);
  const outcome = { ...verification, differences: verification.differences.slice(0, MOST_KEPT) };
  await writeFile(`${path}.new`, JSON.stringify({ ...outcome, differing: verification.differences.length }));
  await rename(`${path}.new`, path);
}

async function verify(signal: AbortSignal): Promise<Verification> {
  const asked = readVerifyArguments(process.argv.slice(2));
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configuration = readConfiguration(process.env);
  const url = asked.url ?? `http://localhost:${configuration.port}`;
  const server = new Server(url, await readToken(asked, configuration), signal);
  say(`Counting ${iso(asked.fromMs)} to ${iso(asked.toMs)} again from the raw events of ${url}. Ctrl-C stops it.`);
  let saidAt = 0;
  const verification = await verifyPeriod(server, asked, signal, (progress) => {
    if (asked.json) say(JSON.stringify({ progress }));
    else if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      say(`  ${progress.done} of ${progress.of}: ${progress.doing}`);
    }
  });
  tell(verification);
  await keep(verification, configuration);
  if (asked.json) say(JSON.stringify({ verification }));
  return verification;
}

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
try {
  const { differences, unknown } = await verify(stopping.signal);
  process.exitCode = differences.length > 0 ? 1 : unknown.length > 0 ? 2 : 0;
} catch (error) {
  if (stopping.signal.aborted) {
    console.error('Stopped before the end: nothing is proven.');
    process.exitCode = 130;
  } else if (error instanceof VerifyUsageError) {
    console.error(`${error.message}\n\n${VERIFY_USAGE}`);
    process.exitCode = 2;
  } else if (error instanceof VerifyFailure || error instanceof ConfigurationError) {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    console.error(error);
    process.exitCode = 2;
  }
}
