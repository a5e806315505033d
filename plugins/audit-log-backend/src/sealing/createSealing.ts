// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Config } from '@backstage/config';
import type { SealingKey } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { dialectOf } from '../database/dialect';
import type { EventTypeRegistry } from '../eventTypes/EventTypeRegistry';
import type { LedgerSealing } from '../ledger/Ledger';
import { Checkpoints } from './Checkpoints';
import { createSealingKeys } from './keys/createSealingKeys';
import { listSealingKeys } from './keys/listSealingKeys';
import type { SealingKeys } from './keys/SealingKeys';
import { LedgerStatusReader } from './LedgerStatusReader';
import { DirectoryOutlet } from './outlets/DirectoryOutlet';
import { LogOutlet } from './outlets/LogOutlet';
import { Sealer } from './Sealer';
import { measureSealing } from './measureSealing';
import { readSealingSettings } from './SealingSettings';
import { Tree } from './Tree';

export interface CreateSealingOptions {
  readonly config: Config;
  readonly logger: LoggerService;
  readonly metrics?: MetricsService;
  readonly knex: Knex;
  /** Says what plugins have declared as personal. */
  readonly registry: EventTypeRegistry;
}

/** What proves that the ledger was not altered, ready to be used once the database is up to date. */
export interface Sealing {
  /** What the ledger does for it; absent where nothing is sealed. */
  readonly ofLedger?: LedgerSealing;
  readonly keys: SealingKeys;
  readonly tree: Tree;
  readonly checkpoints: Checkpoints;
  readonly status: LedgerStatusReader;
  /** All public keys of the ledger, the present one first. */
  listKeys(): Promise<SealingKey[]>;
  readonly origin: string;
  /** How often the whole ledger is verified; 0: never. */
  readonly verifyEveryMs: number;
  start(): void;
  /** Seals what is in order, and stops. */
  stop(): Promise<void>;
}

/** Reads the settings and the keys. Rejects when a setting is wrong. */
export async function createSealing(
  options: CreateSealingOptions,
): Promise<Sealing> {
  const { config, knex, logger, metrics, registry } = options;
  const dialect = dialectOf(knex);
  const settings = readSealingSettings(config);
  const keys = await createSealingKeys({
    config,
    settings,
    knex,
    dialect,
    logger,
  });
  const personal = {
    personalOf: (action: string) => registry.declared(action)?.personal ?? [],
  };
  const directory =
    settings.directory === undefined
      ? undefined
      : DirectoryOutlet.create({ directory: settings.directory, logger });
  const sealer = settings.enabled
    ? Sealer.create({
        knex,
        dialect,
        logger,
        origin: settings.origin,
        keys,
        personal,
        outlets: [
          ...(settings.log
            ? [LogOutlet.create({ logger, everyMs: settings.logEveryMs })]
            : []),
          ...(directory ? [directory] : []),
        ],
        remember: async () => directory?.newest(keys),
      })
    : undefined;
  if (metrics && sealer) {
    measureSealing(metrics, sealer);
  }
  const checkpoints = Checkpoints.create({ knex, dialect });
  return {
    ofLedger: sealer && { ...personal, wake: () => sealer.wake() },
    keys,
    tree: Tree.create({ knex }),
    checkpoints,
    status: LedgerStatusReader.create({ knex, dialect, checkpoints, sealer }),
    listKeys: () => listSealingKeys(knex, keys),
    origin: settings.origin,
    verifyEveryMs: settings.enabled ? settings.verifyEveryMs : 0,
    start: () => sealer?.start(),
    stop: async () => sealer?.stop(),
  };
}
