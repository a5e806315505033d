// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  DatabaseService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
  RootInstanceMetadataService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { DefaultRootSystemMetadataService } from '@backstage/backend-defaults/rootSystemMetadata';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Administrators } from './Administrators';
import { DirectorySync } from './directory/DirectorySync';
import { readWhileFilling } from './directory/readWhileFilling';
import { PastAccess } from './explain/PastAccess';
import { PermissionCatalog } from './permissions/PermissionCatalog';
import type { AccessSettings } from './readAccessSettings';
import { AccessStore } from './store/AccessStore';
import { recordConfiguration } from './store/recordConfiguration';

const SYNC_TIMEOUT = { minutes: 10 };

export interface AccessControlOptions {
  readonly administrators: Administrators;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly config: RootConfigService;
  readonly database: DatabaseService;
  readonly discovery: DiscoveryService;
  readonly logger: LoggerService;
  readonly rootInstanceMetadata: RootInstanceMetadataService;
  readonly scheduler: SchedulerService;
  readonly settings: AccessSettings;
}

/** Who may do what, kept up to date once it is started. */
export interface AccessControl {
  readonly access: AccessStore;
  readonly past: PastAccess;
  readonly permissionCatalog: PermissionCatalog;
  /** Given when the backend stops: whoever waits for something does not any longer. */
  readonly stopping: AbortSignal;
  /** Keeps up with other replicas, the catalog and the plugins from now on. */
  start(): Promise<void>;
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

/** Puts access control together and reads it for the first time; the database MUST be up to date. */
export async function createAccessControl(
  options: AccessControlOptions,
): Promise<AccessControl> {
  const { administrators, database, scheduler, settings } = options;
  const { syncEveryMs, plugins } = settings;
  const knex = await database.getClient();
  const access = AccessStore.create({ ...options, knex });
  await access.fresh();
  await recordConfiguration(access, administrators);

  const permissionCatalog = PermissionCatalog.create({
    ...options,
    plugins: installedPlugins(options, plugins),
  });
  const sync = DirectorySync.create({ ...options, access });
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  return {
    access,
    past: PastAccess.create({ access }),
    permissionCatalog,
    stopping: stopping.signal,
    async start() {
      running = Promise.all([
        access.run(stopping.signal),
        permissionCatalog.run(stopping.signal),
        readWhileFilling({ access, sync, signal: stopping.signal }),
      ]);
      await scheduler.scheduleTask({
        id: 'access-control-directory',
        scope: 'global',
        frequency: { milliseconds: syncEveryMs },
        timeout: SYNC_TIMEOUT,
        fn: signal => sync.run(AbortSignal.any([signal, stopping.signal])),
      });
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Tells the plugins of this backend, those that the configuration of discovery names, and these. */
function installedPlugins(
  { config, logger, rootInstanceMetadata }: AccessControlOptions,
  others: readonly string[],
): () => Promise<readonly string[]> {
  // Not the service of that name: specialized backends need not have it.
  const system = DefaultRootSystemMetadataService.create({
    config,
    logger,
    instanceMetadata: rootInstanceMetadata,
  });
  return async () => {
    const installed = await system.getInstalledPlugins();
    return [...installed.map(({ pluginId }) => pluginId), ...others];
  };
}
