// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import type { ArchiveSettings } from './ArchiveSettings';
import type { ArchiveStore } from './ArchiveStore';
import { DirectoryStore } from './DirectoryStore';
import { S3Store } from './S3Store';

const DIRECTORY_NAME = 'audit-log-archive';

/** The archive of the configuration. Neither looks at it nor loads anything yet. */
export function createArchiveStore(
  settings: ArchiveSettings,
  deps: {
    readonly config: Config;
    readonly knex: Knex;
    readonly logger: LoggerService;
  },
): ArchiveStore {
  const { s3, cacheDirectory, cacheBytes } = settings;
  if (s3) {
    return S3Store.create({ settings: s3, cacheDirectory, cacheBytes });
  }
  const directory = settings.directory ?? defaultDirectory(deps);
  if (dialectOf(deps.knex).engine === 'postgres' && !settings.directory) {
    deps.logger.warn(
      `Audit events are archived in ${directory} on this machine. Where there are several replicas, or where its disk goes with it, name a volume that all have in auditLog.archive.directory, or a bucket in auditLog.archive.s3`,
    );
  }
  return DirectoryStore.create({ directory });
}

/** Beside the database, and for one in memory, which an archive would outlive, where files are that nobody misses. */
function defaultDirectory({
  config,
  knex,
}: {
  readonly config: Config;
  readonly knex: Knex;
}): string {
  const working = config.getOptionalString('backend.workingDirectory');
  if (dialectOf(knex).engine === 'postgres') {
    return join(working ?? process.cwd(), DIRECTORY_NAME);
  }
  const file = String(knex.client.config.connection?.filename ?? '');
  return file === '' || file.includes(':memory:')
    ? join(working ?? tmpdir(), `${DIRECTORY_NAME}-${randomUUID()}`)
    : join(dirname(file), DIRECTORY_NAME);
}
