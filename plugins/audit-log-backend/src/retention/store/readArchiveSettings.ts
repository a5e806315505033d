// SPDX-License-Identifier: Apache-2.0
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ArchiveSettings } from './ArchiveSettings';
import { readBytes } from './readBytes';
import { readS3Settings } from './readS3Settings';

const KEY = 'auditLog.archive';
const MEGABYTE = 1024 ** 2;
const CACHE_NAME = 'audit-log-archive-cache';

/** Throws an InputError that names the key and what it takes. */
export function readArchiveSettings(config: Config): ArchiveSettings {
  const archive = config.getOptionalConfig(KEY);
  const directory = archive?.getOptionalString('directory');
  const s3 = archive?.getOptionalConfig('s3');
  if (directory !== undefined && s3 !== undefined) {
    throw new InputError(
      `${KEY}: must have directory or s3, not both: the archive is in one place`,
    );
  }
  const memory = readBytes(archive, `${KEY}.memory`, {
    usual: 256 * MEGABYTE,
    least: 128 * MEGABYTE,
  });
  return {
    directory,
    s3: s3 && readS3Settings(s3, `${KEY}.s3`),
    memory: `${Math.floor(memory / MEGABYTE)}MiB`,
    cacheDirectory:
      archive?.getOptionalString('cacheDirectory') ??
      join(
        config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
        CACHE_NAME,
      ),
    cacheBytes: readBytes(archive, `${KEY}.cacheBytes`, {
      usual: 2048 * MEGABYTE,
      least: 0,
    }),
  };
}
