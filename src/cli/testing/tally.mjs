/**
 * One sum over everything that was checked, for the last line of `npm test`.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {ReturnType<typeof createTally>} Tally
 */

export function createTally() {
  /** @type {Counts} */
  const sum = { passed: 0, failed: 0, skipped: 0 };
  return {
    /** @param {Partial<Counts>} counts */
    add(counts) {
      sum.passed += counts.passed ?? 0;
      sum.failed += counts.failed ?? 0;
      sum.skipped += counts.skipped ?? 0;
    },
    failed: () => sum.failed,
    line: () => lastLine(sum),
  };
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads jest's JSON report. A file that could not even be loaded counts as one failure: jest itself counts no test for it.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number }} report
 * @returns {Counts}
 */
export function countsOfJest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
