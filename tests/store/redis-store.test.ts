import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DocumentStoreError } from '#lib/store/document-store.ts';
import { openRedisStore } from '#lib/store/redis-store.ts';
import { startRedisServer } from '../support/redis-server.ts';
import type { RedisServer } from '../support/redis-server.ts';
import { registerDocumentStoreContract } from './document-store-contract.ts';

describe('Redis document store', () => {
  let server: RedisServer;
  let probe: Redis;
  beforeAll(async () => {
    server = await startRedisServer({ durable: true });
    probe = new Redis(server.url);
    probe.on('error', () => undefined);
  });
  afterAll(async () => {
    probe.disconnect();
    await server.stop();
  });
  const now = async (): Promise<number> => {
    const [seconds, micros] = await probe.time();
    return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
  };

  registerDocumentStoreContract('Redis', () => ({
    open: async () => openRedisStore({ url: server.url }),
    now,
    passes: async (instant) => {
      await expect.poll(now, { timeout: 5_000, interval: 20 }).toBeGreaterThan(instant);
    },
  }));

  test('[DOC3] Redis: the index forgets expired documents when it is listed', async () => {
    const store = openRedisStore({ url: server.url });
    await store.put('brief', 'a', {}, { expiresAt: (await now()) - 1 });
    await store.put('brief', 'b', {});
    expect(await probe.zcard('cc:docs:{brief}')).toBe(2);
    expect((await store.list('brief')).map((entry) => entry.id)).toEqual(['b']);
    expect(await probe.zrange('cc:docs:{brief}', '0', '-1')).toEqual(['b']);
    await store.delete('brief', 'b');
    expect(await probe.exists('cc:docs:{brief}')).toBe(0);
    await store.close();
  });

  test('[DOC6] Redis: every document whose put resolved is there after kill -9 of the server', async () => {
    const store = openRedisStore({ url: server.url, prefix: 'killed' });
    for (let number = 0; number < 50; number++) await store.put('things', `n${number}`, { number });
    await server.kill();
    await expect(store.get('things', 'n0')).rejects.toThrow(DocumentStoreError);
    await expect(store.get('things', 'n0')).rejects.toThrow(/unavailable until Redis answers/);
    await server.restart();
    // The connection comes back by itself; the wait is for that alone.
    await expect
      .poll(
        () =>
          store.list('things').then(
            (list) => list.length,
            () => -1,
          ),
        { timeout: 10_000, interval: 50 },
      )
      .toBe(50);
    await store.close();
  });

  test('[DOC7] Redis: a server that cannot be reached is an error that says what to check', async () => {
    const errors: Error[] = [];
    const store = openRedisStore({ url: 'redis://127.0.0.1:1', onError: (error) => errors.push(error) });
    await expect(store.put('things', 'a', {})).rejects.toThrow(/check REDIS_URL/);
    expect(errors.length).toBeGreaterThan(0);
    await store.close();
  });
});
