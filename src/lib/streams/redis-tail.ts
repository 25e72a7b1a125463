import { NO_SITE_SHARD, type LogEntry, type LogPosition, type LogTail } from './event-log.ts';
import type { RedisConnection } from './redis-connection.ts';
import { decodeEntry, rawByShard, type RedisKeys } from './redis-entries.ts';
import { DISCOVER_EVERY_MS, type RedisShards } from './redis-shards.ts';

/** Reads every shard by XREAD BLOCK on a connection of its own. */
export class RedisTail implements LogTail {
  readonly #connection: RedisConnection;
  readonly #shards: RedisShards;
  readonly #keys: RedisKeys;
  /** Id of the last entry asked past, by shard. */
  readonly #asked: Map<string, string>;
  /** Id of the last entry given out, by shard. */
  readonly #given: Map<string, string>;
  #ready: LogEntry[] = [];
  #skipped = 0;

  constructor(connection: RedisConnection, shards: RedisShards, keys: RedisKeys, from: LogPosition) {
    this.#connection = connection;
    this.#shards = shards;
    this.#keys = keys;
    this.#asked = new Map(Object.entries(from));
    this.#given = new Map(this.#asked);
  }

  get closed(): boolean {
    return this.#connection.closed;
  }

  get skipped(): number {
    return this.#skipped;
  }

  async read(maxEntries: number, waitMs: number): Promise<LogEntry[]> {
    const deadline = performance.now() + waitMs;
    try {
      while (this.#ready.length === 0) {
        const leftMs = Math.ceil(deadline - performance.now());
        await this.#fetch(maxEntries, leftMs);
        if (this.#ready.length === 0 && leftMs <= 0) return [];
      }
    } catch (error) {
      if (this.#connection.closed) return [];
      throw error;
    }
    const given = this.#ready.splice(0, maxEntries);
    for (const { shard, id } of given) this.#given.set(shard, id);
    return given;
  }

  position(): LogPosition {
    return Object.fromEntries(this.#given);
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  async #fetch(maxEntries: number, leftMs: number): Promise<void> {
    const known = [...(await this.#shards.all())];
    // Where there is no shard yet, the one of events without a site is waited for: XREAD wants a key.
    const shards = known.length > 0 ? known : [NO_SITE_SHARD];
    const block = leftMs > 0 ? ['BLOCK', Math.min(leftMs, DISCOVER_EVERY_MS)] : [];
    const from = shards.map((shard) => this.#asked.get(shard) ?? '0-0');
    const streams = shards.map(this.#keys.events);
    const reply = await this.#connection.call('XREAD', 'COUNT', maxEntries, ...block, 'STREAMS', ...streams, ...from);
    for (const [shard, entries] of rawByShard(reply, this.#keys)) {
      for (const raw of entries) {
        this.#asked.set(shard, raw[0]);
        const entry = decodeEntry(shard, raw);
        if (entry === null) this.#skipped += 1;
        else this.#ready.push(entry);
      }
    }
  }
}
