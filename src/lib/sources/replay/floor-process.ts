import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Clock } from '#lib/time/clock.ts';
import { WIRE_VERSION, type ServerMessage } from '#lib/wire/messages.ts';

/** A server process of its own whose floor runs on a clock of its own. */
export interface FloorProcess {
  /** The clock of that floor, as its server tells it. */
  clock: Clock;
  /** Resolves when the process has ended, by itself or by `stop`. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 200;
const STOP_WITHIN_MS = 15_000;

/**
 * Starts the product again beside the one that may run and waits until it is ready. `environment` is the whole environment
 * of the process. Throws where it ends or is not ready in time.
 */
export async function startFloorProcess(given: {
  command: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  baseUrl: string;
  readToken: string;
  signal: AbortSignal;
}): Promise<FloorProcess> {
  const [program, ...args] = given.command;
  const child = spawn(program!, args, { env: { ...given.environment }, stdio: ['ignore', 'ignore', 'inherit'] });
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const stop = async (): Promise<void> => {
    if (over) return;
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(kill);
  };
  try {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await isReady(given.baseUrl))) {
      if (over) throw new Error('The server of the floor ended while it started.');
      if (performance.now() > deadline)
        throw new Error(`The server of the floor was not ready within ${READY_WITHIN_MS / 1_000} s.`);
      await delay(ASK_EVERY_MS, undefined, { signal: given.signal });
    }
    return { clock: await clockOf(given.baseUrl, given.readToken), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function isReady(baseUrl: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/readyz', baseUrl), { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Asks a server for the time of its floor: the greeting of its socket says it. */
function clockOf(baseUrl: string, token: string): Promise<Clock> {
  const url = new URL('/api/v1/stream', baseUrl.replace(/^http/, 'ws'));
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
  return new Promise<Clock>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.type !== 'hello' || message.version !== WIRE_VERSION) return;
      const heardAt = performance.now();
      const { serverNow, speed } = message;
      resolve({ speed, now: () => serverNow + (performance.now() - heardAt) * speed });
      socket.close();
    });
  });
}
