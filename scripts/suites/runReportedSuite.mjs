// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runProcess } from '../setup/runProcess.mjs';

/**
 * Runs a program that tests and leaves a report of it. One that leaves none, or none with a test in it, or that fails
 * although its tests passed, counts as one failure more.
 *
 * @param {object} options
 * @param {readonly string[]} options.command
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.report
 * @param {(file: string) => Promise<import('./runStep.mjs').Count>} options.read
 * @returns {Promise<import('./runStep.mjs').Count>}
 */
export async function runReportedSuite({ command, env, report, read }) {
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const code = await runProcess(command, { env });
  const count = await read(report).catch(() => ({ passed: 0, failed: 0 }));
  const unexplained = (code !== 0 || count.passed === 0) && count.failed === 0;
  return unexplained ? { ...count, failed: 1 } : count;
}
