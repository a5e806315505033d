// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { SealingSettings } from '../SealingSettings';
import { readOrCreateKeyFile } from './keyFile';
import { SealingKeys } from './SealingKeys';

const FILE_NAME = 'audit-log-sealing-key.pem';

/**
 * The keys to seal with: those of the configuration, else one in a file, which is made at the first start.
 *
 * Rejects when the configuration names a file that cannot be used. Where it names none and no file can be made, there is no key:
 * events are recorded all the same, and sealed as soon as there is one.
 */
export async function createSealingKeys(options: {
  readonly config: Config;
  readonly settings: SealingSettings;
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly logger: LoggerService;
}): Promise<SealingKeys> {
  const { config, settings, knex, dialect, logger } = options;
  const { signing, retired, origin } = settings;
  if (signing.length > 0 || !settings.enabled) {
    return SealingKeys.of({ signing, retired });
  }
  const generate = () => SigningKey.generate(origin);
  const path = settings.keyFile ?? defaultFile(config, knex, dialect);
  if (path === undefined) {
    return SealingKeys.of({ signing: [generate()], retired });
  }
  if (dialect.engine === 'postgres' && settings.keyFile === undefined) {
    logger.warn(
      `The audit log is sealed with a key in ${path}, which this process has made or found. Other replicas have other keys, and do not sign over what was signed with a key that they do not know: make one with 'openssl genpkey -algorithm ed25519' and give it to all of them in auditLog.sealing.keys`,
    );
  }
  try {
    const pem = await readOrCreateKeyFile(path, () => generate().toPem());
    return SealingKeys.of({
      signing: [SigningKey.fromPem(origin, pem)],
      retired,
    });
  } catch (error: unknown) {
    if (settings.keyFile !== undefined) {
      throw error;
    }
    logger.warn(
      `The audit log is not sealed, since there is no key: ${path} cannot be used. Name another file in auditLog.sealing.keyFile, or give a key in auditLog.sealing.keys`,
      { cause: String(error) },
    );
    return SealingKeys.of({ signing: [], retired });
  }
}

/** Undefined for a ledger in memory, which a key would outlive. */
function defaultFile(
  config: Config,
  knex: Knex,
  dialect: Dialect,
): string | undefined {
  const database =
    dialect.engine === 'sqlite'
      ? String(knex.client.config.connection?.filename ?? ':memory:')
      : undefined;
  if (database === '' || database?.includes(':memory:')) {
    return undefined;
  }
  const directory =
    config.getOptionalString('backend.workingDirectory') ??
    (database ? dirname(database) : process.cwd());
  return join(directory, FILE_NAME);
}
