import { afterAll, beforeAll, describe, expect } from 'vitest';
import { openRedisLog } from '#lib/streams/redis-log.ts';
import { january, januaryNote } from '../support/january.ts';
import { test } from '../support/redis-test.ts';
import { openSpaces, type Spaces } from '../warehouse/spaces.ts';
import { expectJanuary } from './expected.ts';
import { appendAll, carry, januaryLines } from './load.ts';

describe.skipIf(!january)(`a real January, Redis log and warehouse over HTTP${januaryNote}`, () => {
  let spaces: Spaces;
  beforeAll(async () => {
    spaces = await openSpaces('server');
  }, 60_000);
  afterAll(() => spaces.close());

  test(
    '[WH50] the report by day and queue says what was counted elsewhere',
    { timeout: 300_000 },
    async ({ redis }) => {
      const warehouse = await spaces.fresh();
      const log = openRedisLog({ url: redis.url, consumer: 'historian', timeoutMs: 30_000 });
      try {
        const lines = januaryLines();
        expect(await appendAll(log, lines)).toBe(lines.length);
        expect(await carry(log, warehouse, 'history')).toMatchObject({
          events: lines.length,
          duplicates: 0,
          invalid: 0,
        });
        await expectJanuary(warehouse);
        expect(spaces.front!.answered.inserts).toBeGreaterThan(0);
      } finally {
        await log.close();
      }
    },
  );
});
