import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './run-child.mjs';

/**
 * Whether the packages that are installed are those of the lockfile. True without looking at the network.
 *
 * @param {string} root the product's top directory
 */
export function isInstalled(root) {
  const stamp = stampFile(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileHash(root)) return true;
  return holdsWhatLockfileSays(root);
}

/**
 * Installs what is missing, once: later starts find the mark that this one leaves and work offline.
 *
 * @param {string} root the product's top directory
 * @throws {Error} when the install fails; the message says what that means
 */
export async function ensureInstall(root) {
  if (!isInstalled(root)) {
    console.log('Installing what is missing (about a minute, once)…');
    const code = await npm(root, ['ci', '--include=dev', '--include=optional', '--prefer-offline', '--loglevel=error']);
    if (code !== 0) {
      throw new Error('Installing failed (see above). It needs the npm registry once; after that it works offline.');
    }
  }
  writeFileSync(stampFile(root), lockfileHash(root));
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.floorlight-installed');
}

/** @param {string} root */
function lockfileHash(root) {
  const platform = `${process.platform}-${process.arch}`;
  return createHash('sha256')
    .update(platform)
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * The answer for an install that somebody made with npm alone: every package that is not optional is there in the
 * version of the lockfile.
 *
 * @param {string} root
 */
function holdsWhatLockfileSays(root) {
  const inside = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(inside)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(inside, 'utf8')).packages;
  return Object.keys(wanted).every((path) => {
    const { version, optional } = wanted[path];
    return path === '' || (present[path] ? present[path].version === version : optional === true);
  });
}

/**
 * @param {string} root
 * @param {string[]} args
 */
async function npm(root, args) {
  // npm tells its own path to the scripts it runs; on that path no shell is needed, on any platform.
  const self = process.env.npm_execpath;
  const [program, first] = self?.endsWith('.js') ? [process.execPath, [self]] : ['npm', []];
  return (await runChild(program, [...first, ...args], { cwd: root })).code;
}
