/**
 * `npm test`: everything that is checked, from a clone with nothing installed. Prints what runs and, as the last
 * line, how many checks and tests passed and failed. `npm test -- lint unit` runs the named parts only.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureInstall } from './lib/ensure-install.mjs';
import { ensurePrograms } from './lib/ensure-program.mjs';
import { nodeBinary } from './lib/node-binary.mjs';
import { root } from './lib/project.mjs';
import { runChild } from './lib/run-child.mjs';
import { playwrightCounts, summaryLine, sumOfCounts, vitestCounts } from './lib/test-counts.mjs';
import { toolPath } from './lib/tool-path.mjs';

/** @typedef {import('./lib/test-counts.mjs').Counts} Counts */

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'floorlight-tests-'));

/** @type {{ name: string, title: string, run: () => Promise<Counts> }[]} */
const PARTS = [
  { name: 'lint', title: 'Lint', run: () => check('eslint', ['.', '--max-warnings', '0']) },
  { name: 'format', title: 'Format', run: () => check('prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'types', title: 'Types', run: () => check('typescript', ['--noEmit'], 'tsc') },
  {
    name: 'pages',
    title: 'Types of the pages',
    run: () => check('svelte-check', ['--fail-on-warnings', '--output', 'human']),
  },
  {
    name: 'law',
    title: 'Import law',
    run: () => check('dependency-cruiser', ['src', '--config', '.dependency-cruiser.mjs'], 'depcruise'),
  },
  { name: 'dead', title: 'Dead code', run: () => check('knip', []) },
  { name: 'build', title: 'Build', run: build },
  { name: 'unit', title: 'Tests', run: vitest },
  { name: 'browser', title: 'Tests in a browser', run: playwright },
];

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(summaryLine(FAILED));
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

/**
 * @param {string[]} names parts to run; none: all
 * @returns {Promise<number>} exit code
 */
async function main(names) {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(`No such part: ${unknown.join(', ')}. There are: ${PARTS.map(({ name }) => name).join(', ')}.`);
  }
  await ensureInstall(root);
  const programs = await ensurePrograms();
  process.env.BROWSER_PATH = programs.browser;
  process.env.REDIS_SERVER_PATH = programs.redisServer;
  // The types of the pages are generated; lint and type checks read them.
  await check('@sveltejs/kit', ['sync'], 'svelte-kit');

  /** @type {Counts[]} */
  const all = [];
  for (const part of PARTS) {
    if (names.length > 0 && !names.includes(part.name)) continue;
    console.log(`\n== ${part.title}`);
    const startedAt = Date.now();
    const counts = await part.run();
    all.push(counts);
    console.log(`== ${part.title}: ${summaryLine(counts)} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  }
  const sum = sumOfCounts(all);
  console.log(`\n${summaryLine(sum)}`);
  return sum.failed === 0 ? 0 : 1;
}

/**
 * One tool run; it passed when it ended with 0.
 *
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [command]
 * @returns {Promise<Counts>}
 */
async function check(packageName, args, command) {
  const { code } = await runChild(nodeBinary({ root }), [toolPath(root, packageName, command), ...args]);
  return code === 0 ? PASSED : FAILED;
}

/** @returns {Promise<Counts>} */
async function build() {
  try {
    await ensureBuild(root);
    return PASSED;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return FAILED;
  }
}

/** @returns {Promise<Counts>} */
async function vitest() {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runChild(nodeBinary({ root }), [toolPath(root, 'vitest'), ...args]);
  return countsOf(file, code, vitestCounts);
}

/** @returns {Promise<Counts>} */
async function playwright() {
  const file = join(reports, 'playwright.json');
  const { code } = await runChild(
    nodeBinary({ root }),
    [toolPath(root, '@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  return countsOf(file, code, playwrightCounts);
}

/**
 * @template Report
 * @param {string} file JSON report
 * @param {number} code exit code of the runner
 * @param {(report: Report) => Counts} count
 * @returns {Counts}
 */
function countsOf(file, code, count) {
  try {
    const counts = count(JSON.parse(readFileSync(file, 'utf8')));
    return code !== 0 && counts.failed === 0 ? sumOfCounts([counts, FAILED]) : counts;
  } catch {
    console.error('The test runner left no report: it did not run to its end.');
    return FAILED;
  }
}
