import type { Page } from '@playwright/test';
import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';
import { DAY, NEXT_DAY, tellFloor } from '../explain/small-floor.ts';

async function signIn(page: Page): Promise<void> {
  await page.goto('/login?lang=en');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

test('[EX6] a number of the report leads to what it is made of, its contacts, and why one is not in it', async ({
  page,
  product,
}) => {
  await tellFloor(product);
  await signIn(page);
  await page.goto(`/reports?date=${DAY}&lang=en`);
  await page.locator('[data-headline="service_level"] a').click();
  await expect(page).toHaveURL(/\/explain\?metric=service_level/);
  await expect(page.locator('[data-value]')).toHaveText('50.0%');
  await expect(page.locator('[data-with-sums]')).toContainText('3 / (5 + 2 + 0 − 1) = 50.0%');
  await expect(page.locator('[data-missing]')).toContainText('small-floor');
  await expect(page.locator('[data-family="service_level_neg"]')).toContainText('42.9%');
  await expect(page.locator('[data-facts]')).toHaveText('6 rows');
  await page.locator('tr', { hasText: 'ix-3' }).getByRole('link', { name: 'Why?' }).click();
  await expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'denominator_only');
  await expect(page.locator('[data-aggregate="answered_in_time"]')).toHaveAttribute('data-counted', 'false');
  await expect(page.locator('[data-aggregate="answered_in_time"]')).toContainText(
    'wait at most T = 20s; its own: 23.4s',
  );
  await page.getByRole('link', { name: 'Its whole course' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Contact ix-3');
  await expect(page.locator('pre').first()).toContainText('"visit":"v3"');
  await page.goto(`/contacts/nobody?lang=ru`);
  await expect(page.getByText('Об этом обращении ничего не известно')).toBeVisible();
});

test('[EX6] a number of the wall leads to its explanation as of the instant at which it was seen', async ({
  page,
  product,
}) => {
  await signIn(page);
  // A wall shows no number that is a minute old.
  const at = Date.now() - 5_000;
  const d = { site: 'cs', queue: 'svc', media: 'voice', direction: 'in', visit: 'now', ix: 'ix-now', enqueuedAt: at };
  const left = { v: 1, t: 'queue.left', p: 'wall-floor', e: at, n: 1, at: at + 4_000 };
  await product.ingest([{ ...left, d: { ...d, waitMs: 4_000, outcome: 'answered' } }]);
  await page.goto('/tv/inbound?lang=en');
  await page.locator('[data-tile="service_level"] a[data-value]').click();
  await expect(page).toHaveURL(/window=30m.*asOf=\d+/);
  await expect(async () => {
    await page.reload();
    await expect(page.locator('[data-value]')).toHaveText('100.0%', { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.locator('#list tbody')).toContainText('ix-now');
});

test('[EX7] the page works without a script, in every language', async ({ browser, product }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: product.baseUrl });
  const page = await context.newPage();
  await tellFloor(product);
  await signIn(page);
  for (const [lang, word] of [
    ['en', 'Why this number'],
    ['zh-CN', '数值说明'],
    ['zh-TW', '數值說明'],
    ['ru', 'Откуда это число'],
  ]) {
    await page.goto(`/explain?metric=offered&from=${DAY}&to=${NEXT_DAY}&limit=3&lang=${lang}`);
    await expect(page.locator('#content')).toContainText(word!);
    await page.locator('#list a[rel="next"]').click();
    await expect(page.locator('#list tbody tr').first()).toContainText('ix-3');
    await page.locator('input[name="why"]').fill('ix-1');
    await page.locator('#why button').click();
    await expect(page.locator('[data-verdict="counted"]')).toBeVisible();
  }
  await context.close();
});
