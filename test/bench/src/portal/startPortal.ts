// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Bench } from '../Bench';
import { Worker } from '../processes/Worker';
import type { ScratchDatabase } from '../scratchDatabase';
import type { PortalCommands, PortalTask } from './PortalTask';

export interface Portal {
  readonly url: string;
  readonly directory: string;
  readonly worker: Worker<PortalCommands>;
}

/**
 * Starts a backend as a process of its own, as it runs in production, with a folder for its journal, its log lines and,
 * with SQLite, its database. Unless it says otherwise it audits with us and keeps no log lines but errors.
 */
export async function startPortal(
  bench: Pick<Bench, 'newPath' | 'use'>,
  options: {
    readonly database?: ScratchDatabase;
    readonly audit?: PortalTask['audit'];
    readonly logLevel?: PortalTask['logLevel'];
    readonly auditLog?: PortalTask['auditLog'];
  },
): Promise<Portal> {
  const { database, audit = 'recorded', logLevel = 'error' } = options;
  const port = await freePort();
  const directory = bench.newPath();
  await mkdir(directory, { mode: 0o700 });
  const task: PortalTask = {
    port,
    database: database
      ? {
          client: 'pg',
          server: database.server,
          prefix: database.prefix,
        }
      : { client: 'better-sqlite3', directory },
    audit,
    logFile: join(directory, 'portal.log'),
    logLevel,
    journal: join(directory, 'journal'),
    auditLog: options.auditLog,
  };
  const worker = await Worker.start<PortalCommands>(
    bench,
    require.resolve('./portalProcess'),
    task,
    { NODE_ENV: 'production' },
  );
  return { url: `http://127.0.0.1:${port}`, directory, worker };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
