import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/lib/find-program.mjs';
import { ADMIN_PASSWORD } from '../tests/support/product.ts';

export interface WallBrowser {
  /** A page that is signed in, still empty. */
  page: Page;
  close(): Promise<void>;
}

/** A real Chromium with a log-in of the product. */
export async function openWallBrowser(baseUrl: string): Promise<WallBrowser> {
  const executablePath = findBrowser();
  if (!executablePath)
    throw new Error('This measurement needs a Chromium: install one, or say its path in BROWSER_PATH.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const context = await browser.newContext({ baseURL: baseUrl, viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    await page.goto('/login?to=%2F&lang=en');
    await page.getByLabel('Name').fill('admin');
    await page.getByLabel('Password').fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('about:blank');
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Opens the wall and waits for its first snapshot. */
export async function openWall(page: Page): Promise<void> {
  await page.goto('/tv/inbound');
  await page.locator('body[data-ready=yes]').waitFor();
}
