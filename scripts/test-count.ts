/** The outcome of a test run, from vitest's JSON report. What did not run never counts as passed. */

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that failed at first, and passed when their file was rerun alone. Not among `passed`. */
  readonly passedAgain: number;
}

/** A runner that failed without a count is one failure. */
export const broken: Count = { passed: 0, failed: 1, skipped: 0, passedAgain: 0 };

/** The fields of vitest's report read here. */
export interface Report {
  readonly testResults: readonly {
    /** Path of the file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

type File = Report['testResults'][number];

const countOfFile = ({ status, assertionResults }: File): Count => {
  const of = (wanted: string): number => assertionResults.filter((test) => test.status === wanted).length;
  const [passed, failed] = [of('passed'), of('failed')];
  const skipped = assertionResults.length - passed - failed;
  // A file can fail without a failing test: when it does not load, or in its setup.
  return { passed, failed: status === 'failed' ? Math.max(failed, 1) : failed, skipped, passedAgain: 0 };
};

export const sumOf = (counts: readonly Count[]): Count =>
  counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
      passedAgain: sum.passedAgain + count.passedAgain,
    }),
    { passed: 0, failed: 0, skipped: 0, passedAgain: 0 },
  );

/** `ranWell`: the runner itself exited with 0. An error outside all files is a failure of its own. */
export function countOf(report: Report | undefined, ranWell: boolean): Count {
  if (report === undefined) return broken;
  const count = sumOf(report.testResults.map(countOfFile));
  return !ranWell && count.failed === 0 ? { ...count, failed: 1 } : count;
}

export const failedFiles = (report: Report): string[] =>
  report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/** The merged count of both runs: the second one's for the files that failed at first. */
export function countOfBoth(first: Report, second: Report | undefined, ranWell: boolean): Count {
  const failed = new Set(failedFiles(first));
  const inFirst = (wanted: boolean): File[] => first.testResults.filter(({ name }) => failed.has(name) === wanted);
  const before = sumOf(inFirst(true).map(countOfFile));
  const after = countOf(second, ranWell);
  const passedAgain = Math.max(after.passed - before.passed, 0);
  const again = { ...after, passed: after.passed - passedAgain, passedAgain };
  return sumOf([...inFirst(false).map(countOfFile), again]);
}

export const closingLine = ({ passed, failed, skipped, passedAgain }: Count): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped${passedAgain > 0 ? `, ${passedAgain} passed on the second run` : ''}`;

/** Only skipped tests is not a failure on a developer's machine, but is one where `CI` is set. */
export function isSuccess({ passed, failed, skipped, passedAgain }: Count, isCi: boolean): boolean {
  if (failed > 0) return false;
  return passed + passedAgain > 0 || (skipped > 0 && !isCi);
}
