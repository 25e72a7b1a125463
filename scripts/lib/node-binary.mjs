import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a Node of this version runs TypeScript as it stands (types stripped, no flag): 22.18, 23.6, 24 and later.
 *
 * @param {string} version as in process.versions.node
 */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major >= 24;
}

/**
 * The Node that runs the product: the one that runs now when it can, else the one that the install brought along.
 *
 * @param {{ root: string, version?: string, execPath?: string }} options
 * @returns {string} path of a Node program
 * @throws {Error} when neither is there; the message says what to install
 */
export function nodeBinary({ root, version = process.versions.node, execPath = process.execPath }) {
  if (runsTypeScript(version)) return execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const brought = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', program);
  if (existsSync(brought)) return brought;
  throw new Error(`This is Node ${version}; Floorlight needs Node 22.18 or later. Install Node 24 and run this again.`);
}

/** Flags for every start of Node on our TypeScript: no warning about features that Node calls experimental. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];
