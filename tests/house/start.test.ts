import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isBuilt, sourcesHash } from '../../scripts/lib/ensure-build.mjs';
import { ensureInstall, isInstalled } from '../../scripts/lib/ensure-install.mjs';
import { nodeBinary, runsTypeScript } from '../../scripts/lib/node-binary.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { startChild, type ChildProgram } from '../support/child-program.ts';
import { withTempDir } from '../support/temp-dir.ts';
import { waitUntil } from '../support/wait-until.ts';

const LOCKFILE = {
  packages: {
    '': {},
    'node_modules/ws': { version: '8.0.0' },
    'node_modules/other-os': { version: '1.0.0', optional: true },
  },
};

/** A program that says its process id, and ends with 7 when it is asked to end. */
const PROGRAM = `
import { writeFileSync } from 'node:fs';
const [file] = process.argv.slice(2) as [string];
process.on('SIGTERM', () => process.exit(7));
setInterval(() => undefined, 1000);
writeFileSync(file, String(process.pid));
`;

test('[HO6] an install that matches the lockfile is not made again, and works without a network', async () => {
  await withTempDir(async (directory) => {
    writeInstall(directory, { lockfile: LOCKFILE, installed: { 'node_modules/ws': { version: '8.0.0' } } });
    expect(isInstalled(directory)).toBe(true);
    await ensureInstall(directory);
    // From now on the mark is enough, whatever npm notes inside.
    writeFileSync(join(directory, 'node_modules', '.package-lock.json'), '{"packages":{}}');
    expect(isInstalled(directory)).toBe(true);
  });
});

test('[HO6] a changed lockfile, another version or a missing install asks for an install', async () => {
  await withTempDir(async (directory) => {
    writeInstall(directory, { lockfile: LOCKFILE, installed: { 'node_modules/ws': { version: '8.0.0' } } });
    await ensureInstall(directory);
    const changed = { packages: { ...LOCKFILE.packages, 'node_modules/ws': { version: '8.0.1' } } };
    writeInstall(directory, { lockfile: changed, installed: { 'node_modules/ws': { version: '8.0.0' } } });
    expect(isInstalled(directory)).toBe(false);
  });
  await withTempDir((directory) => {
    writeFileSync(join(directory, 'package-lock.json'), JSON.stringify(LOCKFILE));
    expect(isInstalled(directory)).toBe(false);
  });
});

test('[HO7] the pages are built anew when a source changes, and only then', async () => {
  await withTempDir((directory) => {
    mkdirSync(join(directory, 'src', 'routes'), { recursive: true });
    mkdirSync(join(directory, 'build'));
    writeFileSync(join(directory, 'src', 'routes', 'page.ts'), 'export const a = 1;');
    expect(isBuilt(directory)).toBe(false);
    writeFileSync(join(directory, 'build', '.floorlight-built'), sourcesHash(directory));
    expect(isBuilt(directory)).toBe(true);
    writeFileSync(join(directory, 'README.md'), 'not a source');
    expect(isBuilt(directory)).toBe(true);
    writeFileSync(join(directory, 'src', 'routes', 'page.ts'), 'export const a = 2;');
    expect(isBuilt(directory)).toBe(false);
  });
});

test.for([
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.5.0', false],
  ['23.6.0', true],
  ['24.0.0', true],
] as const)('[HO8] Node %s runs TypeScript as it stands: %s', ([version, runs]) => {
  expect(runsTypeScript(version)).toBe(runs);
});

test('[HO8] an older Node hands over to the one that the install brought, or says what to install', async () => {
  expect(nodeBinary({ root, version: '22.18.0', execPath: '/opt/node' })).toBe('/opt/node');
  await withTempDir((directory) => {
    expect(() => nodeBinary({ root: directory, version: '20.20.2' })).toThrow(/Node 20\.20\.2; .* Install Node 24/);
    const brought = join(directory, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
    mkdirSync(brought, { recursive: true });
    writeFileSync(join(brought, 'node'), '');
    expect(nodeBinary({ root: directory, version: '20.20.2' })).toBe(join(brought, 'node'));
  });
});

test('[HO9] a signal to the starter reaches the program, and its exit code comes back', async () => {
  await withStarted(async ({ starter }) => {
    starter.signal('SIGTERM');
    expect(await starter.ended).toEqual({ code: 7, signal: null });
  });
});

test('[HO9] the program does not outlive a starter that is killed', async () => {
  await withStarted(async ({ starter, pid }) => {
    process.kill(starter.pid, 'SIGKILL');
    await starter.ended;
    await waitUntil(() => !isAlive(pid), { what: 'the program to end after its starter' });
    expect(isAlive(pid)).toBe(false);
  });
});

test('[HO9] a signal to npm reaches the program, although npm hands it to a shell only', async () => {
  await withTempDir(async (directory) => {
    const { starterFile, pidFile } = writeStarter(directory);
    // What npm runs: a shell, and in it the starter.
    const shell = spawn('/bin/sh', ['-c', `"${nodeBinary({ root })}" "${starterFile}"; exit $?`], {
      cwd: directory,
      env: { PATH: process.env.PATH, npm_lifecycle_event: 'start' },
      stdio: 'ignore',
    });
    const pid = await pidIn(pidFile);
    try {
      shell.kill('SIGTERM');
      await once(shell, 'exit');
      await waitUntil(() => !isAlive(pid), { what: 'the program to end after npm' });
      expect(isAlive(pid)).toBe(false);
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });
});

async function withStarted(use: (started: { starter: ChildProgram; pid: number }) => Promise<void>): Promise<void> {
  await withTempDir(async (directory) => {
    const { starterFile, pidFile } = writeStarter(directory);
    const env = { PATH: process.env.PATH };
    const starter = startChild(nodeBinary({ root }), [starterFile], { cwd: directory, env });
    const pid = await pidIn(pidFile);
    try {
      await use({ starter, pid });
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
      await starter.kill();
    }
  });
}

/** Writes the program and a starter for it, which runs it as `npm start` runs the product. */
function writeStarter(directory: string): { starterFile: string; pidFile: string } {
  const program = join(directory, 'program.ts');
  const starterFile = join(directory, 'starter.mjs');
  const pidFile = join(directory, 'pid');
  const runChild = join(root, 'scripts', 'lib', 'run-child.mjs');
  writeFileSync(program, PROGRAM);
  writeFileSync(
    starterFile,
    `import { runTypeScript } from ${JSON.stringify(runChild)};
    process.exitCode = await runTypeScript(${JSON.stringify(program)}, [${JSON.stringify(pidFile)}]);`,
  );
  return { starterFile, pidFile };
}

async function pidIn(pidFile: string): Promise<number> {
  return Number(await waitUntil(() => readFileSync(pidFile, 'utf8'), { what: 'the program to run' }));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function writeInstall(directory: string, { lockfile, installed }: { lockfile: object; installed: object }): void {
  mkdirSync(join(directory, 'node_modules'), { recursive: true });
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify(lockfile));
  writeFileSync(join(directory, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
}
