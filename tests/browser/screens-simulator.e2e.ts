import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';

test.use({ productEnv: { SIMULATOR: 'aicai' } });

/** Everything that the product has written down beside the log, as text. */
function documents(dataDir: string): string {
  const directory = join(dataDir, 'documents');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
}

test('[SC25] the first real event offers to switch the simulated floor off; it stays off', async ({
  page,
  product,
}) => {
  test.setTimeout(150_000);
  await page.goto('/login?lang=en');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.locator('[data-simulator]')).toHaveAttribute('data-simulator', 'running');
  await expect(page.getByRole('alert')).toHaveCount(0);

  const at = Date.now();
  const real = {
    v: 1,
    t: 'producer.heartbeat',
    p: 'acd-01',
    e: at,
    n: 1,
    at,
    d: { site: 'cs', sourceConnected: true },
  };
  expect((await product.ingest([real])).status).toBe(200);
  const offer = page.getByRole('alert');
  await expect(offer.getByRole('heading', { name: 'Real events have come in' })).toBeVisible({ timeout: 20_000 });
  await expect(offer).toBeInViewport();
  expect(documents(product.dataDir)).not.toContain('simulator_switched_off');

  await offer.getByRole('button', { name: 'Switch it off' }).click();
  await expect(page.locator('[data-simulator]')).toHaveCount(0);
  expect(documents(product.dataDir)).toContain('simulator_switched_off');

  await product.restart();
  expect((await product.ingest([{ ...real, n: 2, at: Date.now() }])).status).toBe(200);
  await page.goto('/');
  await expect(page.getByRole('cell', { name: 'acd-01' })).toBeVisible();
  await expect(page.locator('[data-simulator]')).toHaveCount(0);
});
