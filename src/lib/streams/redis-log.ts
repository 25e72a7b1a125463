import { DIGEST_KEEP_MS, DEAD_LETTER_KEEP_MS, LogError } from './event-log.ts';
import type {
  Appended,
  AppendOutcome,
  DeadLetter,
  EventLog,
  LogGroup,
  LogPosition,
  LogTail,
  ResendRequest,
  SequenceLedger,
} from './event-log.ts';
import { assertSingleLines, entryChunks } from './entry-chunks.ts';
import { GroupCommit } from './group-commit.ts';
import { maskDigits } from './mask-digits.ts';
import { RedisConnection } from './redis-connection.ts';
import { readDurability, type RedisDurability } from './redis-durability.ts';
import { RedisKeys, valueOf, type RawEntry } from './redis-entries.ts';
import { RedisGroup } from './redis-group.ts';
import { readRedisLedger } from './redis-ledger.ts';
import { APPEND, BURY } from './redis-scripts.ts';
import { RedisShards } from './redis-shards.ts';
import { RedisTail } from './redis-tail.ts';
import { trimRedis } from './redis-trim.ts';
import { runDigests, sequenceRuns } from './sequence-runs.ts';

export interface RedisLogOptions {
  url: string;
  /** Name of this process as a group reader: the same after a restart, different from every other living one. */
  consumer: string;
  /** Begins every key; default `cc:`. A floor on a clock of its own takes a prefix of its own. */
  prefix?: string;
  /** How long a call may wait for Redis before it rejects with `log_down`, ms; default 3,000. */
  timeoutMs?: number;
  /** Lines that may wait before `append` refuses with `log_behind`; default 500,000. */
  maxWaitingLines?: number;
  /** After this long the unacknowledged entries of another reader of a group are taken over, ms; default 60,000. */
  claimIdleMs?: number;
  /** Hears of connection errors; they are mended without help. */
  onError?: (error: Error) => void;
}

const MAX_LINES_PER_COMMIT = 2000;
const RESENDS_KEPT = 1000;

/** The event log in Redis Streams. Any number of processes may write and read; every one opens its own. */
export class RedisLog implements EventLog {
  readonly kind = 'redis';
  readonly #options: Required<Omit<RedisLogOptions, 'onError'>> & Pick<RedisLogOptions, 'onError'>;
  readonly #keys: RedisKeys;
  readonly #writing: RedisConnection;
  readonly #probing: RedisConnection;
  readonly #shards: RedisShards;
  readonly #commits: GroupCommit<Appended, AppendOutcome>;
  #readers: (RedisTail | RedisGroup)[] = [];
  #durability: Promise<RedisDurability> | null = null;

  constructor(options: RedisLogOptions) {
    this.#options = { prefix: 'cc:', timeoutMs: 3000, maxWaitingLines: 500_000, claimIdleMs: 60_000, ...options };
    this.#keys = new RedisKeys(this.#options.prefix);
    this.#writing = this.#connect('append');
    this.#probing = this.#connect('probe');
    this.#shards = new RedisShards(this.#probing, this.#keys);
    // Another server, or another setting, may stand behind a new connection.
    this.#writing.onConnect(() => (this.#durability = null));
    this.#commits = new GroupCommit({
      commit: (lines) => this.#commit(lines),
      maxItems: MAX_LINES_PER_COMMIT,
      maxWaiting: this.#options.maxWaitingLines,
      parallel: 2,
    });
  }

  async append(lines: readonly Appended[]): Promise<AppendOutcome[]> {
    assertSingleLines(lines);
    return this.#commits.add(lines);
  }

  async bury(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const args: (string | number)[] = [this.#keys.prefix];
    for (const { shard, receivedAt, code, message, line, identity } of letters) {
      const { p = '', e = '', n = '' } = identity ?? {};
      args.push(shard, receivedAt, code, maskDigits(message), maskDigits(line), p, e, n);
    }
    await this.#writing.script(BURY, args);
    await this.#settle();
  }

  async deadLetters(limit: number): Promise<DeadLetter[]> {
    const shards = (await this.#probing.call('SMEMBERS', this.#keys.deadShards)) as string[];
    const replies = await this.#probing.callAll(
      shards.map((shard) => ['XREVRANGE', this.#keys.dead(shard), '+', '-', 'COUNT', limit]),
    );
    return replies
      .flatMap((entries, place) => (entries as RawEntry[]).map((entry) => deadLetterOf(shards[place]!, entry)))
      .sort((a, b) => b.receivedAt - a.receivedAt)
      .slice(0, limit);
  }

  tail(from: LogPosition): LogTail {
    return this.#keep(new RedisTail(this.#connect('tail'), this.#shards, this.#keys, from));
  }

  async group(name: string): Promise<LogGroup> {
    const { consumer, claimIdleMs } = this.#options;
    const shared = { probing: this.#probing, shards: this.#shards, keys: this.#keys };
    const group = this.#keep(
      new RedisGroup({ name, consumer, claimIdleMs, reading: this.#connect('group'), ...shared }),
    );
    try {
      await group.open();
    } catch (error) {
      await group.close();
      throw error;
    }
    return group;
  }

  ledger(): Promise<SequenceLedger[]> {
    return readRedisLedger(this.#probing, this.#keys);
  }

  async end(): Promise<LogPosition> {
    const shards = [...(await this.#shards.fresh())];
    const infos = await this.#probing.callAll(shards.map((shard) => ['XINFO', 'STREAM', this.#keys.events(shard)]));
    return Object.fromEntries(
      infos.map((info, place) => [shards[place]!, valueOf(info as string[], 'last-generated-id') ?? '0-0']),
    );
  }

  async trim(beforeMs: number): Promise<number> {
    return trimRedis(this.#probing, this.#keys, await this.#shards.fresh(), beforeMs, DEAD_LETTER_KEEP_MS);
  }

  async requestResend(p: string, e: number, from: number, to: number): Promise<void> {
    await this.#writing.call(
      'XADD',
      this.#keys.control(p),
      'MAXLEN',
      RESENDS_KEPT,
      '*',
      'e',
      e,
      'from',
      from,
      'to',
      to,
    );
  }

  async resendRequests(p: string): Promise<ResendRequest[]> {
    const entries = (await this.#probing.call('XRANGE', this.#keys.control(p), '-', '+')) as [string, string[]][];
    return entries.map(([, fields]) => {
      const number = (name: string): number => Number(valueOf(fields, name));
      return { p, e: number('e'), from: number('from'), to: number('to') };
    });
  }

  async durability(): Promise<{ durable: boolean; reason: string | null }> {
    const durability = await readDurability(this.#probing);
    this.#durability = Promise.resolve(durability);
    return { durable: durability.mode !== 'none', reason: durability.reason };
  }

  async ping(): Promise<void> {
    await this.#probing.call('PING');
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    for (const reader of this.#readers) await reader.close();
    this.#writing.close();
    this.#probing.close();
  }

  /** Remembers what must be closed with this log. */
  #keep<Reader extends RedisTail | RedisGroup>(reader: Reader): Reader {
    this.#readers = [...this.#readers.filter(({ closed }) => !closed), reader];
    return reader;
  }

  #connect(part: string): RedisConnection {
    const { url, timeoutMs, onError } = this.#options;
    return new RedisConnection({ url, timeoutMs, name: `floorlight-log-${part}`, onError });
  }

  async #commit(lines: readonly Appended[]): Promise<AppendOutcome[]> {
    const runs = sequenceRuns(lines);
    const entries = entryChunks(lines);
    const args: (string | number | Buffer)[] = [this.#keys.prefix, DIGEST_KEEP_MS / 1000, runs.length, entries.length];
    for (const run of runs) {
      args.push(`${run.p}:${run.e}`, run.from, run.from + run.indexes.length - 1, runDigests(run, lines));
    }
    for (const entry of entries) args.push(entry.shard, entry.lines.join('\n'));
    args.push(JSON.stringify({ runs: runs.map((run) => run.indexes), entries: entries.map((entry) => entry.indexes) }));
    const refused = (await this.#writing.script(APPEND, args)) as number[];
    await this.#settle();
    const outcomes = new Array<AppendOutcome>(lines.length).fill('accepted');
    for (let place = 0; place < refused.length; place += 2) {
      outcomes[refused[place]!] = refused[place + 1] === 1 ? 'duplicate' : 'conflict';
    }
    return outcomes;
  }

  /** Waits until what this connection wrote is on the disk of Redis, where Redis does not do so before it answers. */
  async #settle(): Promise<void> {
    this.#durability ??= readDurability(this.#writing);
    let durability: RedisDurability;
    try {
      durability = await this.#durability;
    } catch (error) {
      this.#durability = null;
      throw error;
    }
    if (durability.mode !== 'waitaof') return;
    const { timeoutMs } = this.#options;
    const [onDisk] = (await this.#writing.call('WAITAOF', 1, 0, Math.floor(timeoutMs / 2))) as [number, number];
    if (onDisk < 1) {
      const text = `Redis did not write the lines to its disk within ${timeoutMs / 2} ms. They count as not stored: send them again.`;
      throw new LogError('log_down', text);
    }
  }
}

function deadLetterOf(shard: string, [, fields]: RawEntry): DeadLetter {
  const value = (name: string): string => valueOf(fields ?? [], name) ?? '';
  const identity = value('p') === '' ? null : { p: value('p'), e: Number(value('e')), n: Number(value('n')) };
  return {
    shard,
    receivedAt: Number(value('at')),
    code: value('code'),
    message: value('message'),
    line: value('line'),
    identity,
  };
}

/** Opens the log in Redis. It connects by itself, now and whenever the connection is lost. */
export const openRedisLog = (options: RedisLogOptions): RedisLog => new RedisLog(options);
