import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';
import { DAY, NEXT_DAY, tellFloor } from '../explain/small-floor.ts';

test('[SC33] the report compares by what the calendar says, and every number leads to its contacts, without a script', async ({
  browser,
  baseURL,
  product,
}) => {
  await tellFloor(product);
  const shift = (n: number, id: string, from: string, to: string) => ({
    ...{ v: 1, t: 'dim.upsert', p: 'report-calendar', e: 1, n, at: Date.parse(DAY) },
    d: {
      kind: 'shift',
      id,
      site: 'cs',
      validFrom: 0,
      attrs: { from, to, name: { en: `Shift ${id}`, ru: `Смена ${id}` } },
    },
  });
  await product.ingest([shift(1, 'late', '14:00', '22:00'), shift(2, 'early', '06:00', '14:00')]);
  const page = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await page.goto(`/login?to=${encodeURIComponent(`/reports?date=${DAY}`)}&lang=en`);
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.locator('[data-compared]')).toHaveCount(0);

  await page.getByLabel('Compare by').selectOption({ label: 'Shift' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/by=shift/);
  const table = page.locator('[data-compared="shift"]');
  await expect(async () => {
    await page.reload();
    await expect(table.getByRole('row', { name: /Shift early, 06:00–14:00/ })).toContainText('7', { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(table.locator('[data-total] td').first()).toHaveText('7');
  const csv = await page.request.get(
    (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')) ?? '',
  );
  expect((await csv.text()).split('\n')[1]).toMatch(/^early,7,/);

  await page.getByLabel('Compare by').selectOption({ label: 'Hour of day' });
  await page.getByRole('button', { name: 'Show' }).click();
  const hours = page.locator('[data-compared="hour"] tbody');
  await expect(hours.getByRole('row')).toHaveCount(1);
  await hours.getByRole('row', { name: '09:00–10:00' }).getByRole('link').nth(2).click();
  await expect(page).toHaveURL(/\/explain\?metric=abandoned.*&hour=09/);
  await expect(page.locator('[data-value]')).toHaveText('2');
  await expect(page.locator('[data-facts]')).toHaveText('2 rows');
  await expect(page.locator('body')).toContainText('Hour of day: 09:00–10:00');
  // Of a contact of another hour the explanation says so.
  const away = `/explain?metric=abandoned&from=${DAY}&to=${NEXT_DAY}&tz=UTC&basis=entry&hour=10&why=ix-4`;
  await page.goto(away);
  await expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'not_counted');
  await expect(page.locator('[data-aggregate="abandoned"]')).toContainText('10:00–11:00; its own: 09:00–10:00');
  await page.goto(`/reports?date=${DAY}&by=weekday&lang=ru`);
  await expect(page.locator('[data-compared="weekday"]').getByRole('row', { name: 'Понедельник' })).toContainText('7');
  await page.context().close();
});
