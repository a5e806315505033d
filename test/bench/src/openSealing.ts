// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import { EventTypeRegistry } from 'backstage-plugin-audit-log-backend/src/eventTypes/EventTypeRegistry';
import {
  createSealing,
  type Sealing,
} from 'backstage-plugin-audit-log-backend/src/sealing/createSealing';
import type { Knex } from 'knex';
import { standardError } from './standardError';

/** The sealing of a ledger by a key that is kept in a file, and made if it is not there; without one nothing is sealed. */
export function openSealing(
  knex: Knex,
  keyFile: string | undefined,
): Promise<Sealing> {
  return createSealing({
    config: new ConfigReader({
      app: { baseUrl: 'http://localhost' },
      auditLog: {
        sealing: {
          enabled: keyFile !== undefined,
          ...(keyFile && { keyFile }),
          checkpoints: { log: false },
        },
      },
    }),
    knex,
    logger: standardError(),
    registry: new EventTypeRegistry(),
  });
}
