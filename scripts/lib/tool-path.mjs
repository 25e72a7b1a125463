import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The JavaScript file behind an installed package's command, so that the right Node can run it on any platform.
 *
 * @param {string} root the product's top directory
 * @param {string} packageName
 * @param {string} [command] when it is not called like the package
 */
export function toolPath(root, packageName, command = packageName) {
  const directory = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return join(directory, typeof bin === 'string' ? bin : bin[command]);
}
