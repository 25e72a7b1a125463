import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { parseLine } from '#lib/events/parse.ts';
import { ConfigurationError, readConfiguration, type Configuration } from '#lib/runtime/environment.ts';
import { createIngestCounters } from '#lib/sources/ingest/ingest-counters.ts';
import { WorkSlices } from '#lib/sources/ingest/work-slices.ts';
import { startFloorProcess } from '#lib/sources/replay/floor-process.ts';
import { play, type PlayedSoFar, type Playing } from '#lib/sources/replay/player.ts';
import { progressPrinter, summaryOf } from '#lib/sources/replay/progress.ts';
import {
  readReplayArguments,
  REPLAY_USAGE,
  UsageError,
  type ReplayArguments,
} from '#lib/sources/replay/replay-arguments.ts';
import { openReplayFile } from '#lib/sources/replay/replay-file.ts';
import { logTarget, serverTarget, type ReplayTarget } from '#lib/sources/replay/target.ts';
import { openEmbeddedLog } from '#lib/streams/embedded-log.ts';
import type { EventLog } from '#lib/streams/event-log.ts';
import { openRedisLog } from '#lib/streams/redis-log.ts';
import type { Clock } from '#lib/time/clock.ts';

/** Real time that the clock of a floor of its own runs before the first event, so that nothing is missed while it starts. */
const LEAD_MS = 5_000;
const ROOT = resolve(import.meta.dirname, '..', '..');
const WALL_CLOCK: Clock = { now: Date.now, speed: 1 };

const say = (line: string): void => console.log(line);

/** Plays the file into a target, with a line a second and a summary. */
async function playInto(
  asked: ReplayArguments,
  target: ReplayTarget,
  playing: Playing,
  signal: AbortSignal,
): Promise<PlayedSoFar> {
  const file = await openReplayFile(asked.file);
  say(
    `Playing ${asked.file} into ${target.name}${asked.speed === 'max' ? '' : ` at ${asked.speed}x`}. Ctrl-C stops it.`,
  );
  const startedAt = performance.now();
  const resumable = playing.shift === null && (asked.speed === 'max' || asked.speed === 1);
  const played = await play(file, target, playing, {
    signal,
    onProgress: progressPrinter(say, () => performance.now()),
  });
  for (const line of summaryOf(played, performance.now() - startedAt, { interrupted: signal.aborted, resumable }))
    say(line);
  return played;
}

/** Into the server of this machine or another; where none runs here, straight into the log. */
async function playHere(asked: ReplayArguments, configuration: Configuration, signal: AbortSignal): Promise<void> {
  const playing: Playing = {
    fromMs: asked.fromMs,
    shift: asked.shiftToNow ? { startMs: Date.now(), run: newRun() } : null,
    paceBy:
      asked.speed === 'max' ? null : (startMs) => Promise.resolve(asked.shiftToNow ? WALL_CLOCK : clockFrom(startMs)),
  };
  const url = asked.url ?? `http://localhost:${configuration.port}`;
  if (await answers(url)) {
    await playInto(asked, serverTarget(url, await ingestToken(asked, configuration)), playing, signal);
    return;
  }
  if (asked.url !== null) throw new Error(`No server answers at ${url}.`);
  const log = openLog(configuration);
  try {
    const acceptance = { log, clock: WALL_CLOCK, counters: createIngestCounters(), slices: new WorkSlices() };
    const name = log.kind === 'redis' ? 'the log in Redis' : `the log in ${configuration.dataDirectory}`;
    await playInto(asked, logTarget(`${name} (no server answers at ${url})`, acceptance), playing, signal);
  } finally {
    await log.close();
  }
}

/** On a floor of its own: a second server with its own data, whose clock runs so much faster. */
async function playOnOwnFloor(
  asked: ReplayArguments,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<void> {
  const speed = asked.speed as number;
  const run = newRun();
  const startMs = asked.shiftToNow ? Date.now() : await firstInstant(asked);
  const port = asked.port ?? (await freePort(configuration.port + 1));
  const baseUrl = `http://localhost:${port}`;
  const secrets = { ingest: newSecret(), read: newSecret() };
  const password = configuration.adminPassword ?? newSecret().slice(0, 16);
  const directory = join(resolve(configuration.dataDirectory), 'replays', run);
  say(`Starting a floor with a clock of its own (${speed}x) in ${directory} ...`);
  const floor = await startFloorProcess({
    command: [process.execPath, join(ROOT, 'scripts', 'start.mjs')],
    environment: {
      ...process.env,
      PORT: String(port),
      // An origin set for the product is not that of this floor.
      ORIGIN: configuration.origin === null ? undefined : baseUrl,
      DATA_DIR: directory,
      REDIS_URL: '',
      CLICKHOUSE_URL: '',
      ROLE: 'all',
      SIMULATOR: 'off',
      FLOOR_CLOCK_START: String(Math.round(startMs - LEAD_MS * speed)),
      FLOOR_CLOCK_SPEED: String(speed),
      INGEST_TOKEN: secrets.ingest,
      API_TOKEN: secrets.read,
      ADMIN_PASSWORD: password,
      LOG_LEVEL: 'warn',
    },
    baseUrl,
    readToken: secrets.read,
    signal,
  });
  try {
    say(
      `The board: ${baseUrl}/tv/inbound   (account admin, password ${configuration.adminPassword === null ? password : 'as ADMIN_PASSWORD'})`,
    );
    const playing: Playing = {
      fromMs: asked.fromMs,
      shift: asked.shiftToNow ? { startMs, run } : null,
      paceBy: () => Promise.resolve(floor.clock),
    };
    await playInto(asked, serverTarget(baseUrl, secrets.ingest), playing, signal);
    if (!signal.aborted) say(`The file is played. The floor stays at ${baseUrl} until Ctrl-C.`);
    await Promise.race([floor.ended, aborted(signal)]);
  } finally {
    await floor.stop();
  }
}

const newRun = (): string => `r${Date.now().toString(36)}`;
const newSecret = (): string => randomBytes(24).toString('base64url');
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolveAborted) => {
    if (signal.aborted) resolveAborted();
    else signal.addEventListener('abort', () => resolveAborted(), { once: true });
  });

/** A clock that shows `startMs` now and runs as the wall clock does. */
function clockFrom(startMs: number): Clock {
  const startedAt = performance.now();
  return { speed: 1, now: () => startMs + (performance.now() - startedAt) };
}

/** Instant of the first event that is played. */
async function firstInstant({ file, fromMs }: ReplayArguments): Promise<number> {
  for await (const lines of (await openReplayFile(file)).lines()) {
    for (const { text } of lines) {
      const parsed = parseLine(text);
      if (parsed.ok && (fromMs === null || parsed.event.at >= fromMs)) return fromMs ?? parsed.event.at;
    }
  }
  throw new Error(`${file} holds no event${fromMs === null ? '' : ' from that start on'}.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(3_000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** The token given, that of the environment, or the one that the server of this machine keeps for its owner. */
async function ingestToken(asked: ReplayArguments, configuration: Configuration): Promise<string> {
  const given = asked.token ?? configuration.ingestToken;
  if (given !== null) return given;
  const path = join(configuration.dataDirectory, 'tokens', 'ingest');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw new Error(`No ingest token: give --token, set INGEST_TOKEN, or run this where the server keeps ${path}.`);
  }
}

/** The same log that the server of this configuration opens. */
function openLog({ redisUrl, dataDirectory }: Configuration): EventLog {
  return redisUrl === null
    ? openEmbeddedLog({ directory: join(resolve(dataDirectory), 'log'), now: Date.now })
    : openRedisLog({ url: redisUrl, consumer: `replay-${hostname()}-${process.pid}` });
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < 65_536; port += 1) {
    const free = await new Promise<boolean>((resolveFree) => {
      const server = createServer();
      server.once('error', () => resolveFree(false));
      server.listen(port, () => server.close(() => resolveFree(true)));
    });
    if (free) return port;
  }
  throw new Error('No port is free.');
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
try {
  const asked = readReplayArguments(process.argv.slice(2));
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configuration = readConfiguration(process.env);
  const ownFloor = asked.speed !== 'max' && asked.speed !== 1;
  await (ownFloor ? playOnOwnFloor(asked, configuration, stop.signal) : playHere(asked, configuration, stop.signal));
  if (stop.signal.aborted) process.exitCode = 130;
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${REPLAY_USAGE}`);
  else if (error instanceof ConfigurationError || !stop.signal.aborted) console.error((error as Error).message);
  process.exitCode = error instanceof UsageError ? 2 : stop.signal.aborted ? 130 : 1;
}
