import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { startRedisServer } from '../support/redis-server.ts';
import { test as redisTest } from '../support/redis-test.ts';
import { waitForValue, waitUntil } from '../support/wait-until.ts';

test('waiting answers the value that came, and says what it saw last when none came', async () => {
  let asked = 0;
  expect(await waitUntil(() => (++asked === 3 ? 'here' : null), { everyMs: 1 })).toBe('here');
  const never = waitUntil(() => 0, { what: 'a frame', timeoutMs: 30, everyMs: 5 });
  await expect(never).rejects.toThrow('Waited 30 ms for a frame; last value: 0');
  const wrong = waitForValue(
    () => ({ depth: 2 }),
    ({ depth }) => depth === 3,
    { timeoutMs: 30, everyMs: 5 },
  );
  await expect(wrong).rejects.toThrow('last read: {"depth":2}');
});

test('a durable Redis keeps what it has acknowledged over a kill', async () => {
  const server = await startRedisServer({ durable: true });
  const client = new Redis(server.url);
  client.on('error', () => undefined);
  try {
    await client.set('kept', '1');
    await server.kill();
    await server.restart();
    expect(await waitUntil(() => client.get('kept'))).toBe('1');
  } finally {
    client.disconnect();
    await server.stop();
  }
});

describe('the Redis of a file', () => {
  // The second test finds nothing of the first.
  redisTest.for([1, 2])('is empty at the start of test %s', async (_number, { redis }) => {
    const client = new Redis(redis.url);
    expect(await client.keys('*')).toEqual([]);
    await client.set('left behind', '1');
    client.disconnect();
  });
});
