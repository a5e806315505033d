// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const DIRECTORY = 'auditLog.journal.directory';
const MAX_SIZE = 'auditLog.journal.maxSize';
const FLUSH = 'auditLog.journal.flush';
const LEAST_SIZE = 1024 * 1024;
const DEFAULT_SIZE = 64 * 1024 * 1024;

/**
 * How many bytes a journal of the audit log's own process takes by default.
 *
 * @public
 */
export const LEDGER_JOURNAL_SIZE = 256 * 1024 * 1024;

/**
 * Where a journal is, and how much it takes.
 *
 * @public
 */
export interface JournalSettings {
  readonly directory: string;
  /** Whether nobody has named the directory, so that it is where everybody can write. */
  readonly isDefault: boolean;
  /** In bytes. */
  readonly maxSize: number;
  /** Whether what is added waits for the disk (`wait`), or is only written, and flushed with others soon after (`group`). */
  readonly flush: 'group' | 'wait';
}

/**
 * Reads `auditLog.journal`. Throws an InputError that names the key and what it takes.
 *
 * @public
 */
export function readJournalSettings(
  config: Config,
  options: { readonly defaultSize?: number } = {},
): JournalSettings {
  const { defaultSize = DEFAULT_SIZE } = options;
  const maxSize = config.getOptionalNumber(MAX_SIZE) ?? defaultSize;
  if (!Number.isSafeInteger(maxSize) || maxSize < LEAST_SIZE) {
    throw new InputError(
      `${MAX_SIZE} is ${maxSize}, but takes a whole number of at least ${LEAST_SIZE}`,
    );
  }
  const flush = config.getOptionalString(FLUSH) ?? 'group';
  if (flush !== 'group' && flush !== 'wait') {
    throw new InputError(`${FLUSH} is '${flush}', but takes group or wait`);
  }
  const directory = config.getOptionalString(DIRECTORY);
  return {
    directory: directory ? resolve(directory) : defaultDirectory(config),
    isDefault: !directory,
    maxSize,
    flush,
  };
}

/** One for each portal: two of them on one machine must not take over each other's events. */
function defaultDirectory(config: Config): string {
  const portal = ['app.baseUrl', 'backend.baseUrl']
    .map(key => config.getOptionalString(key))
    .join(' ');
  const digest = createHash('sha256').update(portal).digest('hex');
  return join(
    config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
    `backstage-audit-log-${digest.slice(0, 12)}`,
  );
}
