// SPDX-License-Identifier: Apache-2.0
import { runProcess } from '../setup/runProcess.mjs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/**
 * Runs a program that has no tests of its own to count, such as a linter, and counts it as one.
 *
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Count>}
 */
export async function runStep(command, env) {
  const code = await runProcess(command, { env });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
