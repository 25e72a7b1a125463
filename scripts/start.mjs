/** `npm start`: installs what is missing, builds what changed, and runs the product. */
import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureInstall } from './lib/ensure-install.mjs';
import { root } from './lib/project.mjs';
import { runTypeScript } from './lib/run-child.mjs';

try {
  await ensureInstall(root);
  await ensureBuild(root);
  process.exitCode = await runTypeScript('src/server.ts', process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
