// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from './checkout';

/**
 * Writes made-up events of the past days into an SQLite file, before a portal starts with it. Through the ledger
 * itself, by the seeder of the benchmarks.
 */
export async function seedEvents(options: {
  readonly file: string;
  readonly events: number;
  readonly days: number;
}): Promise<void> {
  await mkdir(dirname(options.file), { recursive: true });
  await promisify(execFile)(process.execPath, [
    '--require',
    resolve(
      checkout,
      'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
    ),
    resolve(checkout, 'test/bench/src/seedDatabase.ts'),
    `--database=${options.file}`,
    `--events=${options.events}`,
    `--days=${options.days}`,
  ]);
}
