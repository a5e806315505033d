// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { CatalogFiles } from './CatalogFiles';
import { portalFolders } from './checkout';
import { findFreePort } from './findFreePort';
import type { Mailbox } from './Mailbox';
import { Portal } from './Portal';
import { PostgresDatabases } from './PostgresDatabases';
import { seedEvents } from './seedEvents';
import { useFolder } from './useFolder';

/** How the portal of a test file differs from the one that most files share. */
export interface PortalSetup {
  readonly name: string;
  /** SQLite by default. */
  readonly engine?: 'sqlite' | 'postgres';
  /** How many made-up events it starts with; on SQLite only. */
  readonly events?: number;
  /** Over how many days these are spread, 28 by default. */
  readonly days?: number;
  /** Whether it fills itself with demonstration data. */
  readonly demonstration?: boolean;
  /** Whether it sends its mail to the mailbox of the tests; without, it knows no mail server. */
  readonly mail?: boolean;
  /** Whether its clock can be set; `Portal.wait` lets time go by. */
  readonly hasShiftedClock?: boolean;
  /** Which permission policy it has, the stock one by default. */
  readonly policy?: 'access-control';
}

/** What a portal is run with. */
export interface PortalSurroundings {
  readonly setup: PortalSetup;
  readonly catalogFiles: CatalogFiles;
  readonly mailbox: Mailbox;
  /** Of the worker, which other workers run beside. */
  readonly parallelIndex: number;
}

/** Runs a portal, with data of its own, for as long as it is used. */
export async function usePortal(
  surroundings: PortalSurroundings,
  use: (portal: Portal) => Promise<void>,
): Promise<void> {
  const { name } = surroundings.setup;
  await useFolder({ parent: portalFolders, name }, directory =>
    usePortalIn(directory, surroundings, use),
  );
}

async function usePortalIn(
  directory: string,
  { setup, catalogFiles, mailbox, parallelIndex }: PortalSurroundings,
  use: (portal: Portal) => Promise<void>,
): Promise<void> {
  if (setup.events) {
    await seedEvents({
      file: resolve(directory, 'data/audit-log.sqlite'),
      events: setup.events,
      days: setup.days ?? 28,
    });
  }
  const databases =
    setup.engine === 'postgres'
      ? PostgresDatabases.create(`portal_${randomBytes(4).toString('hex')}_`)
      : undefined;
  const portal = await Portal.start({
    directory,
    port: await findFreePort(parallelIndex),
    hasShiftedClock: setup.hasShiftedClock,
    config: {
      backend: {
        reading: { allow: [{ host: catalogFiles.host }] },
        ...(databases && { database: databases.config }),
      },
      auditLog: {
        archive: { directory: resolve(directory, 'audit-log-archive') },
        ...(setup.mail && {
          mail: { ...mailbox.server, from: 'Portal <portal@meridian.example>' },
        }),
      },
      // The database would have the keys that sign people in be as old as the clock is ahead, and so out of use.
      ...(setup.hasShiftedClock && {
        auth: { keyStore: { provider: 'memory' } },
      }),
      ...(setup.policy && { portal: { policy: setup.policy } }),
      ...(setup.demonstration && { demonstration: { enabled: true } }),
    },
  });
  await use(portal);
  await portal.stop();
  await databases?.drop();
}
