// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path';
import { isError } from '@backstage/errors';
import { DamagedFileError } from './DamagedFileError';

/** Errors of DuckDB that are about the question or the machine, not about what is in a file. */
const OTHERS =
  /^(Parser|Binder|Catalog|Out of Memory|INTERRUPT|Permission|Connection|Dependency|TransactionContext|Parameter Not Resolved|Parameter Not Allowed|Syntax) Error|No space left|Could not write|Too many open files/i;

/** What to reject with when DuckDB could not read files that were there. */
export function asDamaged(error: unknown, paths: readonly string[]): unknown {
  if (!isError(error) || OTHERS.test(error.message)) {
    return error;
  }
  return damaged(paths, error.message.split('\n')[0], error);
}

export function damaged(
  paths: readonly string[],
  why: string,
  cause?: unknown,
): DamagedFileError {
  const files =
    paths.length === 1 ? basename(paths[0]) : `One of ${paths.length} files`;
  return new DamagedFileError(
    `${files} of the archive is not as it was written: ${why}`,
    cause,
  );
}
