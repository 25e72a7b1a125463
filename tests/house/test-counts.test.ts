import { expect, test } from 'vitest';
import { playwrightCounts, summaryLine, sumOfCounts, vitestCounts } from '../../scripts/lib/test-counts.mjs';

const VITEST = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  success: true,
  testResults: [],
};

test('[HO10] the last line adds up every check and test', () => {
  const playwright = playwrightCounts({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{}] });
  const sum = sumOfCounts([{ passed: 1, failed: 0, skipped: 0 }, vitestCounts(VITEST), playwright]);
  expect(summaryLine(sum)).toBe('9 passed, 2 failed, 2 skipped');
});

test('[HO10] nothing skipped is not mentioned', () => {
  expect(summaryLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});

test('[HO10] a file that cannot be run counts as failed', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{}] },
  ];
  expect(vitestCounts({ ...VITEST, success: false, testResults }).failed).toBe(1);
  expect(playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }).failed).toBe(
    1,
  );
});

test('[HO10] a run that failed outside its tests counts as failed', () => {
  expect(vitestCounts({ ...VITEST, success: false }).failed).toBe(1);
});
