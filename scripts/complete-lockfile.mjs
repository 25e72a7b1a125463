/**
 * Completes package-lock.json with the platform packages that npm left out.
 *
 * When a registry does not serve some platform's build of an optional native package, `npm install` writes a lockfile
 * without it, and `npm ci` then refuses that same lockfile ("Missing: ... from lock file"). This script adds the
 * missing entries: name, version, and the platform as the package's name tells it. Run it after every `npm install`
 * that changes dependencies: `npm run lockfile`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/project.mjs';
import { missingPlatformPackages } from './lib/lockfile.mjs';

const file = join(root, 'package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingPlatformPackages(lockfile);
for (const { path, entry } of missing) lockfile.packages[path] = entry;
const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
lockfile.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(
  missing.length === 0 ? 'The lockfile is complete.' : `Added ${missing.length} platform packages to the lockfile.`,
);
