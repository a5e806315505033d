// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { Erasures } from '../../erasure/Erasures';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectCounted,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';
import type { WorkContext } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const JANE = 'user:default/jane';
const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
const NOW = '2026-02-01T00:00:00Z';

describe.each(databases.eachSupportedId())(
  'Erasure while events are archived on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;
    let erasures: Erasures;
    let onStep: WorkContext['onStep'] = () => {};

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      onStep = () => {};
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15'],
        onStep: (...step) => onStep(...step),
      });
      erasures = Erasures.create({
        knex,
        dialect: dialectOf(knex),
        logger: mockServices.logger.mock(),
        auditLog: { record: async () => {} },
        isSealing: true,
        lateMs: 20,
        recordedWithinMs: 0,
        personalOf: () => [],
      });
    });

    afterEach(async () => {
      await erasures.stop();
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    /** Half of them by Jane, some of another class. */
    const append = () =>
      aging.append(
        eventsFrom('2025-01-03T10:00:00Z', 1_200, index => ({
          actor: {
            type: 'user',
            ref: index % 2 === 0 ? JANE : 'user:default/kim',
          },
          category: index % 100 === 99 ? 'Access' : 'Catalog',
        })),
      );
    const policy = {
      ...POLICY,
      rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
    };

    const begin = async () => {
      const id = uuidAt();
      await erasures.begin({
        id,
        person: JANE,
        reason: 'Ticket 7',
        startedBy: 'boss',
      });
      await aging.append([
        auditEvent({
          operationId: id,
          plugin: 'audit-log',
          event: 'erasure',
          action: 'audit-log.erasure.begin',
          category: 'Access',
          actor: { type: 'user', ref: 'user:default/boss' },
        }),
      ]);
      return id;
    };
    const erase = async () => erasures.done(await begin());

    /** How many events of a file say who did them. */
    const actorsIn = async (name: string) => {
      const local = await aging.store.open(name);
      const actors: (string | undefined)[] = [];
      const { signal } = new AbortController();
      for await (const some of aging.files.read(local.path, { signal })) {
        actors.push(...some.map(({ event }) => event.actor.ref));
      }
      local.release();
      return {
        all: actors.length,
        jane: actors.filter(ref => ref === JANE).length,
      };
    };

    it.each(['written-locally', 'written', 'checked'] as const)(
      'is not undone by a file that was begun before: %s',
      async when => {
        await append();
        onStep = async step => {
          if (step === when) {
            onStep = () => {};
            await erase();
          }
        };

        const result = await aging.run({ now: NOW, policy });

        expect(result.waiting).toEqual([]);
        expect(result.archived).toEqual([{ file: FILE, events: 1_188 }]);
        expect(await actorsIn(FILE)).toEqual({ all: 1_188, jane: 0 });
        await expectCounted(knex);
      },
    );

    it('is waited for by a file while it is under way', async () => {
      await append();
      let id = '';
      onStep = async step => {
        if (step === 'checked') {
          onStep = () => {};
          id = uuidAt();
          // It waits for the event that tells of it.
          await erasures.begin({
            id,
            person: JANE,
            reason: 'Ticket 7',
            startedBy: 'boss',
          });
        }
      };
      const result = await aging.run({ now: NOW, policy });

      expect(result.archived).toEqual([]);
      expect(result.waiting).toEqual([
        {
          file: '2025-01, default',
          message: expect.stringContaining('being erased'),
        },
      ]);
      await aging.append([
        auditEvent({
          operationId: id,
          plugin: 'audit-log',
          action: 'audit-log.erasure.begin',
          category: 'Access',
        }),
      ]);
      await erasures.done(id);
      await aging.run({ now: NOW, policy });
      expect(await actorsIn(FILE)).toEqual({ all: 1_188, jane: 0 });
    });

    it('waits for events that are on their way to the archive', async () => {
      await append();
      let erasing: Promise<void> = Promise.resolve();
      let meanwhile: unknown;
      onStep = async step => {
        if (step === 'some-left') {
          onStep = () => {};
          const id = await begin();
          erasing = erasures.done(id);
          await new Promise(resolve => setTimeout(resolve, 1_000));
          meanwhile = await knex(SEALING_TABLES.erasures).select(
            'events',
            'ended_at',
          );
        }
      };

      const result = await aging.run({ now: NOW, policy });
      await erasing;

      const none = databaseId === 'SQLITE_3' ? 0 : '0';
      expect(meanwhile).toEqual([{ events: none, ended_at: null }]);
      expect(result.archived).toEqual([{ file: FILE, events: 1_188 }]);
      expect(await actorsIn(FILE)).toEqual({ all: 1_188, jane: 600 });
      expect(await knex(SEALING_TABLES.erasures).select('events')).toEqual([
        { events: none },
      ]);
    });

    it('of restored events is in the file once they are taken back', async () => {
      await append();
      await aging.run({ now: NOW, policy });
      const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
      const until = Date.parse('2026-02-10T00:00:00Z');
      await aging.work.restore(id, {
        until,
        restoredBy: 'user:default/boss',
        signal: new AbortController().signal,
        progress: () => {},
      });
      await erase();

      await aging.run({ now: '2026-02-10T00:00:00Z', policy });

      expect(await aging.states()).toEqual({ [FILE]: 'archived' });
      expect(await actorsIn(FILE)).toEqual({ all: 1_188, jane: 0 });
      expect(await aging.liveIds()).toHaveLength(13);
      await expectCounted(knex);
    });

    it('is waited for by who wants to restore a file', async () => {
      await append();
      await aging.run({ now: NOW, policy });
      const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
      const erasure = uuidAt();
      await erasures.begin({
        id: erasure,
        person: JANE,
        reason: 'Ticket 7',
        startedBy: 'boss',
      });
      await expect(
        aging.work.restore(id, {
          until: 0,
          restoredBy: 'user:default/boss',
          signal: new AbortController().signal,
          progress: () => {},
        }),
      ).rejects.toThrow('being erased');
      const [row] = await eventually(
        () => knex(ARCHIVE_TABLES.files).select('restored_by'),
        () => true,
      );
      expect(row.restored_by).toBeNull();
    });
  },
);
