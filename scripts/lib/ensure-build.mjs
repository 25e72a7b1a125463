import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary } from './node-binary.mjs';
import { runChild } from './run-child.mjs';
import { toolPath } from './tool-path.mjs';

/** What the build is made of: when one of these changes, the build is made anew. */
const SOURCES = ['src', 'static', 'vite.config.ts', 'svelte.config.js', 'package.json', 'package-lock.json'];

/**
 * Whether build/ was made from the sources as they stand.
 *
 * @param {string} root the product's top directory
 */
export function isBuilt(root) {
  const stamp = stampFile(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash(root);
}

/**
 * Builds the pages when build/ is missing or older than the sources.
 *
 * @param {string} root the product's top directory
 * @throws {Error} when the build fails
 */
export async function ensureBuild(root) {
  if (isBuilt(root)) return;
  console.log('Building the pages (a few seconds, once)…');
  const hash = sourcesHash(root);
  const vite = [toolPath(root, 'vite'), 'build', '--logLevel', 'warn'];
  const { code, output } = await runChild(nodeBinary({ root }), vite, { cwd: root, quiet: true });
  if (code !== 0) throw new Error(`${output}\nBuilding the pages failed (see above).`);
  writeFileSync(stampFile(root), hash);
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'build', '.floorlight-built');
}

/**
 * One hash over the names and contents of all sources.
 *
 * @param {string} root
 */
export function sourcesHash(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, root, source);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} path
 */
function addToHash(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  for (const entry of entriesOf(full)) {
    if (entry === null) hash.update(`${path}\n`).update(readFileSync(full));
    else addToHash(hash, root, `${path}/${entry}`);
  }
}

/**
 * The names in a directory, sorted; a single null for a file.
 *
 * @param {string} full
 */
function entriesOf(full) {
  try {
    return readdirSync(full).sort();
  } catch {
    return [null];
  }
}
