// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Jest's own, of the version that runs.
const jest = createRequire(createRequire(import.meta.url).resolve('jest'));
const core = createRequire(jest.resolve('@jest/core'));
/** @type {typeof import('@jest/test-sequencer').default} */
const Sequencer = core('@jest/test-sequencer').default;

const TIMEOUT = /^jest\.setTimeout\(([\d_]+)\)/m;

/**
 * Begins with the files that allow their tests the most time, so that none of them is left to one worker alone in the end, while
 * the others have nothing to do. Jest knows how long each has taken only where it has run before.
 */
export default class LongestFirst extends Sequencer {
  /** @type {InstanceType<typeof Sequencer>['sort']} */
  async sort(tests) {
    const sorted = await super.sort(tests);
    const allowed = new Map(sorted.map(test => [test, allowedMs(test.path)]));
    return sorted.sort(
      (one, other) => (allowed.get(other) ?? 0) - (allowed.get(one) ?? 0),
    );
  }
}

/** @param {string} file */
function allowedMs(file) {
  const [, milliseconds] = TIMEOUT.exec(readFileSync(file, 'utf8')) ?? [];
  return Number(milliseconds?.replaceAll('_', '') ?? 0);
}
