import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';
import { warehouseProcess } from './support/warehouse-process.ts';

const SITE = 'cs';
const PRODUCER = 'screens-01';
const EPOCH = Date.now();
let sequence = 0;

function event(type: string, data: Record<string, unknown>, at = Date.now()): object {
  sequence += 1;
  return { v: 1, t: type, p: PRODUCER, e: EPOCH, n: sequence, at, d: { site: SITE, ...data } };
}
const call = { queue: 'svc', media: 'voice', direction: 'in' };
const entered = (visit: string, at = Date.now()) => event('queue.entered', { ...call, visit, enqueuedAt: at }, at);
const left = (visit: string, outcome: string, waitMs: number, at = Date.now()) =>
  event('queue.left', { ...call, visit, enqueuedAt: at - waitMs, waitMs, outcome }, at);
const heartbeat = (sourceConnected = true) => event('producer.heartbeat', { sourceConnected });

async function signIn(page: Page, to = '/'): Promise<void> {
  await page.goto(`/login?to=${encodeURIComponent(to)}&lang=en`);
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname === to.split('?')[0]);
}
const value = (page: Page, tile: string) => page.locator(`[data-tile="${tile}"] [data-value]`);
const ready = (page: Page) => expect(page.locator('body')).toHaveAttribute('data-ready', 'yes');
const violations = async (axe: AxeBuilder) =>
  (await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
const severe = (page: Page) => violations(new AxeBuilder({ page }));
/** All that the colour scheme can change. */
const contrast = (page: Page) => violations(new AxeBuilder({ page }).withRules(['color-contrast']));

/** A page in a context of its own that is signed in. */
async function signedIn(context: BrowserContext, to: string): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, to);
  return page;
}

test('[SC16] a page leads to the log-in and back; a wrong password says so; the API answers 401', async ({
  page,
  product,
}) => {
  await page.goto('/reports?lang=en');
  await expect(page).toHaveURL(/\/login\?to=%2Freports/);
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('alert')).toContainText('The name or the password is wrong');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/reports/);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/login/);
  const refused = await fetch(`${product.baseUrl}/api/v1/metrics`);
  expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
});

test('[SC17] a number of the wall changes after an ingest, without a reload', async ({ page, product }) => {
  await product.ingest([heartbeat(), entered('w1')]);
  await signIn(page, '/tv/inbound');
  await ready(page);
  await expect(value(page, 'queue_depth')).toHaveText('1');
  const before = Number(await page.locator('body').getAttribute('data-asof'));
  const painted = page.evaluate(
    () =>
      new Promise<{ seq: number; asOf: number }>((resolve) => {
        addEventListener('floorlight:painted', (told) => resolve((told as CustomEvent).detail), { once: true });
      }),
  );
  await product.ingest([entered('w2'), entered('w3')]);
  await expect(value(page, 'queue_depth')).toHaveText('3');
  await expect(page.locator('[data-tile="longest_wait"]')).toContainText('svc');
  expect((await painted).asOf).toBeGreaterThanOrEqual(before);
  await product.ingest([left('w1', 'answered', 4_000), left('w2', 'answered', 3_000), left('w3', 'abandoned', 2_000)]);
  await expect(value(page, 'queue_depth')).toHaveText('0');
  expect(await severe(page)).toEqual([]);
});

test('[SC18] the wall loads at most 120 KB of script, and no chart library', async ({ page, product }) => {
  await product.ingest([heartbeat()]);
  await signIn(page, '/');
  await page.goto('about:blank');
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto('/tv/inbound');
  await ready(page);
  await page.waitForLoadState('networkidle').catch(() => {});
  const inline = await page.locator('script:not([src])').allTextContents();
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0) + gzipSync(inline.join('\n')).length;
  console.log(`the wall loads ${scripts.length} scripts, ${(bytes / 1024).toFixed(1)} KB gzip`);
  expect(scripts.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(120 * 1024);
});

test('[SC19] [SC32] a tile whose source is cut shows "—" and its last value, and recovers by itself', async ({
  page,
  product,
}) => {
  await product.ingest([heartbeat(), entered('s1'), entered('s2')]);
  await signIn(page, '/tv/inbound');
  await ready(page);
  await expect(value(page, 'queue_depth')).toHaveText('2');
  await product.ingest([heartbeat(false)]);
  await expect(page.locator('[data-tile="queue_depth"]')).toHaveAttribute('data-trust', 'lost');
  await expect(value(page, 'queue_depth')).toHaveText('—');
  await expect(page.locator('[data-tile="queue_depth"]')).toContainText(/last 2.*source cut off/);
  await expect(page.getByRole('status')).toContainText(PRODUCER);
  await product.ingest([heartbeat(true)]);
  await expect(value(page, 'queue_depth')).toHaveText('2');
  await product.ingest([left('s1', 'answered', 1_000), left('s2', 'answered', 1_000)]);
});

test('[SC19] a tile fades after 10 s without an event and says its age', async ({ page, product }) => {
  await product.ingest([heartbeat()]);
  await signIn(page, '/tv/inbound');
  await ready(page);
  const tile = page.locator('[data-tile="queue_depth"]');
  await expect(tile).toHaveAttribute('data-trust', 'fresh');
  await expect(tile).toHaveAttribute('data-trust', 'old', { timeout: 20_000 });
  await expect(tile).toContainText(/1\d s old/);
  await product.ingest([heartbeat()]);
  await expect(tile).toHaveAttribute('data-trust', 'fresh');
});

test('[SC19] past a minute of silence a tile shows "—" with its last value, and recovers by itself', async ({
  page,
  product,
}) => {
  // A site of its own, whose source fell silent some time ago: nobody has to wait for the minute.
  let told = 0;
  const quietSite = (t: string, data: Record<string, unknown>, at: number) => {
    told += 1;
    return { v: 1, t, p: 'quiet-01', e: EPOCH, n: told, at, d: { site: 'quiet', ...data } };
  };
  const silentSince = Date.now() - 45_000;
  await product.ingest([
    quietSite('producer.heartbeat', { sourceConnected: true }, silentSince),
    quietSite('queue.entered', { ...call, visit: 'q1', enqueuedAt: silentSince }, silentSince),
  ]);
  await signIn(page, '/tv/inbound?site=quiet');
  await ready(page);
  const tile = page.locator('[data-tile="queue_depth"]');
  await expect(tile).toHaveAttribute('data-trust', 'lost', { timeout: 30_000 });
  await expect(value(page, 'queue_depth')).toHaveText('—');
  await expect(tile).toContainText('last 1');
  await expect(page.getByRole('status')).toContainText('Check the event source');
  await product.ingest([quietSite('producer.heartbeat', { sourceConnected: true }, Date.now())]);
  await expect(tile).toHaveAttribute('data-trust', 'fresh');
  await expect(value(page, 'queue_depth')).toHaveText('1');
  const at = Date.now();
  const end = { ...call, visit: 'q1', enqueuedAt: silentSince, waitMs: at - silentSince, outcome: 'answered' };
  await product.ingest([quietSite('queue.left', end, at)]);
  await expect(value(page, 'queue_depth')).toHaveText('0');
});

test('[SC3] [SC17] the wall comes back by itself after the server was killed and started again', async ({
  page,
  product,
}) => {
  test.setTimeout(120_000);
  await product.ingest([heartbeat(), entered('k1')]);
  await signIn(page, '/tv/inbound');
  await ready(page);
  const mark = await page.evaluate(() => (document.body.dataset['mark'] = 'same page'));
  await product.kill();
  await expect(page.locator('body')).toHaveAttribute('data-phase', 'offline');
  await expect(page.getByRole('status')).toContainText('The numbers stand still');
  await expect(value(page, 'queue_depth')).toHaveText('1');
  await product.restart();
  await product.ingest([heartbeat(), entered('k2')]);
  await expect(page.locator('body')).toHaveAttribute('data-phase', 'live', { timeout: 40_000 });
  await expect(value(page, 'queue_depth')).toHaveText('2', { timeout: 20_000 });
  expect(await page.evaluate(() => document.body.dataset['mark'])).toBe(mark);
  await product.ingest([left('k1', 'answered', 1_000), left('k2', 'answered', 1_000)]);
});

test('[SC20] a display link shows its board without a log-in, after a restart too, until it is revoked', async ({
  browser,
  page,
  product,
  baseURL,
}) => {
  test.setTimeout(120_000);
  await product.ingest([heartbeat(), entered('d1')]);
  await signIn(page, '/settings/access');
  await page.getByLabel('Where the screen hangs').fill('Hall A');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.locator('[data-made] code').innerText();
  expect(link).toContain('/d/fl_tv_');

  const screen = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage();
  await screen.goto(new URL(link).pathname);
  await ready(screen);
  await expect(value(screen, 'queue_depth')).toHaveText('1');
  await expect(screen.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await screen.goto('/tv/inbound');
  await ready(screen);
  expect((await screen.goto('/reports'))?.status()).toBe(403);
  await screen.goto(new URL(link).pathname);
  await ready(screen);

  await product.restart();
  await product.ingest([heartbeat(), entered('d2')]);
  await expect(screen.locator('body')).toHaveAttribute('data-phase', 'live', { timeout: 40_000 });
  await expect(value(screen, 'queue_depth')).toHaveText('2', { timeout: 20_000 });
  await screen.reload();
  await ready(screen);
  await expect(value(screen, 'queue_depth')).toHaveText('2');

  await page.reload();
  await page.getByRole('button', { name: 'Revoke Hall A' }).click();
  await expect(screen.getByRole('heading', { name: '此屏幕已被注销' })).toBeVisible();
  await expect(screen.locator('[data-value]')).toHaveCount(0);
  expect((await screen.reload())?.status()).toBe(410);
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('此屏幕已被注销');
  await screen.context().close();
  await product.ingest([left('d1', 'answered', 1_000), left('d2', 'answered', 1_000)]);
});

test('[SC22] every page is free of axe violations, light and dark', async ({ context, product }) => {
  test.setTimeout(180_000);
  await product.ingest([heartbeat(), entered('a1'), left('a1', 'answered', 2_000)]);
  const page = await signedIn(context, '/');
  // One metric of the dictionary stands for all: they are drawn by the same markup.
  const pages = [
    '/',
    '/reports',
    '/dictionary?q=asa',
    '/settings',
    '/settings/calendars',
    '/settings/rules?producer=acd',
    '/quality',
    '/settings/site',
    '/settings/access',
    '/settings/access/audit',
    '/settings/password',
    '/nothing-here',
  ];
  for (const path of pages) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    expect(await severe(page), path).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await contrast(page), `${path} dark`).toEqual([]);
  }
  await context.clearCookies();
  await page.goto('/login');
  expect(await severe(page), '/login').toEqual([]);
});

test('[SC22] log-in, report and settings work without a script', async ({ browser, baseURL, product }) => {
  const at = Date.now();
  await product.ingest([heartbeat(), entered('n1', at - 3_000), left('n1', 'answered', 3_000, at)]);
  const page = await signedIn(await browser.newContext({ baseURL, javaScriptEnabled: false }), '/reports');
  await expect(page.locator('[data-total]').first()).toBeVisible();
  await page.getByLabel('Period').selectOption('month');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/period=month/);
  await page.goto('/settings/queue');
  await page.getByLabel('Id', { exact: true }).fill('vip');
  await page.getByLabel('Site').fill(SITE);
  await page.getByLabel('Answer within T').fill('61.5');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was saved');
  await expect(page.getByLabel('Answer within T')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Answer within T').fill('10');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
  await page.goto('/settings');
  await expect(page.getByRole('row', { name: /vip/ })).toContainText('10');
  await page.context().close();
});

test('[SC23] the report shows what was counted, its totals and how it was counted', async ({ page, product }) => {
  const at = Date.now();
  await product.ingest([
    heartbeat(),
    ...Array.from({ length: 4 }, (_, index) => entered(`r${index}`, at - 5_000)),
    ...Array.from({ length: 3 }, (_, index) => left(`r${index}`, 'answered', 5_000, at)),
    left('r3', 'abandoned', 5_000, at),
  ]);
  await signIn(page, '/reports');
  await expect(async () => {
    await page.reload();
    expect(Number(await page.locator('[data-headline="offered"]').innerText())).toBeGreaterThanOrEqual(4);
  }).toPass({ timeout: 20_000 });
  const offered = await page.locator('[data-headline="offered"]').innerText();
  await expect(page.locator('[data-total] td').first()).toHaveText(offered);
  await expect(page.locator('figure [role="img"] svg')).toHaveCount(2);
  await expect(page.locator('.foot')).toContainText('T = 20 s, S = 5 s');
  await expect(page.locator('.foot')).toContainText('never averaged');
  const csv = await page.request.get(
    (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')) ?? '',
  );
  expect(csv.status()).toBe(200);
  expect(csv.headers()['content-type']).toContain('text/csv');
});

test('[SC26] while a report is counted the page says so; without the history it says what holds and what to do', async ({
  page,
  product,
}) => {
  test.setTimeout(120_000);
  await signIn(page, '/');
  // A click before the script is awake asks for the page whole, and waits for it.
  await ready(page);
  const warehouse = warehouseProcess(product);
  process.kill(warehouse, 'SIGSTOP');
  try {
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await expect(page.getByRole('status')).toContainText('Counting the numbers of this period');
    await expect(page.getByLabel('Period')).toBeVisible();
  } finally {
    process.kill(warehouse, 'SIGKILL');
  }
  await expect(page.getByRole('alert')).toContainText('The history is not available at the moment');
  await expect(page.getByRole('alert')).toContainText('live numbers go on');
  await expect(async () => {
    await page.goto('/reports');
    await expect(page.locator('[data-total]').first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
});

test('[SC10] the language is asked for, kept, and follows the browser before that', async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ baseURL, locale: 'ru-RU' })).newPage();
  await page.goto('/login');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Вход');
  await page.goto('/login?lang=zh-TW');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登入');
  await page.goto('/login');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登入');
  await page.context().close();
});
