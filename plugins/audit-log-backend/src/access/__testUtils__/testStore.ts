// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { migrateDatabase } from '../../database/migrateDatabase';
import { Administrators } from '../Administrators';
import { AccessStore } from '../store/AccessStore';

/** A store on a database of the test's own, with boss and the members of admins as administrators by configuration. */
export async function testStore(
  knex: Knex,
  administrators: object = { users: ['boss'], groups: ['admins'] },
): Promise<AccessStore> {
  await migrateDatabase(knex, dialectOf(knex));
  return AccessStore.create({
    knex,
    administrators: Administrators.fromConfig(
      new ConfigReader({ auditLog: { administrators } }),
    ),
    logger: mockServices.logger.mock(),
  });
}
