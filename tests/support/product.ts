import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/project.mjs';
import { typeScriptCommand } from '../../scripts/lib/run-child.mjs';
import { startChild, type ChildEnd, type ChildProgram } from './child-program.ts';
import { freePort } from './free-port.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';
import { waitUntil } from './wait-until.ts';

/** The secrets of a product under test. */
export const ADMIN_PASSWORD = 'a-long-test-password';
export const INGEST_TOKEN = 'test-ingest-token';
export const API_TOKEN = 'test-api-token';

export interface ProductOptions {
  /** Environment beside the defaults below (no simulator, the tokens above). */
  env?: Record<string, string>;
  /** A data directory that stays after `stop`; without it, a temporary one. */
  dataDir?: string;
  /** A free one when not given. */
  port?: number;
  /** How long the product may take until it is ready. */
  readyWithinMs?: number;
}

/** The whole product as `npm start` runs it, in processes of its own. */
export interface Product {
  readonly baseUrl: string;
  readonly port: number;
  readonly dataDir: string;
  /** Everything that it has printed. */
  logs(): string;
  /** Sends lines (events as objects or as text) to the ingest; answers status and parsed body. */
  ingest(lines: (object | string)[]): Promise<{ status: number; body: unknown }>;
  /** GET with the read token; answers the parsed JSON, throws with the body on any status but 200. */
  get(path: string): Promise<unknown>;
  /** Asks it to end (SIGTERM) and waits; throws when it does not end with code 0. Removes a temporary data directory. */
  stop(): Promise<void>;
  /** kill -9 of every process of it. The data directory stays. */
  kill(): Promise<ChildEnd>;
  /** Starts it again on the same port and data, after `kill` or while it runs (then it is killed first). */
  restart(): Promise<void>;
}

const STOP_WITHIN_MS = 20_000;

/** Starts the product and waits until `/readyz` answers 200. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? makeTempDir('product');
  const baseUrl = `http://127.0.0.1:${port}`;
  const launch = () => launchProduct({ port, dataDir, baseUrl, env: options.env ?? {} });
  const readyWithinMs = options.readyWithinMs ?? 40_000;

  let child = launch();
  await whenReady(child, baseUrl, readyWithinMs);
  return {
    baseUrl,
    port,
    dataDir,
    logs: () => child.output(),
    ingest: (lines) => ingest(baseUrl, lines),
    get: (path) => get(baseUrl, path),
    stop: async () => {
      await stopChild(child);
      if (!options.dataDir) removeTempDir(dataDir);
    },
    kill: () => child.kill(),
    restart: async () => {
      if (!child.end()) await child.kill();
      child = launch();
      await whenReady(child, baseUrl, readyWithinMs);
    },
  };
}

function launchProduct(place: { port: number; dataDir: string; baseUrl: string; env: Record<string, string> }) {
  if (!existsSync(join(root, 'build', 'handler.js'))) {
    throw new Error('The product is not built: run npm run build (npm test does it by itself).');
  }
  const command = typeScriptCommand('src/server.ts', []);
  return startChild(command.program, command.args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(place.port),
      ORIGIN: place.baseUrl,
      DATA_DIR: place.dataDir,
      SIMULATOR: 'off',
      ADMIN_PASSWORD,
      INGEST_TOKEN,
      API_TOKEN,
      ...place.env,
    },
  });
}

async function whenReady(child: ChildProgram, baseUrl: string, timeoutMs: number): Promise<void> {
  try {
    await waitUntil(
      async () => {
        if (child.end()) return true;
        const response = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(2_000) });
        const body = await response.text();
        if (response.status !== 200) throw new Error(`/readyz answers ${response.status}: ${body}`);
        return true;
      },
      { what: 'the product to be ready', timeoutMs, everyMs: 50 },
    );
  } catch (error) {
    await child.kill();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nIt said:\n${child.output()}`, {
      cause: error,
    });
  }
  const end = child.end();
  if (end)
    throw new Error(`The product ended while it started (${end.code ?? end.signal}). It said:\n${child.output()}`);
}

async function stopChild(child: ChildProgram): Promise<void> {
  if (child.end()) return;
  child.signal('SIGTERM');
  try {
    await waitUntil(() => child.end(), { what: 'the product to end after SIGTERM', timeoutMs: STOP_WITHIN_MS });
  } catch (error) {
    await child.kill();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nIt said:\n${child.output()}`, {
      cause: error,
    });
  }
  const { code } = await child.ended;
  if (code !== 0) throw new Error(`The product ended with ${code} after SIGTERM. It said:\n${child.output()}`);
}

async function ingest(baseUrl: string, lines: (object | string)[]): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${baseUrl}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  });
  return { status: response.status, body: await response.json() };
}

async function get(baseUrl: string, path: string): Promise<unknown> {
  const response = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${API_TOKEN}` } });
  if (response.status !== 200) throw new Error(`GET ${path} answers ${response.status}: ${await response.text()}`);
  return response.json();
}
