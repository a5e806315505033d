// SPDX-License-Identifier: Apache-2.0
import { locationReference } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { createTestCatalog, entityOf, FILE } from './testCatalog';
import { testWatch } from './testWatch';

export const TARGET = FILE.slice('url:'.length);
const LOCATION = { type: 'url', target: TARGET };
export const LOCATION_REF = locationReference(LOCATION)!.ref;
const STORE = { provider: 'DefaultLocationStore' };
export const OF_LOCATION = { parent: LOCATION_REF };

/** A watched catalog that has a User, and a location that can be registered in it. */
export async function testLocation(knex: Knex) {
  const catalog = await createTestCatalog(knex);
  const watch = testWatch(knex);
  await catalog.put(
    entityOf(
      'User:guest',
      {},
      { 'backstage.io/managed-by-origin-location': 'ldap:guest' },
    ),
  );
  const { metadata, ...rest } = entityOf('Location:any');
  const location = {
    ...rest,
    metadata: { ...metadata, name: LOCATION_REF.split('/')[1] },
  };
  return {
    knex,
    catalog,
    ...watch,
    /** A person registers the location, which is not read yet. */
    register: (
      meta: Parameters<typeof watch.operation>[1] = {},
      event: Parameters<typeof watch.operation>[3] = {},
    ) =>
      watch.operation(
        'catalog.location-mutate.create',
        { location: LOCATION, isDryRun: false, ...meta },
        () => catalog.put(location, { ...STORE, isUnprocessed: true }),
        event,
      ),
    /** The location is read, and gives these. */
    read: async (...names: readonly string[]) => {
      await catalog.put(location, STORE);
      for (const name of names) {
        await catalog.put(entityOf(name), OF_LOCATION);
      }
    },
  };
}
