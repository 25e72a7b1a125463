/** `node scripts/run.mjs FILE ...`: runs a TypeScript file of ours on the right Node, with what it needs installed. */
import { ensureInstall } from './lib/ensure-install.mjs';
import { root } from './lib/project.mjs';
import { runTypeScript } from './lib/run-child.mjs';

const [file, ...args] = process.argv.slice(2);
try {
  if (!file) throw new Error('Say which file to run: node scripts/run.mjs src/cli/replay.ts FILE');
  await ensureInstall(root);
  process.exitCode = await runTypeScript(file, args, { cwd: process.cwd() });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
