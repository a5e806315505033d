// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/**
 * Counts what Playwright's `json` reporter wrote. Errors outside of tests, skipped tests and those that passed at a second
 * try only count as failures.
 *
 * @param {string} file
 * @returns {Promise<import('./runStep.mjs').Count>}
 */
export async function readPlaywrightReport(file) {
  const { stats, errors } = JSON.parse(await readFile(file, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  };
}
