import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { openAccess } from '#lib/access/access.ts';
import { SYSTEM } from '#lib/access/rights.ts';
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';
import { ADMIN_PASSWORD, INGEST_TOKEN, startProduct, type Product } from '../support/product.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { waitForValue, waitUntil } from '../support/wait-until.ts';

const EPOCH = 1_753_142_000_000;

const entered = (n: number, at: number, p = 'acd') => ({
  v: 1,
  t: 'queue.entered',
  p,
  e: EPOCH,
  n,
  at,
  d: { site: 'cs', queue: 'svc', media: 'voice', direction: 'in', ix: `${p}${n}`, visit: `${p}${n}`, enqueuedAt: at },
});

async function signIn({ baseUrl }: Product, name: string, password: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/login`, {
    method: 'POST',
    headers: { origin: baseUrl },
    body: new URLSearchParams({ name, password }),
    redirect: 'manual',
  });
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const PASSWORD = 'a-long-password-of-a-person';

/** Accounts of one site each, before the product starts. */
async function addPeople(dataDir: string): Promise<void> {
  const clock = { now: Date.now, speed: 1 };
  const store = openEmbeddedStore({ directory: join(dataDir, 'documents'), clock });
  const access = await openAccess({ store, clock, origin: null, onProblem: () => undefined });
  await access.start({ adminPassword: ADMIN_PASSWORD });
  for (const [name, role, site] of [
    ['anna', 'supervisor', 'cs'],
    ['boris', 'supervisor', 'gz'],
    ['vera', 'viewer', 'cs'],
  ] as const) {
    await access.people.add({ name, role, password: PASSWORD, scope: { sites: [site], teams: 'all' } }, SYSTEM);
  }
  await access.close();
  await store.close();
}

const page = async ({ baseUrl }: Product, cookie: string, locale = 'en'): Promise<string> =>
  (await fetch(`${baseUrl}/quality/gaps?lang=${locale}`, { headers: { cookie } })).text();

const accept = ({ baseUrl }: Product, cookie: string, fields: Record<string, string>) =>
  fetch(`${baseUrl}/quality/gaps?/accept`, {
    method: 'POST',
    headers: { cookie, origin: baseUrl, accept: 'text/html' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

const missing = async ({ baseUrl }: Product, p: string): Promise<unknown> => {
  const headers = { authorization: `Bearer ${INGEST_TOKEN}` };
  return ((await (await fetch(`${baseUrl}/api/v1/producers/${p}/resend`, { headers })).json()) as { resend: unknown })
    .resend;
};

const metric = async ({ baseUrl }: Product, name: string): Promise<number | null> => {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(name));
  return line === undefined ? null : Number(line.split(' ').at(-1));
};

test(
  '[GP2] [GP3] on Redis what is missing is asked for on cc:ctl:<p>, again while it is missing, an alarm after 30 s, and not once it came',
  { timeout: 120_000 },
  async () => {
    const redis = await startRedisServer({ durable: true });
    const client = new Redis(redis.url);
    const product = await startProduct({ env: { REDIS_URL: redis.url } });
    try {
      // Received 40 s ago, past our own door: what a stream keeps is the instant of its append.
      const now = Date.now();
      for (const [i, n] of [1, 5, 6].entries()) {
        const line = JSON.stringify(entered(n, now - 60_000 + n));
        await client.xadd('cc:events:cs', `${now - 40_000 + i}-0`, 'ev', line);
      }
      const requests = async () => (await client.xrange('cc:ctl:acd', '-', '+')).map(([, fields]) => fields.join(' '));
      const asked = `e ${EPOCH} from 2 to 4`;
      expect(
        await waitForValue(requests, (all) => all.length >= 2, { what: 'a second request', timeoutMs: 30_000 }),
      ).toEqual([asked, asked]);
      expect(await missing(product, 'acd')).toMatchObject([{ e: EPOCH, from: 2, to: 4 }]);

      await waitUntil(() => product.logs().includes('Events of a producer are missing for 30 s'), {
        what: 'the alarm',
      });
      expect(await metric(product, 'floorlight_producer_gap_alarms{producer="acd"}')).toBe(1);
      expect(await metric(product, 'floorlight_producer_resend_requests{producer="acd"}')).toBe(2);
      const cookie = await signIn(product, 'admin', ADMIN_PASSWORD);
      expect(await page(product, cookie)).toContain('data-alarms="1"');

      // The producer does as it was asked: nothing is missing, and nothing more is asked for.
      const { body } = await product.ingest([2, 3, 4].map((n) => entered(n, now - 50_000)));
      expect(body).toMatchObject({ accepted: 3 });
      await waitForValue(
        () => missing(product, 'acd'),
        (gaps) => (gaps as unknown[]).length === 0,
        { what: 'no gap' },
      );
      expect((await requests()).length).toBeLessThanOrEqual(3);
      expect(product.logs().split('Events of a producer are missing for 30 s')).toHaveLength(2);
    } finally {
      client.disconnect();
      await product.stop();
      await redis.stop();
    }
  },
);

test(
  '[GP4] a supervisor accepts a gap as lost and says why: it is audited and not asked for any more, and the mark stays',
  { timeout: 90_000 },
  async () => {
    const dataDir = makeTempDir('gaps');
    await addPeople(dataDir);
    const product = await startProduct({ dataDir });
    try {
      const admin = await signIn(product, 'admin', ADMIN_PASSWORD);
      const now = Date.now();
      await product.ingest([1, 4, 8].map((n) => entered(n, now - 10_000 + n)));
      await waitForValue(
        () => missing(product, 'acd'),
        (gaps) => (gaps as unknown[]).length === 2,
        {
          what: 'both gaps, after the grace',
          timeoutMs: 20_000,
        },
      );

      const [anna, boris, vera] = await Promise.all(
        ['anna', 'boris', 'vera'].map((name) => signIn(product, name, PASSWORD)),
      );
      const gap = { p: 'acd', e: String(EPOCH), from: '2', to: '3' };
      expect(await page(product, anna!)).toContain(`data-gap="acd ${EPOCH} 2-3"`);
      expect(await page(product, boris!)).not.toContain('data-gap');
      expect(await page(product, vera!)).not.toContain('name="reason"');
      expect((await accept(product, vera!, { ...gap, reason: 'x' })).status).toBe(403);
      expect((await accept(product, boris!, { ...gap, reason: 'x' })).status).toBe(404);
      expect((await accept(product, anna!, { ...gap, reason: ' ' })).status).toBe(400);
      expect((await accept(product, anna!, { ...gap, to: '4', reason: 'x' })).status).toBe(404);
      expect((await accept(product, anna!, { ...gap, reason: 'the disk was full' })).status).toBe(200);
      expect((await accept(product, anna!, { ...gap, reason: 'again' })).status).toBe(404);

      expect(await missing(product, 'acd')).toMatchObject([{ from: 5, to: 7 }]);
      for (const [locale, words] of [
        ['en', 'accepted as lost'],
        ['zh-CN', '已确认丢失'],
        ['zh-TW', '已確認遺失'],
        ['ru', 'принят как потеря'],
      ] as const) {
        const text = await page(product, anna!, locale);
        expect(text).toContain(words);
        expect(text).toContain('the disk was full');
      }
      const audit = await fetch(`${product.baseUrl}/settings/access/audit`, { headers: { cookie: admin } });
      const told = await audit.text();
      expect(told).toContain('the disk was full');
      expect(told).toContain('anna');
      const live = (await product.get('/api/v1/live?metrics=offered&window=60m')) as { freshness: { gaps: number } };
      expect(live.freshness.gaps).toBe(2);

      // A part of what was given up comes after all: the rest stays accepted.
      await product.ingest([entered(2, now)]);
      await waitUntil(async () => (await page(product, anna!)).includes(`data-gap="acd ${EPOCH} 3-3"`));
      expect(await missing(product, 'acd')).toMatchObject([{ from: 5, to: 7 }]);
    } finally {
      await product.stop();
      removeTempDir(dataDir);
    }
  },
);
