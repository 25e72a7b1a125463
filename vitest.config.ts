import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    // The embedded ClickHouse engine is native and holds one data directory per process: each file gets a process.
    pool: 'forks',
    maxWorkers: 2,
    // A test that asserts nothing cannot fail.
    expect: { requireAssertions: true },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // Long enough for a diff of two reports, short enough to read.
    chaiConfig: { truncateThreshold: 400 },
  },
});
