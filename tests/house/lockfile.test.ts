import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingPlatformPackages, platformOf, type Lockfile } from '../../scripts/lib/lockfile.mjs';
import { root } from '../../scripts/lib/project.mjs';

const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  allowScripts: Record<string, boolean>;
};

test('[HO5] the lockfile names no registry: a clone installs from whichever one is set up', () => {
  expect(Object.entries(lockfile.packages).filter(([, entry]) => entry.resolved?.includes('://'))).toEqual([]);
});

test('[HO5] the lockfile has an entry for every platform package, so that a clean install accepts it', () => {
  expect(missingPlatformPackages(lockfile).map(({ path }) => path)).toEqual([]);
});

test('[HO5] no package runs code when it is installed', () => {
  const withScript = Object.keys(lockfile.packages).filter((path) => lockfile.packages[path]?.hasInstallScript);
  const names = withScript.map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(Object.keys(manifest.allowScripts).sort()).toEqual(names.sort());
  expect(Object.values(manifest.allowScripts)).not.toContain(true);
});

test('a platform package that the lockfile lacks is found, with its platform', () => {
  const packages = {
    'node_modules/native': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { '@native/linux-x64-musl': '2.0.0', '@native/win32-arm64': '2.0.0' },
    },
    'node_modules/@native/win32-arm64': { version: '2.0.0' },
  };
  const entry = { version: '2.0.0', dev: true, optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] };
  expect(missingPlatformPackages({ packages })).toEqual([{ path: 'node_modules/@native/linux-x64-musl', entry }]);
  expect(platformOf('@native/binding-darwin-arm64')).toEqual({ os: ['darwin'], cpu: ['arm64'] });
});
