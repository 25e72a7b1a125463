import type { RedisConnection } from './redis-connection.ts';
import { valueOf, type RedisKeys } from './redis-entries.ts';

/**
 * Removes entries received before `beforeMs` that every group has acknowledged, and dead letters older than
 * `deadLetterKeepMs`. A shard that a group has not begun to read keeps everything. Throws LogError.
 */
export async function trimRedis(
  connection: RedisConnection,
  keys: RedisKeys,
  shards: ReadonlySet<string>,
  beforeMs: number,
  deadLetterKeepMs: number,
): Promise<number> {
  const groups = (await connection.call('SMEMBERS', keys.groups)) as string[];
  let removed = 0;
  for (const shard of shards) {
    const keepFrom = await oldestNeeded(connection, keys.events(shard), groups);
    if (keepFrom === null) continue;
    const from = [`${beforeMs}-0`, keepFrom].reduce((a, b) => (isBefore(a, b) ? a : b));
    removed += Number(await connection.call('XTRIM', keys.events(shard), 'MINID', from));
  }
  const [seconds] = (await connection.call('TIME')) as [string, string];
  const deadBefore = `${Math.max(0, Number(seconds) * 1000 - deadLetterKeepMs)}-0`;
  const deadShards = (await connection.call('SMEMBERS', keys.deadShards)) as string[];
  await connection.callAll(deadShards.map((shard) => ['XTRIM', keys.dead(shard), 'MINID', deadBefore]));
  return removed;
}

const NOTHING_NEEDED = '18446744073709551615-18446744073709551615';

/** Id of the oldest entry that a group still needs; null where a group has not begun to read the stream. */
async function oldestNeeded(
  connection: RedisConnection,
  key: string,
  groups: readonly string[],
): Promise<string | null> {
  if (groups.length === 0) return NOTHING_NEEDED;
  const infos = (await connection.call('XINFO', 'GROUPS', key)) as string[][];
  let oldest = NOTHING_NEEDED;
  for (const name of groups) {
    const info = infos.find((fields) => valueOf(fields, 'name') === name);
    if (info === undefined) return null;
    const [, firstPending] = (await connection.call('XPENDING', key, name)) as [number, string | null];
    const needed = firstPending ?? after(valueOf(info, 'last-delivered-id') ?? '0-0');
    if (isBefore(needed, oldest)) oldest = needed;
  }
  return oldest;
}

function after(id: string): string {
  const [time = '0', sequence = '0'] = id.split('-');
  return `${time}-${BigInt(sequence) + 1n}`;
}

/** Ids are two 64-bit numbers: neither text nor one JavaScript number orders them rightly. */
function isBefore(a: string, b: string): boolean {
  const [timeA = '0', sequenceA = '0'] = a.split('-');
  const [timeB = '0', sequenceB = '0'] = b.split('-');
  return timeA === timeB ? BigInt(sequenceA) < BigInt(sequenceB) : BigInt(timeA) < BigInt(timeB);
}
