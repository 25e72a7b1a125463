import type { RedisConnection } from './redis-connection.ts';
import type { RedisKeys } from './redis-entries.ts';

/** How often the shards are looked up, ms: so late may the first event of a new shard come. */
export const DISCOVER_EVERY_MS = 200;
/** Keys looked at in one step of the search for streams that others made without telling the set. */
const SCAN_STEP = 1000;

/** Knows the shards: those of the set, and streams that others began past our ingest, found by a slow walk over the keys. */
export class RedisShards {
  readonly #connection: RedisConnection;
  readonly #keys: RedisKeys;
  readonly #known = new Set<string>();
  #cursor = '0';
  #lookedAt = -Infinity;

  constructor(connection: RedisConnection, keys: RedisKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** All shards known now. Looks them up at most every 200 ms. Throws LogError. */
  async all(): Promise<ReadonlySet<string>> {
    const now = performance.now();
    if (now - this.#lookedAt < DISCOVER_EVERY_MS) return this.#known;
    const pattern = `${this.#keys.events('*').replace(/[?[\]\\]/g, '\\$&')}`;
    const [members, scan] = await this.#connection.callAll([
      ['SMEMBERS', this.#keys.shards],
      ['SCAN', this.#cursor, 'MATCH', pattern, 'COUNT', SCAN_STEP, 'TYPE', 'stream'],
    ]);
    const [cursor, found] = scan as [string, string[]];
    this.#cursor = cursor;
    this.#lookedAt = now;
    for (const shard of members as string[]) this.#known.add(shard);
    const unlisted = found.map(this.#keys.shardOf).filter((shard) => !this.#known.has(shard));
    if (unlisted.length > 0) await this.#connection.call('SADD', this.#keys.shards, ...unlisted);
    for (const shard of unlisted) this.#known.add(shard);
    return this.#known;
  }

  /** As `all`, looked up now. */
  async fresh(): Promise<ReadonlySet<string>> {
    this.#lookedAt = -Infinity;
    return this.all();
  }
}
