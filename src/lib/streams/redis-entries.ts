import type { LogEntry } from './event-log.ts';

/** An entry as Redis gives it: its fields and values in turn, or null where it was trimmed away while pending. */
export type RawEntry = [id: string, fields: string[] | null];
type RawStreams = [key: string, entries: RawEntry[]][] | null;

/** The keys of a log. Lines of others may be added past our ingest: XADD `<prefix>events:<shard>` * ev <line>. */
export class RedisKeys {
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  events = (shard: string): string => `${this.prefix}events:${shard}`;
  dead = (shard: string): string => `${this.prefix}dead:${shard}`;
  control = (producer: string): string => `${this.prefix}ctl:${producer}`;
  received = (epoch: string): string => `${this.prefix}seq:${epoch}`;
  rejected = (epoch: string): string => `${this.prefix}rej:${epoch}`;
  shardOf = (eventsKey: string): string => eventsKey.slice(this.prefix.length + 'events:'.length);

  get shards(): string {
    return `${this.prefix}shards`;
  }
  get deadShards(): string {
    return `${this.prefix}deadshards`;
  }
  get epochs(): string {
    return `${this.prefix}epochs`;
  }
  get groups(): string {
    return `${this.prefix}groups`;
  }
}

/** The entries of a read by shard, in the order of each stream. */
export const rawByShard = (reply: unknown, keys: RedisKeys): [shard: string, entries: RawEntry[]][] =>
  ((reply as RawStreams) ?? []).map(([key, entries]) => [keys.shardOf(key), entries]);

/** The entry with its lines; null where it has no field `ev` with a line in it. */
export function decodeEntry(shard: string, [id, fields]: RawEntry): LogEntry | null {
  const text = fields === null ? undefined : fields[0] === 'ev' ? fields[1] : valueOf(fields, 'ev');
  if (text === undefined) return null;
  let lines = text.split('\n');
  if (lines.includes('')) lines = lines.filter((line) => line !== '');
  return lines.length === 0 ? null : { shard, id, receivedAt: Number(id.slice(0, id.indexOf('-'))), lines };
}

/** The value after a name in a flat list of names and values. */
export function valueOf(fields: readonly string[], name: string): string | undefined {
  for (let place = 0; place + 1 < fields.length; place += 2) if (fields[place] === name) return fields[place + 1];
  return undefined;
}
