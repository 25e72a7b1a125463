import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const CHROMIUM_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const REDIS_PLACES = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/sbin'];

/**
 * A Chromium for the browser tests: the one that BROWSER_PATH names, one of the system, or the one that Playwright
 * has installed. Null when there is none.
 */
export function findBrowser() {
  return findProgram(process.env.BROWSER_PATH, CHROMIUM_NAMES, CHROMIUM_PLACES) ?? playwrightsBrowser();
}

/** A redis-server program: the one that REDIS_SERVER_PATH names, or one of the system. Null when there is none. */
export function findRedisServer() {
  return findProgram(process.env.REDIS_SERVER_PATH, ['redis-server', 'valkey-server'], REDIS_PLACES);
}

/**
 * @param {string | undefined} named path that the user gave; it comes first
 * @param {string[]} names
 * @param {string[]} places directories, or whole paths of programs
 * @returns {string | null}
 */
function findProgram(named, names, places) {
  if (named && isProgram(named)) return named;
  const directories = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...places];
  const candidates = directories.flatMap((directory) => names.map((name) => join(directory, name)));
  return [...candidates, ...places].find(isProgram) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function playwrightsBrowser() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    const path = chromium.executablePath();
    return isProgram(path) ? path : null;
  } catch {
    return null;
  }
}
