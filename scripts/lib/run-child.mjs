import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import { NODE_FLAGS, nodeBinary } from './node-binary.mjs';
import { root } from './project.mjs';

/** @type {NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end, hands it the signals that reach this process, and answers its exit code
 * (128 + signal number when a signal ended it, as shells do).
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, quiet?: boolean, endsWithParent?: boolean }} [options]
 *   quiet: the output is collected and answered instead of shown. endsWithParent: the child gets a channel to this
 *   process, and a group of its own, so that a Ctrl-C reaches it once, through this process.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runChild(program, args, { env = process.env, cwd = root, quiet = false, endsWithParent = false } = {}) {
  const output = quiet ? 'pipe' : 'inherit';
  const child = spawn(program, args, {
    cwd,
    env,
    detached: endsWithParent && process.platform !== 'win32',
    stdio: ['inherit', output, output, ...(endsWithParent ? [/** @type {const} */ ('ipc')] : [])],
  });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => void child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  const watch = whenOrphaned(() => forward('SIGTERM'));
  let collected = '';
  const collect = (/** @type {Buffer} */ chunk) => (collected += chunk.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((settle, reject) => {
    const leave = () => {
      clearInterval(watch);
      FORWARDED.forEach((signal) => process.off(signal, forward));
    };
    child.on('error', (error) => {
      leave();
      reject(error);
    });
    child.on('close', (code, signal) => {
      leave();
      settle({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), output: collected });
    });
  });
}

/**
 * Under npm there is a shell in between, and a signal to npm ends that shell but not what it runs: then the system
 * gives this process another parent, which is the only sign of it.
 *
 * @param {() => void} tell called once
 */
function whenOrphaned(tell) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(watch);
    tell();
  }, 200);
  return watch.unref();
}

/**
 * The command line that runs a TypeScript file of ours on the right Node. Started with a channel to its parent
 * (stdio 'ipc'), it ends when the parent does, even when the parent is killed.
 *
 * @param {string} file path, from the top directory or absolute
 * @param {string[]} args
 * @returns {{ program: string, args: string[] }}
 */
export function typeScriptCommand(file, args) {
  const guard = pathToFileURL(join(root, 'scripts', 'lib', 'end-with-parent.mjs')).href;
  return { program: nodeBinary({ root }), args: [...NODE_FLAGS, '--import', guard, resolve(root, file), ...args] };
}

/**
 * Runs a TypeScript file of ours and answers its exit code. The child never outlives this process.
 *
 * @param {string} file path, from the top directory or absolute
 * @param {string[]} [args]
 * @param {{ cwd?: string }} [options]
 */
export async function runTypeScript(file, args = [], options = {}) {
  const command = typeScriptCommand(file, args);
  const { code } = await runChild(command.program, command.args, { ...options, endsWithParent: true });
  return code;
}
