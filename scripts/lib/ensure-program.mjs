import { existsSync } from 'node:fs';
import { findBrowser, findRedisServer } from './find-program.mjs';
import { runChild } from './run-child.mjs';

/**
 * Makes sure that the programs are there that the tests use and npm does not bring: a Chromium and a redis-server.
 * Installs them where that is allowed (Debian's apt as root), else says in one sentence what to install.
 *
 * @returns {Promise<{ browser: string, redisServer: string }>} paths
 * @throws {Error} when one is missing
 */
export async function ensurePrograms() {
  return {
    browser: await ensureProgram(findBrowser, 'chromium', 'a Chromium (or Chrome), or say its path in BROWSER_PATH'),
    redisServer: await ensureProgram(
      findRedisServer,
      'redis-server',
      'redis-server 7, or say its path in REDIS_SERVER_PATH',
    ),
  };
}

/**
 * @param {() => string | null} find
 * @param {string} debianPackage
 * @param {string} wanted what to install, in words
 */
async function ensureProgram(find, debianPackage, wanted) {
  const present = find();
  if (present) return present;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installWithApt(debianPackage);
  const installed = find();
  if (installed) return installed;
  throw new Error(`The tests need ${debianPackage}: install ${wanted}, and run npm test again.`);
}

/** @param {string} debianPackage */
async function installWithApt(debianPackage) {
  console.log(`Installing ${debianPackage} with apt-get (once)…`);
  // A service that the package would start is of no use here: the tests start their own on a free port.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', debianPackage];
  const first = await runChild('apt-get', install, { env, quiet: true });
  if (first.code === 0) return;
  await runChild('apt-get', ['update', '-qq'], { env, quiet: true });
  const second = await runChild('apt-get', install, { env, quiet: true });
  if (second.code !== 0) console.error(second.output);
}
