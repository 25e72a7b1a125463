import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Logger } from './logger.ts';

/** A number that is not what the raw events say. */
export interface VerifiedDifference {
  where: string;
  metric: string;
  interval: string;
  group: string;
  said: number | null;
  recounted: number | null;
}

/** What came of a period that was counted again from the raw events. Instants in ms UTC. */
export interface VerificationOutcome {
  fromMs: number;
  toMs: number;
  finishedAtMs: number;
  events: number;
  intervals: number;
  numbers: number;
  /** The first of them; `differing` says how many there are. */
  differences: readonly VerifiedDifference[];
  differing: number;
  unknown: readonly string[];
  seconds: number;
}

export interface VerificationState {
  running: { fromMs: number; toMs: number; done: number; of: number; doing: string } | null;
  /** The last one on this machine; null where there was none. */
  last: VerificationOutcome | null;
  /** Why the last one that was started here ended without an outcome; null where it did not. */
  failure: string | null;
}

/** Counts a period again, in a process of its own. */
export interface Verifier {
  state(): Promise<VerificationState>;
  /** False where one runs already. */
  start(period: { fromMs: number; toMs: number }): boolean;
  cancel(): void;
}

/** Where the outcome of the last verification of a data directory stands. */
export const verificationPath = (dataDirectory: string): string => join(dataDirectory, 'verification.json');

const PROGRAM = fileURLToPath(new URL('../../cli/verify.ts', import.meta.url));

/** `url`: of the server itself, known when it listens. */
export function createVerifier(dataDirectory: string, url: () => string, logger: Logger): Verifier {
  let running: VerificationState['running'] = null;
  let child: ChildProcess | null = null;
  let failure: string | null = null;

  function heard(line: string): void {
    if (running === null || !line.startsWith('{"progress"')) return;
    const { progress } = JSON.parse(line) as { progress: { doing: string; done: number; of: number } };
    running = { ...running, ...progress };
  }

  return {
    async state() {
      const text = await readFile(verificationPath(dataDirectory), 'utf8').catch(() => null);
      return { running, failure, last: text === null ? null : (JSON.parse(text) as VerificationOutcome) };
    },
    start({ fromMs, toMs }) {
      if (running) return false;
      running = { fromMs, toMs, done: 0, of: 0, doing: '' };
      failure = null;
      const args = [PROGRAM, '--json', '--url', url(), '--from', String(fromMs), '--to', String(toMs)];
      const process_ = spawn(process.execPath, [...process.execArgv, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, DATA_DIR: dataDirectory, API_TOKEN: '' },
      });
      child = process_;
      let said = '';
      createInterface({ input: process_.stdout }).on('line', heard);
      process_.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      process_.on('error', (error) => (said += error.message));
      process_.on('close', (code) => {
        // 0 and 1 are outcomes, 130 is somebody's wish.
        if (code !== 0 && code !== 1 && code !== 130) {
          failure = said.trim() || `It ended with ${code}.`;
          logger.error({ code, said }, 'A verification could not be done.');
        }
        running = null;
        child = null;
      });
      return true;
    },
    cancel: () => void child?.kill('SIGTERM'),
  };
}
