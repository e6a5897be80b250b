import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * One sum over everything that was checked, for the last line of `npm test`.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts `failures`: what failed and why, in a few lines each
 * @typedef {ReturnType<typeof createTally>} Tally
 */

/** Of what is said about a failure, the lines that are repeated at the end. */
const LINES_AGAIN = 12;

export function createTally() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const failures = [];
  return {
    /** @param {Partial<Counts>} counts */
    add(counts) {
      sum.passed += counts.passed ?? 0;
      sum.failed += counts.failed ?? 0;
      sum.skipped += counts.skipped ?? 0;
      failures.push(...(counts.failures ?? []));
    },
    failed: () => sum.failed,
    failures: () => failures,
    line: () => lastLine(sum),
  };
}

/**
 * Ends a run: what was left out, what failed (it may stand thousands of lines above), and the sum alone on the last line.
 * @param {import('../setup/screen.mjs').Screen} screen
 * @param {Tally} tally
 * @param {string[]} missing sentences on what was left out
 * @returns {number} the exit code
 */
export function printSum(screen, tally, missing) {
  screen.line('');
  for (const sentence of missing) screen.line(screen.yellow(`SKIPPED  ${sentence}`));
  for (const failure of tally.failures()) screen.line(`${screen.red('FAILED')}  ${failure}`);
  screen.line(tally.line());
  return tally.failed() === 0 ? 0 : 1;
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * What is needed of jest's JSON report.
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] | null }} JestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: JestTest[] }} JestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number, testResults: JestFile[] }} JestReport
 */

/**
 * A file that could not even be loaded counts as one failure: jest itself counts no test for it.
 * @param {JestReport} report
 * @param {string} root which the files are named from
 * @returns {Counts}
 */
export function countsOfJest(report, root) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.filter(({ status }) => status === 'failed').flatMap((file) => failuresOf(file, relative(root, file.name))),
  };
}

/**
 * @param {JestFile} file
 * @param {string} name
 */
function failuresOf({ message, assertionResults }, name) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return [inShort(name, message)];
  return failed.map(({ fullName, failureMessages }) => inShort(`${name} › ${fullName}`, failureMessages?.join('\n') ?? ''));
}

/**
 * @param {string} what
 * @param {string} why
 */
function inShort(what, why) {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .filter((line) => line.trim());
  return [what, ...lines.slice(0, LINES_AGAIN).map((line) => `    ${line}`)].join('\n');
}
