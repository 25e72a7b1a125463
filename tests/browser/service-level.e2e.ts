import { AT, DAY, NEXT_DAY, tellFloor } from '../explain/small-floor.ts';
import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';

test('[MT96] wall, report and explanation name the formula of the service level that a site has set', async ({
  page,
  product,
}) => {
  await tellFloor(product);
  const site = (n: number, serviceLevelFormula: string, validFrom: number) => ({
    ...{ v: 1, t: 'dim.upsert', p: 'service-level', e: 1, n, at: validFrom },
    d: { kind: 'site', id: 'cs', validFrom, attrs: { serviceLevelFormula } },
  });
  await product.ingest([site(1, 'ign', 0)]);
  await page.goto('/login?lang=en');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname === '/');

  await page.goto('/tv/inbound?lang=ru');
  await expect(page.locator('[data-tile="service_level"] h2')).toHaveText('SL без потерь до порога');

  await expect(async () => {
    await page.goto(`/reports?date=${DAY}&lang=en`);
    await expect(page.locator('[data-headline="service_level"]')).toHaveText('50.0%', { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole('columnheader', { name: 'SL, abandons ignored' }).first()).toBeVisible();
  await expect(page.locator('.foot')).toContainText('− abandoned within T');
  await page.locator('[data-headline="service_level"] a').click();
  await expect(page.locator('[data-formula-name]')).toHaveText('SL, abandons ignored');
  await expect(page.locator('[data-formula]')).toContainText('− abandoned within T)');
  await expect(page.locator('[data-with-sums]')).toContainText('3 / (5 + 2 + 0 − 1) = 50.0%');
  await expect(page.locator('[data-family="service_level_neg"]')).toContainText('42.9%');
  await page.locator('tr', { hasText: 'ix-5' }).getByRole('link', { name: 'Why?' }).click();
  await expect(page.locator('[data-aggregate="abandoned"]')).toHaveAttribute('data-counted', 'true');
  await expect(page.locator('[data-aggregate="level_short_left_out"]')).toHaveCount(0);
  await expect(
    page.locator('details', { has: page.locator('[data-aggregate="level_in_time_left_out"]') }),
  ).toContainText('its queue counts by: SL, abandons ignored');

  // A queue of its own formula beside it: nothing is mixed silently.
  const attrs = { slThresholdMs: 10_000, serviceLevelFormula: 'neg' };
  await product.ingest([
    { ...site(2, 'neg', AT), d: { kind: 'queue', id: 'vip', site: 'cs', validFrom: Date.parse(DAY), attrs } },
    // What others set for that queue today takes nothing from this one.
    { ...site(3, 'neg', AT), d: { kind: 'queue', id: 'own-formula', site: 'cs', validFrom: Date.parse(DAY), attrs } },
  ]);
  await expect(async () => {
    await page.goto(`/reports?date=${DAY}&lang=en`);
    await expect(page.locator('.foot')).toContainText('count by different formulas', { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await page.goto('/tv/inbound?lang=zh-CN');
  await expect(page.locator('[data-tile="service_level"] h2')).toHaveText('服务水平·混合');
  await page.goto(`/explain?metric=service_level&queue=vip&from=${DAY}&to=${NEXT_DAY}&tz=UTC&lang=en`);
  await expect(page.locator('[data-formula-name]')).toHaveText('SL, abandons negative');

  // The form offers the formulas by name.
  await page.goto('/settings/site?id=cs&lang=en');
  await expect(page.getByLabel('Formula of the service level')).toHaveValue('ign');
});
