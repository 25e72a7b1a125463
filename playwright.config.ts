import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/lib/find-program.mjs';

const browser = findBrowser();
if (!browser) throw new Error('The browser tests need a Chromium: install one, or say its path in BROWSER_PATH.');

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // The product is started by the fixtures (tests/browser/support), one for each worker.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    // Pictures of every step of a 4K wall cost more than the tests.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
