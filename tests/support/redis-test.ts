import { test as base } from 'vitest';
import { startRedisServer } from './redis-server.ts';

/** Tests with a `redis`: one server for the file, empty at the start of each test. */
export const test = base
  .extend('redisOfFile', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startRedisServer();
    onCleanup(() => server.stop());
    return server;
  })
  .extend('redis', async ({ redisOfFile }) => {
    await redisOfFile.flush();
    return redisOfFile;
  });
