import type { Page } from '@playwright/test';
import { API_TOKEN } from '../support/product.ts';
import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';

async function signIn(page: Page): Promise<void> {
  await page.goto('/login?lang=en');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

test('[SC27] the audit says who did what, by action and by person, and only to who manages access', async ({
  page,
  product,
}) => {
  await signIn(page);
  await page.goto('/settings/queue');
  await page.getByLabel('Id', { exact: true }).fill('audited');
  await page.getByLabel('Site').fill('cs');
  await page.getByLabel('Answer within T').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');

  await page.goto('/settings/access');
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.locator('tbody tr').first()).toContainText('Setting changed');
  const rows = page.locator('tbody tr');
  await page.getByLabel('What').selectOption('setting_changed');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/action=setting_changed/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(['admin']);
  await expect(rows).toContainText('queue cs/audited');
  await expect(rows).toContainText('Answer within T, seconds: — → 30');
  await page.goto('/settings/access/audit?who=system%3Asystem&lang=ru');
  await expect(rows.filter({ hasText: 'учётная' }).or(rows.filter({ hasText: 'Учётная' }))).toHaveCount(1);
  await expect(rows.filter({ hasText: 'admin' })).toHaveCount(1);
  await page.goto('/settings/access/audit?action=gap_accepted&lang=en');
  await expect(page.getByText('Nothing of this kind was done')).toBeVisible();
  const refused = await fetch(`${product.baseUrl}/settings/access/audit`, {
    headers: { authorization: `Bearer ${API_TOKEN}` },
  });
  expect(refused.status).toBe(403);
});

test('[SC28] what was typed before the script woke up stays', async ({ page }) => {
  await signIn(page);
  for (const [path, label, typed] of [
    ['/settings/queue', 'Answer within T', '42'],
    ['/settings/password', 'Current password', 'typed early'],
    ['/settings/access', 'Where the screen hangs', 'Hall B'],
    ['/reports?date=2026-03-02', 'Date', '2026-03-05'],
    ['/dictionary', 'Search', 'asa'],
  ] as const) {
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    await page.route(/_app\/.*\.js$/, async (route) => {
      await asleep;
      await route.continue();
    });
    await page.goto(path, { waitUntil: 'commit' });
    await page.getByLabel(label).fill(typed);
    // The script sets the room anew when it is awake.
    await page.evaluate(() => delete document.documentElement.dataset['room']);
    wake();
    await expect(page.locator('html')).toHaveAttribute('data-room', /desk|page/);
    await expect(page.getByLabel(label), path).toHaveValue(typed);
    await page.unroute(/_app\/.*\.js$/);
  }
});

test('[SC29] on a phone no page scrolls sideways', async ({ page, product }) => {
  const at = Date.now();
  const heartbeat = { v: 1, t: 'producer.heartbeat', p: 'a-producer-with-a-long-name-01', e: 1, n: 1, at };
  await product.ingest([{ ...heartbeat, d: { site: 'cs', sourceConnected: true } }]);
  await signIn(page);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/', '/reports', '/dictionary', '/settings', '/settings/site', '/settings/access']) {
    await page.goto(`${path}?lang=ru`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
  }
});

test('[SC30] the first stop skips to the content, and every stop shows where it is', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/access?lang=en');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  const seen = new Set<string>();
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab');
    const { text, outline } = await page.evaluate(() => {
      const here = document.activeElement as HTMLElement;
      const style = getComputedStyle(here);
      const text = here.getAttribute('name') ?? here.innerText;
      return { text, outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) };
    });
    expect(outline, `the focus on "${text}" can be seen`).toBeGreaterThanOrEqual(2);
    seen.add(text);
  }
  for (const stop of ['Audit: who did what', 'board', 'sites', 'locale', 'Make a link', 'kind']) {
    expect([...seen]).toContain(stop);
  }
});
