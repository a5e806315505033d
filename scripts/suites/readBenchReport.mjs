// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/**
 * Counts the figures that the benchmark wrote with `--json`. Whether they meet their targets says nothing here: that they
 * are there, and are numbers.
 *
 * @param {string} file
 * @returns {Promise<import('./runStep.mjs').Count>}
 */
export async function readBenchReport(file) {
  /** @type {readonly {name: string, value: unknown}[]} */
  const figures = JSON.parse(await readFile(file, 'utf8'));
  const passed = figures.filter(({ value }) => Number.isFinite(value)).length;
  return { passed, failed: figures.length - passed };
}
