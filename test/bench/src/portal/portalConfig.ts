// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import type { PortalDatabase, PortalTask } from './PortalTask';

/** May do everything in a portal. */
export const ADMINISTRATOR = 'user:default/administrator';

/** The configuration of a portal: what an app-config.yaml of production would say, and as little as that. */
export function portalConfig(task: PortalTask): JsonObject {
  const url = `http://127.0.0.1:${task.port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: task.port },
      database: databaseConfig(task.database),
    },
    permission: { enabled: true },
    auditLog: {
      administrators: { users: [ADMINISTRATOR] },
      // Routine reads, too: all that is reported is stored.
      rules: [{ effect: 'record' }],
      journal: { directory: task.journal },
      sealing: {
        keyFile: join(task.journal, 'sealing-key.pem'),
        // Once a day, and a minute after the start: by chance in the one measurement and not in the other.
        verifyEvery: 0,
      },
      ...(task.auditLog as JsonObject | undefined),
    },
  };
}

function databaseConfig(database: PortalDatabase): JsonObject {
  return database.client === 'pg'
    ? {
        client: 'pg',
        connection: database.server,
        prefix: database.prefix,
      }
    : {
        client: 'better-sqlite3',
        connection: { directory: database.directory },
      };
}
