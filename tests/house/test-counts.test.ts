import { expect, test } from 'vitest';
import {
  playwrightCounts,
  summaryLine,
  sumOfCounts,
  vitestCounts,
  withRepeated,
} from '../../scripts/lib/test-counts.mjs';

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
    { name: 'a', status: 'failed', assertionResults: [] },
    { name: 'b', status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  expect(vitestCounts({ ...VITEST, success: false, testResults }).failed).toBe(1);
  expect(playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }).failed).toBe(
    1,
  );
});

test('[HO10] a run that failed outside its tests counts as failed', () => {
  expect(vitestCounts({ ...VITEST, success: false }).failed).toBe(1);
});

test('[HO10] of a file that was run once more the second run counts, of the others the first', () => {
  const file = (name: string, ...statuses: string[]) => ({
    name,
    status: statuses.every((status) => status === 'passed') ? 'passed' : 'failed',
    assertionResults: statuses.map((status) => ({ status })),
  });
  const report = (...testResults: ReturnType<typeof file>[]) => ({
    ...VITEST,
    success: testResults.every(({ status }) => status === 'passed'),
    testResults,
  });
  const stuck = report(file('a', 'passed'), file('b', 'passed', 'failed', 'failed'));
  const counts = (first: typeof stuck, second: typeof stuck) => vitestCounts(withRepeated(first, second));
  expect(counts(stuck, report(file('b', 'passed', 'passed', 'passed')))).toEqual({ passed: 4, failed: 0, skipped: 0 });
  expect(counts(stuck, report(file('b', 'passed', 'failed', 'passed'))).failed).toBe(1);
  const other = report(file('a', 'failed'), file('b', 'failed'));
  expect(counts(other, report(file('b', 'passed')))).toEqual({ passed: 1, failed: 1, skipped: 0 });
});
