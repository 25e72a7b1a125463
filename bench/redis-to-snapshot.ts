import { Redis } from 'ioredis';
import { boardById } from '#lib/boards/inbound-floor.ts';
import { boardState } from '#lib/boards/board-state.ts';
import { Engine } from '#lib/engine/engine.ts';
import { parseLine } from '#lib/events/parse.ts';
import { openRedisLog } from '#lib/streams/redis-log.ts';
import { wholeSecondUp } from '#lib/time/interval.ts';
import { startRedisServer } from '../tests/support/redis-server.ts';
import type { Figure } from './figure.ts';
import { simulatedLines } from './simulated-lines.ts';

const EVENTS = 200_000;
const LINES_PER_ENTRY = 100;
const ENTRIES_PER_READ = 200;
const EVERYTHING = { sites: 'all', teams: 'all' } as const;

/** From a stream in a real Redis to the state of the inbound board, against bare XREAD + JSON.parse of the same stream. */
export async function redisToSnapshotFigures(): Promise<Figure[]> {
  const lines = simulatedLines(EVENTS);
  const asOf = wholeSecondUp(lines.at(-1)!.at);
  const redis = await startRedisServer();
  const log = openRedisLog({ url: redis.url, consumer: 'bench' });
  try {
    for (let at = 0; at < lines.length; at += LINES_PER_ENTRY) await log.append(lines.slice(at, at + LINES_PER_ENTRY));
    const shard = lines[0]!.shard;
    await readBare(redis.url, shard);
    await readToSnapshot(log, asOf);
    return [
      {
        what: 'Redis to snapshot',
        unit: 'events/s',
        value: await perSecond(EVENTS, () => readToSnapshot(log, asOf)),
        ceiling: await perSecond(EVENTS, () => readBare(redis.url, shard)),
        target: { leastRatio: 0.4 },
      },
    ];
  } finally {
    await log.close();
    await redis.stop();
  }
}

async function readToSnapshot(log: ReturnType<typeof openRedisLog>, asOf: number): Promise<void> {
  const engine = new Engine('UTC');
  const tail = log.tail({});
  let folded = 0;
  while (folded < EVENTS) {
    for (const { lines, receivedAt } of await tail.read(ENTRIES_PER_READ, 1_000)) {
      for (const line of lines) {
        const result = parseLine(line);
        if (result.ok && engine.fold(result.event, receivedAt)) folded += 1;
      }
    }
  }
  await tail.close();
  const known = engine.register.dimensions();
  const state = boardState(boardById('inbound')!, EVERYTHING, (question) => engine.answer(question, asOf, asOf), known);
  if ((state.tiles.answer_rate?.rows[0]?.answer_rate ?? null) === null)
    throw new Error('The snapshot has no answer rate.');
}

async function readBare(url: string, shard: string): Promise<void> {
  const redis = new Redis(url);
  let read = 0;
  for (let from = '0-0'; read < EVENTS;) {
    const reply = await redis.xread('COUNT', ENTRIES_PER_READ, 'STREAMS', `cc:events:${shard}`, from);
    if (reply === null) throw new Error(`The stream of ${shard} has ${read} events, not ${EVENTS}.`);
    for (const [id, fields] of reply[0]![1]) {
      for (const line of fields[1]!.split('\n')) {
        JSON.parse(line);
        read += 1;
      }
      from = id;
    }
  }
  redis.disconnect();
}

/** By the CPU time of this process: Redis has a process of its own. */
async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((count * 1_000_000) / (user + system));
}

if (import.meta.main) console.log(await redisToSnapshotFigures());
