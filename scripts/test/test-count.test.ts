import { describe, expect, it } from 'vitest';
import { broken, closingLine, countOf, countOfBoth, failedFiles, isSuccess, type Report } from '../test-count.ts';

const file = (name: string, status: string, ...tests: readonly string[]): Report['testResults'][number] => ({
  name,
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});
const count = (passed: number, failed: number, skipped = 0, passedAgain = 0) => ({
  passed,
  failed,
  skipped,
  passedAgain,
});

const first: Report = {
  testResults: [
    file('sound', 'passed', 'passed', 'passed', 'pending'),
    file('disturbed', 'failed', 'passed', 'failed', 'failed'),
  ],
};

describe('the count of a run', () => {
  it('is what its files came to', () => {
    expect(countOf(first, false)).toEqual(count(3, 2, 1));
    expect(failedFiles(first)).toEqual(['disturbed']);
  });

  it('never takes for passed what did not run', () => {
    expect(countOf(undefined, true)).toEqual(broken);
    expect(countOf({ testResults: [file('unloaded', 'failed')] }, false)).toEqual(count(0, 1));
    expect(countOf({ testResults: [file('no set-up', 'failed', 'pending')] }, false)).toEqual(count(0, 1, 1));
    expect(countOf({ testResults: [file('sound', 'passed', 'passed')] }, false)).toEqual(count(1, 1));
  });

  it('takes the second run for the files that failed in the first, and tells them apart', () => {
    const second = (...tests: readonly string[]): Report => ({
      testResults: [file('disturbed', tests.includes('failed') ? 'failed' : 'passed', ...tests)],
    });
    expect(countOfBoth(first, second('passed', 'passed', 'passed'), true)).toEqual(count(3, 0, 1, 2));
    expect(countOfBoth(first, second('passed', 'failed', 'passed'), false)).toEqual(count(3, 1, 1, 1));
    expect(countOfBoth(first, second('failed', 'passed', 'passed'), false)).toEqual(count(3, 1, 1, 1));
    expect(countOfBoth(first, undefined, false)).toEqual(count(2, 1, 1));
  });

  it('is told in a line', () => {
    expect(closingLine(count(3, 0, 1))).toBe('3 passed, 0 failed, 1 skipped');
    expect(closingLine(count(3, 0, 1, 2))).toBe('3 passed, 0 failed, 1 skipped, 2 passed on the second run');
  });

  it('is no success when something failed, when nothing ran, or when CI skipped it all', () => {
    expect(isSuccess(count(3, 0, 1), true)).toBe(true);
    expect(isSuccess(count(0, 0, 0, 2), true)).toBe(true);
    expect(isSuccess(count(3, 1), false)).toBe(false);
    expect(isSuccess(count(0, 0), false)).toBe(false);
    expect(isSuccess(count(0, 0, 5), false)).toBe(true);
    expect(isSuccess(count(0, 0, 5), true)).toBe(false);
  });
});
