// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'auditLog.accessControl';
const SYNC_EVERY = `${KEY}.syncEvery`;
const PLUGINS = `${KEY}.plugins`;
const DAY_MS = 24 * 60 * 60_000;

/** What the configuration says of where people, groups and permissions are read. */
export interface AccessSettings {
  /** How often people and groups are read from the catalog. */
  readonly syncEveryMs: number;
  /** Plugins of other deployments whose permissions roles can hold. */
  readonly plugins: readonly string[];
}

/** Throws an InputError that names the key and what it takes. */
export function readAccessSettings(config: Config): AccessSettings {
  const syncEveryMs = config.has(SYNC_EVERY)
    ? durationToMilliseconds(
        readDurationFromConfig(config, { key: SYNC_EVERY }),
      )
    : 30_000;
  if (!(syncEveryMs >= 1_000 && syncEveryMs <= DAY_MS)) {
    throw new InputError(
      `${SYNC_EVERY}: must be from one second to one day, such as 30s`,
    );
  }
  const plugins = config.getOptionalStringArray(PLUGINS) ?? [];
  plugins.forEach((plugin, index) => {
    if (!/^[a-z][a-z0-9-]*$/i.test(plugin)) {
      throw new InputError(
        `${PLUGINS}[${index}]: must be the id of a plugin, such as catalog, got '${plugin}'`,
      );
    }
  });
  return { syncEveryMs, plugins };
}
