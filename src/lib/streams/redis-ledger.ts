import type { SequenceLedger } from './event-log.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisKeys } from './redis-entries.ts';

/** The whole ledger, by producer and epoch. Throws LogError. */
export async function readRedisLedger(connection: RedisConnection, keys: RedisKeys): Promise<SequenceLedger[]> {
  const epochs = (await connection.call('SMEMBERS', keys.epochs)) as string[];
  const ranges = await connection.callAll(
    epochs.flatMap((epoch): [string, string, number, number, string][] => [
      ['ZRANGE', keys.received(epoch), 0, -1, 'WITHSCORES'],
      ['ZRANGE', keys.rejected(epoch), 0, -1, 'WITHSCORES'],
    ]),
  );
  const ledgers = epochs.map((epoch, place): SequenceLedger => {
    const border = epoch.lastIndexOf(':');
    return {
      p: epoch.slice(0, border),
      e: Number(epoch.slice(border + 1)),
      received: pairs(ranges[2 * place] as string[]),
      rejected: pairs(ranges[2 * place + 1] as string[]),
    };
  });
  return ledgers.sort((a, b) => (a.p === b.p ? a.e - b.e : a.p < b.p ? -1 : 1));
}

function pairs(flat: readonly string[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (let place = 0; place < flat.length; place += 2) ranges.push([Number(flat[place]), Number(flat[place + 1])]);
  return ranges;
}
