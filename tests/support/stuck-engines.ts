import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { WarehouseError } from '#lib/warehouse/warehouse-error.ts';

/** Longer than any statement of a test takes, on a slow machine too. */
export const TEST_STATEMENT_TIMEOUT_MS = 50_000;

/**
 * The embedded engine of this process does not answer any more, which only a new process helps against. The product
 * starts one; for a test file the runner does (scripts/test.mjs), which finds it in the file that it named.
 */
export function noteStuckEngine(error: WarehouseError): void {
  console.error(error.message);
  const { testPath } = expect.getState();
  const file = process.env['STUCK_ENGINES_FILE'];
  if (testPath && file) appendFileSync(file, `${testPath}\n`);
}
