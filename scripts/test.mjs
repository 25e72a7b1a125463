/**
 * `npm test`: everything that is checked, from a clone with nothing installed. Prints what runs and, as the last
 * line, how many checks and tests passed and failed. `npm test -- lint unit` runs the named parts only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureInstall } from './lib/ensure-install.mjs';
import { ensurePrograms } from './lib/ensure-program.mjs';
import { nodeBinary } from './lib/node-binary.mjs';
import { root } from './lib/project.mjs';
import { runChild } from './lib/run-child.mjs';
import { playwrightCounts, summaryLine, sumOfCounts, vitestCounts, withRepeated } from './lib/test-counts.mjs';
import { toolPath } from './lib/tool-path.mjs';

/** @typedef {import('./lib/test-counts.mjs').Counts} Counts */

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'floorlight-tests-'));

/** How many of the checks that only read run at once. */
const LANES = 2;

/**
 * `reads`: it reads the tree and writes nothing, so that others like it may run beside it.
 *
 * @type {{ name: string, title: string, reads?: boolean, run: () => Promise<Counts> }[]}
 */
const PARTS = [
  reading('lint', 'Lint', 'eslint', ['.', '--max-warnings', '0']),
  reading('format', 'Format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  reading('types', 'Types', 'typescript', ['--noEmit'], 'tsc'),
  reading('pages', 'Types of the pages', 'svelte-check', ['--fail-on-warnings', '--output', 'human']),
  reading('law', 'Import law', 'dependency-cruiser', ['src', '--config', '.dependency-cruiser.mjs'], 'depcruise'),
  reading('dead', 'Dead code', 'knip', []),
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

  const asked = PARTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const all = await abreast(
    asked.filter(({ reads }) => reads),
    LANES,
  );
  for (const part of asked.filter(({ reads }) => !reads)) {
    console.log(`\n== ${part.title}`);
    all.push(await timed(part));
  }
  const sum = sumOfCounts(all);
  console.log(`\n${summaryLine(sum)}`);
  return sum.failed === 0 ? 0 : 1;
}

/**
 * @param {(typeof PARTS)[number]} part
 * @returns {Promise<Counts>}
 */
async function timed({ title, run }) {
  const startedAt = Date.now();
  const counts = await run();
  console.log(`== ${title}: ${summaryLine(counts)} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  return counts;
}

/**
 * Runs parts so many at a time, the first ones first.
 *
 * @param {typeof PARTS} parts
 * @param {number} lanes
 * @returns {Promise<Counts[]>}
 */
async function abreast(parts, lanes) {
  const waiting = [...parts];
  /** @type {Counts[]} */
  const all = [];
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) all.push(await timed(part));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return all;
}

/**
 * A tool that reads the tree; it passed when it ended with 0. What it says is shown in one piece, when it has ended.
 *
 * @param {string} name
 * @param {string} title
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [command]
 */
function reading(name, title, packageName, args, command) {
  const run = () => check(packageName, args, command, { quiet: true });
  return { name, title, reads: true, run };
}

/**
 * One tool run; it passed when it ended with 0.
 *
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [command]
 * @param {{ quiet?: boolean }} [options]
 * @returns {Promise<Counts>}
 */
async function check(packageName, args, command, options) {
  const { code, output } = await runChild(
    nodeBinary({ root }),
    [toolPath(root, packageName, command), ...args],
    options,
  );
  process.stdout.write(output);
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

/**
 * The tests, and once more those files in whose process the embedded ClickHouse engine stopped answering: the product
 * starts a new process for it then, and so does this. That it happened is said, and what fails the second time has failed.
 *
 * @returns {Promise<Counts>}
 */
async function vitest() {
  const stuckFile = join(reports, 'stuck-engines');
  const first = await vitestRun('vitest.json', [], stuckFile);
  const stuck = existsSync(stuckFile) ? [...new Set(readFileSync(stuckFile, 'utf8').trim().split('\n'))] : [];
  if (stuck.length === 0 || first.report === null) return countsOf(first.report, first.code, vitestCounts);
  console.log(
    `\nThe embedded ClickHouse engine stopped answering in ${stuck.join(', ')}: run once more, in a new process.`,
  );
  const again = await vitestRun('vitest-again.json', stuck, `${stuckFile}-again`);
  if (again.report === null) return countsOf(again.report, again.code, vitestCounts);
  // An error outside of every test is in no report: only the exit code tells it.
  const outside = first.code !== 0 && vitestCounts(first.report).failed === 0;
  const merged = withRepeated(first.report, again.report);
  return countsOf(merged, again.code !== 0 || outside || !merged.success ? 1 : 0, vitestCounts);
}

/**
 * @param {string} name of the report
 * @param {readonly string[]} files none: all
 * @param {string} stuckFile where tests name the file whose engine stopped answering
 */
async function vitestRun(name, files, stuckFile) {
  const file = join(reports, name);
  const args = ['run', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const env = { ...process.env, STUCK_ENGINES_FILE: stuckFile };
  const { code } = await runChild(nodeBinary({ root }), [toolPath(root, 'vitest'), ...args], { env });
  return { code, report: reportIn(file) };
}

/** @returns {Promise<Counts>} */
async function playwright() {
  const file = join(reports, 'playwright.json');
  const { code } = await runChild(
    nodeBinary({ root }),
    [toolPath(root, '@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  return countsOf(reportIn(file), code, playwrightCounts);
}

/**
 * @param {string} file
 * @returns {any} the JSON report of a test runner; null where it left none
 */
function reportIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @template Report
 * @param {Report | null} report
 * @param {number} code exit code of the runner
 * @param {(report: Report) => Counts} count
 * @returns {Counts}
 */
function countsOf(report, code, count) {
  if (report === null) {
    console.error('The test runner left no report: it did not run to its end.');
    return FAILED;
  }
  const counts = count(report);
  return code !== 0 && counts.failed === 0 ? sumOfCounts([counts, FAILED]) : counts;
}
