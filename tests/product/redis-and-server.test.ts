import { expect, test } from 'vitest';
import { openHttpFront } from '../warehouse/http-front.ts';
import { startProduct } from '../support/product.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { waitForValue } from '../support/wait-until.ts';

// The whole product over a real Redis and over ClickHouse's HTTP interface. What the interface here does not prove stands
// at the head of http-front.ts.

const SLOT_MS = 900_000;

test(
  '[OP7] over Redis and a ClickHouse server the product gives the same numbers live and in the report',
  { timeout: 120_000 },
  async () => {
    const redis = await startRedisServer({ durable: true });
    const directory = makeTempDir('warehouse');
    const front = await openHttpFront(directory);
    const product = await startProduct({ env: { REDIS_URL: redis.url, CLICKHOUSE_URL: front.url('default') } });
    try {
      const at = Math.floor(Date.now() / 1_000) * 1_000 - 5_000;
      const visit = (n: number, outcome: string, waitMs: number) => ({
        v: 1,
        t: 'queue.left',
        p: 'acd',
        e: at,
        n,
        at,
        d: { site: 'cs', queue: 'svc', visit: `v${n}`, enqueuedAt: at - waitMs, waitMs, outcome },
      });
      const { status } = await product.ingest([
        visit(1, 'answered', 2_000),
        visit(2, 'answered', 30_000),
        visit(3, 'abandoned', 8_000),
      ]);
      expect(status).toBe(200);
      const metrics = 'offered,answered,abandoned,service_level,asa';
      const first = <Row>(answer: unknown): Row => (answer as { rows: Row[] }).rows[0]!;
      const live = await waitForValue(
        () => product.get(`/api/v1/live?metrics=${metrics}&window=60m&basis=event`).then(first<Record<string, number>>),
        (row) => row.answered === 2,
        { what: 'the live path to count', timeoutMs: 20_000 },
      );
      expect(live).toEqual({ offered: 3, answered: 2, abandoned: 1, service_level: 1 / 3, asa: 16 });
      const from = Math.floor((at - 60_000) / SLOT_MS) * SLOT_MS - SLOT_MS;
      const iso = (instant: number): string => encodeURIComponent(new Date(instant).toISOString());
      const path = `/api/v1/reports/query?metrics=${metrics}&grain=total&basis=event&from=${iso(from)}&to=${iso(from + 4 * SLOT_MS)}`;
      const report = await waitForValue(
        () => product.get(path).then(first<Record<string, number>>),
        (row) => row.answered === 2,
        { what: 'the report to count', timeoutMs: 30_000 },
      );
      expect(report).toEqual(live);
    } finally {
      await product.stop();
      await front.close();
      await redis.stop();
      removeTempDir(directory);
    }
  },
);
