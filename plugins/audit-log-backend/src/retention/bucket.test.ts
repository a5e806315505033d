// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { type BucketOfTest, bucketOfTest } from './__testUtils__/bucketOfTest';
import {
  KIM,
  newestFirst,
  OLD,
  RECENT,
  RetentionOfTest,
} from './__testUtils__/RetentionOfTest';
import { allOf } from './store/__testUtils__/allOf';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Retention in a bucket on %s',
  databaseId => {
    let t: RetentionOfTest;
    let bucket: BucketOfTest;
    let server: BucketOfTest['server'];

    beforeEach(async () => {
      t = await RetentionOfTest.create(await databases.init(databaseId));
      bucket = await bucketOfTest(t);
      server = bucket.server;
    });

    afterEach(async () => {
      await bucket.close();
      await t.close();
    });

    it('waits while the bucket is away, and then archives, reads, holds and removes', async () => {
      await server.stop();
      const waiting = await t.run();
      expect(waiting).toMatchObject({ state: 'waiting', archivedEvents: 0 });
      expect(await t.liveIds()).toHaveLength(65);
      const { archive } = await t.retention.overview.read();
      expect(archive).toMatchObject({
        kind: 's3',
        location: 's3://archive/portal',
        problem: expect.any(String),
        problemSince: new Date(t.now).toISOString(),
      });

      await server.restart();
      expect(await t.run()).toMatchObject({
        state: 'done',
        archivedEvents: 55,
        removedEvents: 30,
      });
      expect(await allOf(t.retention.store.list(''))).toEqual([
        'events/year=2025/month=09/2025-09.default.1.parquet',
        'manifests/2025-09.default.1.json',
        'removals/2024-09.default.1.json',
      ]);
      const { ids } = await t.search('2025-09-01', '2026-12-01');
      expect(ids).toEqual([...newestFirst(RECENT), ...newestFirst(OLD)]);

      const hold = await t.retention.holds.create(
        { reason: 'Ticket 7', actor: KIM },
        'user:default/boss',
      );
      t.now = Date.parse('2027-10-01T00:00:01Z');
      expect((await t.run({ trustClock: true })).removedEvents).toBe(0);
      await t.retention.holds.release(hold.id, {
        reason: 'Settled',
        releasedBy: 'user:default/boss',
      });
      expect((await t.run()).removedEvents).toBe(25);
      expect(await allOf(t.retention.store.list('events/'))).toEqual([]);
    });
  },
);
