// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { repository } from '../setup/repository.mjs';

/**
 * What Node is given to run the benchmark.
 *
 * @param {readonly string[]} args
 * @returns {readonly string[]}
 */
export function benchCommand(args) {
  return [
    '--require',
    join(
      repository,
      'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
    ),
    join(repository, 'test/bench/src/index.ts'),
    ...args,
  ];
}
