// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { dialectOf } from '../database/dialect';
import { Erasures } from '../erasure/Erasures';
import { type BucketOfTest, bucketOfTest } from './__testUtils__/bucketOfTest';
import {
  EVERYTHING,
  KIM,
  OLD,
  RetentionOfTest,
} from './__testUtils__/RetentionOfTest';
import { ReplacedCopies } from './files/ReplacedCopies';
import { allOf } from './store/__testUtils__/allOf';
import { answerError } from './store/__testUtils__/TestBucketServer';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FILE = 'events/year=2025/month=09/2025-09.default.1.parquet';
const OF_KIM = OLD.find(({ actor }) => actor.ref === KIM)!;

describe.each(databases.eachSupportedId())(
  'Erasure in a bucket on %s',
  databaseId => {
    let t: RetentionOfTest;
    let bucket: BucketOfTest;
    let server: BucketOfTest['server'];
    let erasures: Erasures;

    beforeEach(async () => {
      t = await RetentionOfTest.create(await databases.init(databaseId));
      bucket = await bucketOfTest(t);
      server = bucket.server;
      erasures = Erasures.create({
        knex: t.knex,
        dialect: dialectOf(t.knex),
        logger: mockServices.logger.mock(),
        auditLog: { record: async () => {} },
        isSealing: true,
        lateMs: 20,
        recordedWithinMs: 0,
        personalOf: () => [],
        archive: t.retention.erasure,
        archiveRetryMs: 50,
      });
    });

    afterEach(async () => {
      await erasures.stop();
      await bucket.close();
      await t.close();
    });

    const begin = async () => {
      const id = uuidAt();
      const request = { id, person: KIM, reason: 'Ticket 7' };
      await erasures.begin({ ...request, startedBy: 'user:default/boss' });
      await t.ledger.sink.append([
        auditEvent({
          operationId: id,
          plugin: 'audit-log',
          event: 'erasure',
          action: 'audit-log.erasure.begin',
        }),
      ]);
      return id;
    };

    /** Of the copies of files on this machine, those that have something of the person. */
    const copiesOfKim = async () => {
      const cache = join(t.directory, 'cache');
      const copies: string[] = [];
      for (const name of await readdir(cache)) {
        if (name.startsWith('fetched-')) {
          const paths = (await readdir(join(cache, name))).map(copy =>
            join(cache, name, copy),
          );
          copies.push(...paths);
        }
      }
      const found: string[] = [];
      for (const copy of copies) {
        const sql = {
          text: 'SELECT count(*) AS events FROM events e WHERE e.actor = ?',
          bindings: [KIM],
        };
        const [{ events }] = await t.retention.files
          .query<{ events: number }>([copy], sql, new AbortController().signal)
          // A manifest, or one that was just let go of.
          .catch(() => [{ events: 0 }]);
        if (events > 0) {
          found.push(copy);
        }
      }
      return found;
    };

    it('goes through the lock of an object, and no process keeps a copy of what was there', async () => {
      const other = await t.replica();
      await t.run();
      for (const one of [t.retention, other]) {
        expect(await one.reader.readEvent(OF_KIM.id, EVERYTHING)).toMatchObject(
          { actor: { ref: KIM } },
        );
      }
      expect((await copiesOfKim()).length).toBeGreaterThanOrEqual(2);
      let isLocked = true;
      server.interfere = ({ method, url }, _incoming, response) =>
        isLocked &&
        method === 'DELETE' &&
        url.includes('2025-09.default.1.parquet') &&
        answerError(
          response,
          403,
          'AccessDenied',
          'Access Denied because object protected by object lock.',
        );

      const id = await begin();
      const waiting = await eventually(
        () => erasures.get(id),
        ({ waiting: some }) => some !== undefined,
      );
      expect(waiting).toMatchObject({
        state: 'running',
        archivedEvents: 5,
        waiting: [expect.stringContaining('object lock')],
      });
      expect(await allOf(t.retention.store.list('events/'))).toHaveLength(2);

      isLocked = false;
      await erasures.done(id);
      expect(await erasures.get(id)).toMatchObject({
        state: 'done',
        archivedEvents: 5,
      });
      const names = await allOf(t.retention.store.list('events/'));
      expect(names).toHaveLength(1);
      expect(names).not.toContain(FILE);

      const copies = ReplacedCopies.create({
        knex: t.knex,
        store: other.store,
        logger: mockServices.logger.mock(),
        everyMs: 20,
      });
      copies.start();
      await eventually(copiesOfKim, found => found.length === 0);
      await copies.stop();
      await eventually(
        () => other.reader.readEvent(OF_KIM.id, EVERYTHING),
        event => event?.erased?.includes('/actor') === true,
      );
    });

    it('is done with what is held, and the hold keeps the file that takes its place', async () => {
      await t.run();
      await t.retention.holds.create(
        { reason: 'Court', from: '2025-09-01T00:00:00Z' },
        'user:default/boss',
      );
      const id = await begin();
      await erasures.done(id);
      expect(await erasures.get(id)).toMatchObject({ archivedEvents: 5 });
      const names = await allOf(t.retention.store.list('events/'));
      t.now = Date.parse('2027-10-01T00:00:01Z');
      const run = await t.run({ trustClock: true });
      expect(run.removedEvents).toBe(0);
      expect(await allOf(t.retention.store.list('events/'))).toEqual(
        expect.arrayContaining(names),
      );
    });

    it('waits while the bucket is away', async () => {
      await t.run();
      await server.stop();
      const id = await begin();
      const { state } = await eventually(
        () => erasures.get(id),
        ({ waiting }) => waiting !== undefined,
        60_000,
      );
      expect(state).toBe('running');
      await server.restart();
      await erasures.done(id);
      expect(await erasures.get(id)).toMatchObject({ archivedEvents: 5 });
    });
  },
);
