import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test as plain } from 'vitest';
import { ConfigurationError, exampleEnvironment, readConfiguration } from '#lib/runtime/environment.ts';
import { root } from '../../scripts/lib/project.mjs';
import { startProduct } from '../support/product.ts';
import { test } from '../support/product-test.ts';
import { waitForValue } from '../support/wait-until.ts';

const EPOCH = 1_753_142_000_000;

const entered = (n: number, at: number) => ({
  v: 1,
  t: 'queue.entered',
  p: 'acd',
  e: EPOCH,
  n,
  at,
  d: { site: 'cs', queue: 'svc', media: 'voice', direction: 'in', ix: `i${n}`, visit: `v${n}`, enqueuedAt: at },
});

const depth = (answer: unknown): unknown => (answer as { rows: { queue_depth: number | null }[] }).rows[0]?.queue_depth;

describe('operations (OP)', () => {
  test('[OP2] liveness, readiness with the state and lag of every part, and Prometheus text', async ({ product }) => {
    const alive = await fetch(`${product.baseUrl}/healthz`);
    expect(alive.status).toBe(200);
    const ready = (await product.get('/readyz')) as {
      ready: boolean;
      parts: Record<string, { state: string; lag?: number }>;
    };
    expect(ready.ready).toBe(true);
    expect(Object.keys(ready.parts).sort()).toEqual(['engine', 'hub', 'log', 'warehouse']);
    expect(ready.parts.engine?.lag).toBe(0);
    const metrics = await fetch(`${product.baseUrl}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toContain('floorlight_part_ready{part="log"} 1');
  });

  test('[OP3] operations answer GET and HEAD only', async ({ product }) => {
    const answer = await fetch(`${product.baseUrl}/readyz`, { method: 'POST' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  plain(
    '[OP4] a stop and a start lose nothing: the live numbers go on where they were',
    { timeout: 90_000 },
    async () => {
      const product = await startProduct();
      try {
        const now = Date.now();
        const { status, body } = await product.ingest([entered(1, now - 3_000), entered(2, now - 2_000)]);
        expect([status, body]).toEqual([200, { accepted: 2, duplicates: 0, rejected: [] }]);
        const read = () => product.get('/api/v1/live?metrics=queue_depth&window=now').then(depth);
        await waitForValue(read, (value) => value === 2, { what: 'two calls to wait' });
        await product.restart();
        await waitForValue(read, (value) => value === 2, { what: 'two calls to wait after kill -9' });
        const again = await product.ingest([entered(2, now - 2_000), entered(3, now - 1_000)]);
        expect(again.body).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
        await waitForValue(read, (value) => value === 3, { what: 'three calls to wait' });
      } finally {
        await product.stop();
      }
    },
  );

  plain('[OP5] .env.example lists every variable with its default', () => {
    expect(readFileSync(join(root, '.env.example'), 'utf8')).toBe(exampleEnvironment());
    expect(readConfiguration({})).toMatchObject({ port: 3000, simulator: 'changsha', role: 'all', redisUrl: null });
  });

  plain('[OP6] an environment that makes no sense is refused with one sentence per variable', () => {
    const read = () => readConfiguration({ PORT: 'many', SITE_TZ: 'Mars/Base', ROLE: 'web', SIMULATOR: 'casino' });
    expect(read).toThrow(ConfigurationError);
    for (const name of ['PORT', 'SITE_TZ', 'ROLE=web', 'SIMULATOR']) expect(read).toThrow(name);
    expect(readConfiguration({ REDIS_URL: 'redis://localhost' }).simulator).toBeNull();
  });
});
