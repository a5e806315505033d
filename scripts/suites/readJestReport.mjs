// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/**
 * Counts what jest wrote with `--json`. A file of tests that could not run counts as one failure, and so does a skipped
 * test, for nothing may be skipped.
 *
 * @param {string} file
 * @returns {Promise<import('./runStep.mjs').Count>}
 */
export async function readJestReport(file) {
  const report = JSON.parse(await readFile(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      report.numRuntimeErrorTestSuites +
      report.numPendingTests +
      report.numTodoTests,
  };
}
