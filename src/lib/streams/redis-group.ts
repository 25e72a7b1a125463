import type { LogEntry, LogGroup } from './event-log.ts';
import { redisMessage, type RedisConnection } from './redis-connection.ts';
import { decodeEntry, rawByShard, valueOf, type RawEntry, type RedisKeys } from './redis-entries.ts';
import { DISCOVER_EVERY_MS, type RedisShards } from './redis-shards.ts';

export interface RedisGroupOptions {
  name: string;
  /** Name of this reader, the same after its restart, so that it finds again what it was given. */
  consumer: string;
  /** After this long without acknowledgement the entries of another reader are taken over, ms. */
  claimIdleMs: number;
  reading: RedisConnection;
  probing: RedisConnection;
  shards: RedisShards;
  keys: RedisKeys;
}

/** A Redis consumer group over all shards, created from the first entry on. */
export class RedisGroup implements LogGroup {
  readonly #options: RedisGroupOptions;
  readonly #joined = new Set<string>();
  /** Shards whose own pending entries are not yet all read again, with the id read up to. */
  readonly #again = new Map<string, string>();
  /** `<shard> <id>` of what this reader was given and has not acknowledged. */
  readonly #held = new Set<string>();
  #ready: LogEntry[] = [];
  #claimAt = 0;
  #skipped = 0;

  constructor(options: RedisGroupOptions) {
    this.#options = options;
  }

  get closed(): boolean {
    return this.#options.reading.closed;
  }

  get skipped(): number {
    return this.#skipped;
  }

  /** Creates the group where it is absent. Throws LogError. */
  async open(): Promise<void> {
    const { probing, keys, name, shards } = this.#options;
    await probing.call('SADD', keys.groups, name);
    await this.#join(await shards.fresh());
  }

  async read(maxEntries: number, waitMs: number): Promise<LogEntry[]> {
    const deadline = performance.now() + waitMs;
    try {
      while (this.#ready.length === 0) {
        const leftMs = Math.ceil(deadline - performance.now());
        await this.#healed(() => this.#fetch(maxEntries, leftMs));
        if (this.#ready.length === 0 && leftMs <= 0) return [];
      }
    } catch (error) {
      if (this.#options.reading.closed) return [];
      // What Redis counted as delivered on a broken connection is pending now: read it again first.
      for (const shard of this.#joined) this.#again.set(shard, '0');
      throw error;
    }
    return this.#ready.splice(0, maxEntries);
  }

  async acknowledge(entries: readonly LogEntry[]): Promise<void> {
    const byShard = Map.groupBy(entries, ({ shard }) => shard);
    await this.#acknowledgeIds([...byShard].map(([shard, of]) => [shard, of.map(({ id }) => id)]));
    for (const { shard, id } of entries) this.#held.delete(`${shard} ${id}`);
  }

  async lag(): Promise<number | null> {
    const { probing, keys, name, shards } = this.#options;
    const all = [...(await shards.fresh())];
    await this.#join(new Set(all));
    const infos = await probing.callAll(all.map((shard) => ['XINFO', 'GROUPS', keys.events(shard)]));
    let total = 0;
    for (const info of infos as string[][][]) {
      const fields = info.find((group) => valueOf(group, 'name') === name);
      const behind = fields && valueOf(fields, 'lag');
      if (fields === undefined || behind === null || behind === undefined) return null;
      total += Number(behind) + Number(valueOf(fields, 'pending'));
    }
    return total;
  }

  async close(): Promise<void> {
    this.#options.reading.close();
  }

  async #fetch(maxEntries: number, leftMs: number): Promise<void> {
    await this.#join(await this.#options.shards.all());
    if (this.#joined.size === 0) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(leftMs, DISCOVER_EVERY_MS))));
      return;
    }
    if (await this.#fetchAgain(maxEntries)) return;
    if (await this.#claim(maxEntries)) return;
    const block = leftMs > 0 ? ['BLOCK', Math.min(leftMs, DISCOVER_EVERY_MS)] : [];
    const shards = [...this.#joined];
    const reply = await this.#readGroup(
      maxEntries,
      block,
      shards,
      shards.map(() => '>'),
    );
    for (const [shard, entries] of reply) await this.#receive(shard, entries);
  }

  /** Own pending entries, page by page. True while there were some. */
  async #fetchAgain(maxEntries: number): Promise<boolean> {
    while (this.#again.size > 0) {
      const reply = await this.#readGroup(maxEntries, [], [...this.#again.keys()], [...this.#again.values()]);
      for (const [shard, entries] of reply) {
        const last = entries.at(-1);
        if (last === undefined) this.#again.delete(shard);
        else this.#again.set(shard, last[0]);
        await this.#receive(shard, entries);
      }
      if (this.#ready.length > 0) return true;
    }
    return false;
  }

  /** Takes over what readers that are gone were given. */
  async #claim(maxEntries: number): Promise<boolean> {
    const { claimIdleMs, reading, keys, name, consumer } = this.#options;
    if (performance.now() < this.#claimAt) return false;
    for (const shard of this.#joined) {
      const key = keys.events(shard);
      for (let cursor = '0-0'; ;) {
        const reply = await reading.call('XAUTOCLAIM', key, name, consumer, claimIdleMs, cursor, 'COUNT', maxEntries);
        const [next, entries] = reply as [string, RawEntry[]];
        await this.#receive(shard, entries);
        if (this.#ready.length >= maxEntries) return true;
        cursor = next;
        if (cursor === '0-0') break;
      }
    }
    this.#claimAt = performance.now() + claimIdleMs / 2;
    return this.#ready.length > 0;
  }

  async #receive(shard: string, entries: readonly RawEntry[]): Promise<void> {
    const empty: string[] = [];
    for (const raw of entries) {
      const held = `${shard} ${raw[0]}`;
      if (this.#held.has(held)) continue;
      const entry = decodeEntry(shard, raw);
      if (entry === null) {
        empty.push(raw[0]);
        continue;
      }
      this.#held.add(held);
      this.#ready.push(entry);
    }
    this.#skipped += empty.length;
    if (empty.length > 0) await this.#acknowledgeIds([[shard, empty]]);
  }

  async #acknowledgeIds(ids: readonly [shard: string, ids: readonly string[]][]): Promise<void> {
    const { probing, keys, name } = this.#options;
    await probing.callAll(ids.map(([shard, of]) => ['XACK', keys.events(shard), name, ...of]));
  }

  async #readGroup(maxEntries: number, block: (string | number)[], shards: string[], from: string[]) {
    const { reading, keys, name, consumer } = this.#options;
    const streams = shards.map(keys.events);
    const head = ['GROUP', name, consumer, 'COUNT', maxEntries, ...block];
    return rawByShard(await reading.call('XREADGROUP', ...head, 'STREAMS', ...streams, ...from), keys);
  }

  /** Makes the group in shards that it does not know yet. From 0: it must not miss what came before it. */
  async #join(shards: ReadonlySet<string>): Promise<void> {
    const { probing, keys, name } = this.#options;
    for (const shard of shards) {
      if (this.#joined.has(shard)) continue;
      try {
        await probing.call('XGROUP', 'CREATE', keys.events(shard), name, '0', 'MKSTREAM');
      } catch (error) {
        if (!redisMessage(error).startsWith('BUSYGROUP')) throw error;
      }
      this.#joined.add(shard);
      this.#again.set(shard, '0');
    }
  }

  /** Makes the group again where Redis lost it (flushed, restored from an older copy), once. */
  async #healed(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!redisMessage(error).startsWith('NOGROUP')) throw error;
      this.#joined.clear();
      await this.open();
      await work();
    }
  }
}
