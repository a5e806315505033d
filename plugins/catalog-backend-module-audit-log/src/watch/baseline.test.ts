// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { createTestCatalog, entityOf } from '../__testUtils__/testCatalog';
import { testWatch } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('the baseline on %s', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    const catalog = await createTestCatalog(knex);
    return { knex, catalog, ...testWatch(knex) };
  }

  /** A catalog that is watched, with a System and a Component in it. */
  async function startSettled() {
    const started = await start();
    await started.catalog.put(entityOf('System:shop', { owner: 'x' }));
    await started.catalog.put(entityOf('Component:web', { owner: 'x' }));
    await started.settle();
    return started;
  }

  it('is one event, once the catalog is at rest', async () => {
    const { catalog, lookAndDeliver, auditLog } = await start();
    await catalog.put(entityOf('System:shop'));
    await catalog.put(entityOf('Component:web'), { isUnprocessed: true });
    await lookAndDeliver();
    await lookAndDeliver();
    expect(auditLog.records).toEqual([]);

    await catalog.put(entityOf('Component:web'));
    await catalog.put(entityOf('Component:api'));
    await lookAndDeliver();
    expect(auditLog.records).toEqual([]);
    await lookAndDeliver();
    expect(auditLog.records).toMatchObject([
      {
        action: 'catalog-baseline',
        meta: { entities: 3, counts: { System: 1, Component: 2 } },
      },
    ]);
    await lookAndDeliver();
    expect(auditLog.records).toHaveLength(1);
  });

  it('does not wait for more than two minutes', async () => {
    const { catalog, lookAndDeliver, auditLog } = await start();
    await catalog.put(entityOf('System:shop'));
    await catalog.put(entityOf('Component:web'), { isUnprocessed: true });
    await lookAndDeliver();
    await lookAndDeliver(119_999);
    expect(auditLog.records).toEqual([]);
    await lookAndDeliver(1);
    expect(auditLog.records).toMatchObject([
      { action: 'catalog-baseline', meta: { counts: { System: 1 } } },
    ]);
  });

  it('is not of a catalog that is still empty', async () => {
    const { catalog, lookAndDeliver, auditLog } = await start();
    await lookAndDeliver();
    await lookAndDeliver();
    expect(auditLog.records).toEqual([]);
    await catalog.put(entityOf('System:shop'));
    await lookAndDeliver();
    await lookAndDeliver();
    expect(auditLog.records).toMatchObject([{ meta: { entities: 1 } }]);
  });

  it('is not taken again after a restart', async () => {
    const { knex, catalog, auditLog, clock } = await startSettled();
    const restarted = testWatch(knex, { auditLog, clock });
    await catalog.put(entityOf('Component:new'));
    await restarted.lookAndDeliver();
    await restarted.lookAndDeliver();
    expect(auditLog.told).toEqual([
      'entity-change.create component:default/new',
    ]);
  });

  it('is one event and no more for 10,000 entities', async () => {
    const { knex, catalog, lookAndDeliver, look, auditLog } = await start();
    await catalog.put(entityOf('System:shop'));
    const content = JSON.stringify(entityOf('Component:many'));
    const range =
      databaseId === 'SQLITE_3'
        ? '(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 9999) SELECT value FROM n)'
        : '(SELECT generate_series(1, 9999) AS value)';
    await knex.raw(
      `INSERT INTO refresh_state (entity_id, entity_ref, unprocessed_entity, errors, next_update_at, last_discovery_at)
         SELECT 'uid-' || value, 'component:default/many-' || value, '{}', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM ${range} AS n`,
    );
    await knex.raw(
      `INSERT INTO final_entities (entity_id, entity_ref, hash, final_entity)
         SELECT 'uid-' || value, 'component:default/many-' || value, 'hash', ? FROM ${range} AS n`,
      [content],
    );
    await look();
    await lookAndDeliver();
    expect(auditLog.records).toMatchObject([
      { meta: { counts: { Component: 9_999, System: 1 } } },
    ]);
    // Read in anew, each with another uid.
    auditLog.forget();
    await catalog.removeAll();
    await look();
    await look(60_000);
    await knex.raw(
      `INSERT INTO refresh_state (entity_id, entity_ref, unprocessed_entity, errors, next_update_at, last_discovery_at)
         SELECT 'new-' || value, 'component:default/many-' || value, '{}', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM ${range} AS n`,
    );
    await knex.raw(
      `INSERT INTO final_entities (entity_id, entity_ref, hash, final_entity)
         SELECT 'new-' || value, 'component:default/many-' || value, 'other', ? FROM ${range} AS n`,
      [content],
    );
    await lookAndDeliver();
    await lookAndDeliver();
    await lookAndDeliver(60_000);
    expect(auditLog.told).toEqual([
      'project-change.delete system:default/shop',
    ]);
  });
});
