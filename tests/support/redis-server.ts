import { Redis } from 'ioredis';
import { findRedisServer } from '../../scripts/lib/find-program.mjs';
import { startChild, type ChildProgram } from './child-program.ts';
import { freePort } from './free-port.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';
import { waitUntil } from './wait-until.ts';

/** A real Redis of the test's own. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Removes all data. */
  flush(): Promise<void>;
  /** kill -9; the data directory stays for `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the data that it had written. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a Redis on a free port in a temporary directory. `durable`: every write is on disk before it is answered
 * (appendonly, appendfsync always); without it nothing is written at all.
 */
export async function startRedisServer({ durable = false }: { durable?: boolean } = {}): Promise<RedisServer> {
  const program = findRedisServer();
  if (!program) throw new Error('These tests need redis-server: install it, or say its path in REDIS_SERVER_PATH.');
  const directory = makeTempDir('redis');
  const persistence = durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];

  const launched = await launchOnFreePort(program, directory, persistence);
  const port = launched.port;
  let child = launched.child;
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    port,
    flush: () => withClient(port, async (client) => void (await client.flushall())),
    kill: async () => void (await child.kill()),
    restart: async () => {
      if (!child.end()) await child.kill();
      child = launch(program, port, directory, persistence);
      await whenReady(child, port);
    },
    stop: async () => {
      await child.kill();
      removeTempDir(directory);
    },
  };
}

/** Another program may take the port between the moment it was found free and the launch: then try another. */
async function launchOnFreePort(program: string, directory: string, persistence: string[]) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = launch(program, port, directory, persistence);
    try {
      await whenReady(child, port);
      return { child, port };
    } catch (error) {
      await child.kill();
      if (attempt === 3 || !child.output().includes('Address already in use')) throw error;
    }
  }
}

function launch(program: string, port: number, directory: string, persistence: string[]): ChildProgram {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', ...persistence];
  return startChild(program, args, { cwd: directory, env: { PATH: process.env.PATH } });
}

async function whenReady(child: ChildProgram, port: number): Promise<void> {
  await waitUntil(
    () => {
      if (child.end()) return 'ended';
      return withClient(port, (client) => client.ping());
    },
    { what: 'redis-server to answer', timeoutMs: 20_000 },
  );
  if (child.end()) throw new Error(`redis-server ended at once:\n${child.output()}`);
}

async function withClient<Result>(port: number, use: (client: Redis) => Promise<Result>): Promise<Result> {
  const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.disconnect();
  }
}
