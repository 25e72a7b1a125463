import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRedisLog, type RedisLogOptions } from '#lib/streams/redis-log.ts';
import { startRedisServer, type RedisServer } from '../support/redis-server.ts';
import { waitUntil } from '../support/wait-until.ts';
import { registerLogContract } from './log-contract.ts';
import { contentOf, lineOf, linesOf, readLines, refused } from './log-lines.ts';

// What this file does not prove: WAITAOF (the Redis at hand may be older than 7.2) and replication.
describe('the log in Redis', () => {
  let server: RedisServer;
  let admin: Redis;
  let spaces = 0;
  beforeAll(async () => {
    server = await startRedisServer({ durable: true });
    admin = new Redis(server.url);
    admin.on('error', () => undefined);
  });
  afterAll(async () => {
    admin.disconnect();
    await server.stop();
  });
  const newPrefix = (): string => `t${(spaces += 1)}:`;
  const open = (prefix: string, options: Partial<RedisLogOptions> = {}) =>
    openRedisLog({ url: server.url, prefix, consumer: 'reader', timeoutMs: 1000, ...options });

  registerLogContract('Redis', () => {
    const prefix = newPrefix();
    return {
      open: () => open(prefix),
      child: { kind: 'redis', url: server.url, prefix },
      killServer: async () => {
        await server.kill();
        await server.restart();
      },
      remove: () => undefined,
      breakDown: async () => {
        await server.kill();
        return () => server.restart();
      },
      fillUp: async () => {
        await admin.config('SET', 'maxmemory', '1');
        return async () => void (await admin.config('SET', 'maxmemory', '0'));
      },
    };
  });

  test('[LOG13] a Redis that does not answer is log_down within the time limit, and a resend puts it right', async () => {
    const log = open(newPrefix(), { timeoutMs: 300 });
    await log.append([lineOf(1)]);
    await admin.call('CLIENT', 'PAUSE', '1500', 'ALL');
    const began = performance.now();
    await expect(log.append([lineOf(2)])).rejects.toMatchObject({ code: 'log_down' });
    expect(performance.now() - began).toBeLessThan(1400);
    await waitUntil(() => log.append([lineOf(2)]), { what: 'Redis to answer again' });
    expect(await contentOf(log)).toEqual([lineOf(1).line, lineOf(2).line]);
    await log.close();
  });

  test('[LOG16] without appendfsync always, or where CONFIG is forbidden, it says why it is not durable', async () => {
    const log = open(newPrefix());
    const version = (await admin.info('server'))
      .match(/redis_version:(\d+)\.(\d+)/)!
      .slice(1)
      .map(Number);
    await admin.config('SET', 'appendfsync', 'everysec');
    const waits = version[0]! > 7 || (version[0] === 7 && version[1]! >= 2);
    if (waits) expect(await log.durability()).toEqual({ durable: true, reason: null });
    else
      expect(await log.durability()).toMatchObject({
        durable: false,
        reason: expect.stringContaining('appendfsync everysec'),
      });
    expect(await log.append([lineOf(1)])).toEqual(['accepted']);
    await admin.config('SET', 'appendfsync', 'always');
    await log.close();

    await admin.call('ACL', 'SETUSER', 'guest', 'on', '>secret', '~*', '&*', '+@all', '-config');
    const guest = open(newPrefix(), { url: server.url.replace('redis://', 'redis://guest:secret@') });
    expect(await guest.append([lineOf(1)])).toEqual(['accepted']);
    expect(await guest.durability()).toMatchObject({ durable: false, reason: expect.stringContaining('CONFIG') });
    await guest.close();
  });

  test('[LOG16] without an append-only file it says that nothing survives', async () => {
    const plain = await startRedisServer();
    const log = open(newPrefix(), { url: plain.url });
    expect(await log.append([lineOf(1)])).toEqual(['accepted']);
    expect(await log.durability()).toMatchObject({ durable: false, reason: expect.stringContaining('appendonly no') });
    await log.close();
    await plain.stop();
  });

  test('[LOG9] a lag that Redis cannot tell is null, never zero', async () => {
    const prefix = newPrefix();
    const log = open(prefix);
    for (const n of [1, 2, 3]) await log.append([lineOf(n)]);
    const group = await log.group('history');
    expect(await group.lag()).toBe(3);
    const [, second] = await admin.xrange(`${prefix}events:cs`, '-', '+');
    await admin.call('XGROUP', 'SETID', `${prefix}events:cs`, 'history', second![0]);
    expect(await group.lag()).toBeNull();
    await log.close();
  });

  test('[LOG17] lines added past our ingest are read, several to an entry; an entry without ev is passed over and counted', async () => {
    const prefix = newPrefix();
    const log = open(prefix);
    const key = `${prefix}events:cs`;
    const lines = linesOf(1, 3).map(({ line }) => line);
    await admin.xadd(key, '*', 'other', 'x');
    await admin.xadd(key, '*', 'source', 'acd', 'ev', `${lines[0]}\n${lines[1]}\n`);
    await admin.xadd(key, '*', 'ev', '');
    await admin.xadd(key, '*', 'ev', lines[2]!);
    const tail = log.tail({});
    expect((await readLines(tail, 3)).map((entry) => entry.lines)).toEqual([lines.slice(0, 2), lines.slice(2)]);
    expect(tail.skipped).toBe(2);
    const group = await log.group('history');
    const entries = await readLines(group, 3);
    expect(group.skipped).toBe(2);
    await group.acknowledge(entries);
    expect(await group.lag()).toBe(0);
    await log.close();
  });

  test('[LOG7] a stream that others begin is found without being told of', async () => {
    const prefix = newPrefix();
    const log = open(prefix);
    const group = await log.group('history');
    const tail = log.tail(await log.end());
    const reading = tail.read(10, 10_000);
    await admin.xadd(`${prefix}events:new`, '*', 'ev', lineOf(1).line);
    expect((await reading).map(({ shard }) => shard)).toEqual(['new']);
    expect(await readLines(group, 1)).toMatchObject([{ shard: 'new', lines: [lineOf(1).line] }]);
    await log.close();
  });

  test('[LOG8] the entries of a reader that is gone for good are taken over by another', async () => {
    const prefix = newPrefix();
    const log = open(prefix);
    await log.append([lineOf(1)]);
    await log.append([lineOf(2)]);
    const gone = await log.group('history');
    const [first] = await readLines(gone, 2);
    await gone.acknowledge([first!]);
    await gone.close();
    const other = open(prefix, { consumer: 'another', claimIdleMs: 100 });
    const group = await other.group('history');
    expect((await readLines(group, 1)).flatMap(({ lines }) => lines)).toEqual([lineOf(2).line]);
    await other.close();
    await log.close();
  });

  test('[LOG25] scripts and groups that Redis lost are made again by themselves', async () => {
    const prefix = newPrefix();
    const log = open(prefix);
    await log.append([lineOf(1)]);
    const group = await log.group('history');
    await group.acknowledge(await readLines(group, 1));
    await admin.script('FLUSH');
    expect(await log.append([lineOf(1), lineOf(2)])).toEqual(['duplicate', 'accepted']);
    await admin.call('XGROUP', 'DESTROY', `${prefix}events:cs`, 'history');
    expect((await readLines(group, 2)).flatMap(({ lines }) => lines)).toEqual([lineOf(1).line, lineOf(2).line]);
    await log.close();
  });

  test('[LOG25] readers go on after Redis was stopped and started, and miss nothing', async () => {
    const log = open(newPrefix());
    await log.append([lineOf(1)]);
    const tail = log.tail({});
    const group = await log.group('history');
    await readLines(tail, 1);
    await group.acknowledge(await readLines(group, 1));
    await server.kill();
    await expect(tail.read(10, 100)).rejects.toMatchObject({ code: 'log_down' });
    await expect(group.read(10, 100)).rejects.toMatchObject({ code: 'log_down' });
    await expect(log.ping()).rejects.toMatchObject({ code: 'log_down' });
    await server.restart();
    await waitUntil(() => log.append([lineOf(2)]), { what: 'the log to recover' });
    await waitUntil(() => tail.read(10, 0).then(([entry]) => entry?.lines[0] === lineOf(2).line), { what: 'the tail' });
    await waitUntil(() => group.read(10, 0).then(([entry]) => entry?.lines[0] === lineOf(2).line), {
      what: 'the group',
    });
    expect(await contentOf(log)).toHaveLength(2);
    await log.close();
  });

  test('[LOG4] the content of a line is forgotten after 48 h, after 7 days [LOG11] a dead letter', async () => {
    const prefix = newPrefix();
    const log = open(prefix);
    await log.append([lineOf(1)]);
    const digests = await admin.keys(`${prefix}dig:*`);
    expect(digests).toHaveLength(1);
    expect(await admin.ttl(digests[0]!)).toBeGreaterThan(48 * 3600 - 60);
    expect(await admin.ttl(digests[0]!)).toBeLessThanOrEqual(48 * 3600);
    await admin.del(...digests);
    expect(await log.append([lineOf(1, { say: 'other' })])).toEqual(['duplicate']);

    const [seconds] = await admin.time();
    const sevenDaysAgoMs = (Number(seconds) - 7 * 24 * 3600) * 1000;
    for (const [at, n] of [
      [sevenDaysAgoMs - 60_000, 1],
      [sevenDaysAgoMs + 60_000, 2],
    ] as const) {
      await admin.xadd(
        `${prefix}dead:cs`,
        `${at}-0`,
        'at',
        at,
        'code',
        'x',
        'message',
        '',
        'line',
        '',
        'p',
        'p',
        'e',
        1,
        'n',
        n,
      );
    }
    await log.bury([refused(null)]);
    await log.trim(0);
    expect((await log.deadLetters(10)).map(({ identity }) => identity?.n ?? null)).toEqual([2, null]);
    await log.close();
  });

  test('[LOG5] two processes that append the same lines at once have each line accepted exactly once', async () => {
    const prefix = newPrefix();
    const logs = [open(prefix), open(prefix)];
    const outcomes = await Promise.all(
      logs.flatMap((log) =>
        Array.from({ length: 10 }, (_, call) => log.append(linesOf(1 + call * 50, 50 + call * 50))),
      ),
    );
    expect(outcomes.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(500);
    expect(await contentOf(logs[0]!)).toHaveLength(500);
    await Promise.all(logs.map((log) => log.close()));
  });
});
