import { Redis } from 'ioredis';
import { DocumentStoreError } from './document-store.ts';
import type { DocumentStore } from './document-store.ts';

/** Documents fetched with one MGET. */
const CHUNK = 500;
/** A command that takes longer counts as failed, ms. */
const COMMAND_MS = 5_000;

/** Takes ids out of the index whose document has expired. In one script, so that a document made meanwhile keeps its entry. */
const FORGET = `
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('ZREM', KEYS[1], ARGV[i - 1]) end
end
return 0`;

type Replies = [error: Error | null, result: unknown][] | null;

/**
 * The document store in Redis: one key per document (`<prefix>:doc:{<collection>}:<id>`, expiry by PXAT and so by the
 * clock of the Redis server) and one sorted set per collection (`<prefix>:docs:{<collection>}`) as its index. Written is
 * as durable as that Redis is configured to be: `appendfsync always` survives everything. Connects at once; `onError`
 * hears of connection errors, calls made meanwhile reject with DocumentStoreError.
 */
export function openRedisStore(options: {
  url: string;
  prefix?: string;
  onError?: (error: Error) => void;
}): DocumentStore {
  const { url, prefix = 'cc', onError } = options;
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MS,
    connectionName: 'floorlight-documents',
  });
  redis.on('error', (error: Error) => onError?.(error));

  const keyOf = (collection: string, id: string): string => `${prefix}:doc:{${collection}}:${id}`;
  const indexOf = (collection: string): string => `${prefix}:docs:{${collection}}`;

  const attempt = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new DocumentStoreError(
        `Could not ${doing} documents in Redis: ${(cause as Error).message}. ` +
          'Accounts, tokens and settings are unavailable until Redis answers again; check REDIS_URL and the server.',
        { cause },
      );
    }
  };
  const resultsOf = (replies: Replies): unknown[] => {
    if (replies === null) throw new Error('the transaction was dropped');
    return replies.map(([error, result]) => {
      if (error !== null) throw error;
      return result;
    });
  };
  const write = async (
    collection: string,
    id: string,
    document: object,
    conditions: ('NX' | 'PXAT' | number)[],
  ): Promise<unknown> => {
    const set = ['set', keyOf(collection, id), JSON.stringify(document), ...conditions];
    const index = ['zadd', indexOf(collection), 0, id];
    const commands = redis.multi([set, index]);
    return resultsOf(await commands.exec())[0];
  };
  const expiry = (expiresAt: number | undefined): ('PXAT' | number)[] =>
    expiresAt === undefined ? [] : ['PXAT', Math.max(1, Math.ceil(expiresAt))];

  return {
    kind: 'redis',
    get: <T extends object>(collection: string, id: string) =>
      attempt('read', async () => {
        const text = await redis.get(keyOf(collection, id));
        return text === null ? null : (JSON.parse(text) as T);
      }),
    put: (collection, id, document, { expiresAt } = {}) =>
      attempt('write', async () => {
        await write(collection, id, document, expiry(expiresAt));
      }),
    create: (collection, id, document, { expiresAt } = {}) =>
      attempt('write', async () => (await write(collection, id, document, [...expiry(expiresAt), 'NX'])) === 'OK'),
    delete: (collection, id) =>
      attempt('write', async () => {
        const results = resultsOf(
          await redis
            .multi([
              ['del', keyOf(collection, id)],
              ['zrem', indexOf(collection), id],
            ])
            .exec(),
        );
        return results[0] === 1;
      }),
    list: <T extends object>(collection: string) =>
      attempt('read', async () => {
        const ids = await redis.zrange(indexOf(collection), '0', '-1');
        const found: { id: string; document: T }[] = [];
        const gone: string[] = [];
        for (let start = 0; start < ids.length; start += CHUNK) {
          const chunk = ids.slice(start, start + CHUNK);
          const texts = await redis.mget(chunk.map((id) => keyOf(collection, id)));
          chunk.forEach((id, position) => {
            const text = texts[position] ?? null;
            if (text === null) gone.push(id);
            else found.push({ id, document: JSON.parse(text) as T });
          });
        }
        for (let start = 0; start < gone.length; start += CHUNK) {
          const chunk = gone.slice(start, start + CHUNK);
          const keys = [indexOf(collection), ...chunk.map((id) => keyOf(collection, id))];
          await redis.eval(FORGET, keys.length, ...keys, ...chunk);
        }
        return found;
      }),
    async close() {
      if (redis.status === 'ready') await redis.quit().catch(() => redis.disconnect());
      else redis.disconnect();
    },
  };
}
