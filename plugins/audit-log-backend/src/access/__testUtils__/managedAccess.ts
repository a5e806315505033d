// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { changesBy, forProject } from './changesBy';
import { storeDirectory, type TestDirectory } from './storeDirectory';
import { testStore } from './testStore';

export const RETAIL = 'system:default/retail';
export const JANE = 'user:default/jane';
export const OMAR = 'user:default/omar';
const MANAGER = 'user:default/manager';

/** Access that, besides boss, a manager may change, who holds Reading for one project. Jane and omar hold nothing. */
export async function managedAccess(
  knex: Knex,
  directory: Omit<TestDirectory, 'people'>,
  options: {
    /** What is in Reading. */
    readonly reads?: readonly string[];
    readonly administrators?: object;
  } = {},
) {
  const { reads = ['audit-log.read'], administrators } = options;
  const store = await testStore(knex, administrators);
  await storeDirectory(store, {
    people: ['boss', 'jane', 'omar', 'manager'],
    ...directory,
  });
  const boss = changesBy(store, 'boss');
  const { result: managing } = await boss.createRole({
    name: 'Managing',
    permissions: ['ACCESS-MANAGEMENT'],
  });
  await boss.assign([managing], [MANAGER]);
  const { result: reading } = await boss.createRole({
    name: 'Reading',
    permissions: [...reads],
  });
  await boss.assign([reading], [MANAGER], forProject(RETAIL));
  return {
    store,
    boss,
    manager: changesBy(store, 'manager'),
    managing,
    reading,
  };
}
