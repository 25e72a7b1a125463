import { spawn, type ChildProcess } from 'node:child_process';

/** How a child ended. */
export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A program that a test runs beside itself, with all that it said. It never outlives the test process. */
export interface ChildProgram {
  readonly pid: number;
  /** Standard output and error so far, in the order in which they came. */
  output(): string;
  /** Null while it runs. */
  end(): ChildEnd | null;
  /** Sends a signal to the program alone, not to the processes that it started. */
  signal(signal: NodeJS.Signals): void;
  /** kill -9 of the program and every process that it started; resolves when it is gone. */
  kill(): Promise<ChildEnd>;
  ended: Promise<ChildEnd>;
}

/** Starts a program in a process group of its own; its environment is `env` and nothing else. */
export function startChild(
  program: string,
  args: string[],
  options: { cwd: string; env: Record<string, string | undefined> },
): ChildProgram {
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  const collect = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);

  let end: ChildEnd | null = null;
  const killGroup = () => killProcessGroup(child);
  process.once('exit', killGroup);
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      end = { code, signal };
      process.off('exit', killGroup);
      // Whatever the program left behind goes with it, so that one test's remains never meet the next one.
      killGroup();
      resolve(end);
    });
  });

  return {
    pid: child.pid ?? -1,
    output: () => output,
    end: () => end,
    signal: (signal) => void child.kill(signal),
    kill: () => {
      killGroup();
      return ended;
    },
    ended,
  };
}

function killProcessGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
