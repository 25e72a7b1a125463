import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of its own under the system's temporary one. The caller removes it. */
export function makeTempDir(name = 'test'): string {
  return mkdtempSync(join(tmpdir(), `floorlight-${name}-`));
}

/** Removes a directory of `makeTempDir`, also while the last files of a stopped program are being written. */
export function removeTempDir(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Runs `use` with a temporary directory and removes it afterwards. */
export async function withTempDir<Result>(use: (directory: string) => Promise<Result> | Result): Promise<Result> {
  const directory = makeTempDir();
  try {
    return await use(directory);
  } finally {
    removeTempDir(directory);
  }
}
