// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { verifyAll } from '../../verification/__testUtils__/verifyAll';
import { insertHold } from '../holds/operations/insertHold';
import { listHolds } from '../holds/operations/listHolds';
import { releaseHold } from '../holds/operations/releaseHold';
import { readStatements } from '../reading/operations/readStatements';
import { ArchiveLockedError } from '../store/ArchiveLockedError';
import { ArchiveUnavailableError } from '../store/ArchiveUnavailableError';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';
import type { WorkContext } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const ARCHIVING = '2026-02-01T00:00:00Z';
const REMOVING = '2027-02-01T00:00:00Z';
const LATER = '2027-02-15T00:00:00Z';
const UNKEPT = { ...POLICY, archive: 'P0D' };

describe.each(databases.eachSupportedId())(
  'What is held once it is due on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;
    let onStep: WorkContext['onStep'];

    beforeEach(async () => {
      onStep = () => {};
      knex = await databases.init(databaseId);
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15'],
        onStep: (step, file) => onStep(step, file),
      });
      await aging.append(eventsFrom('2025-01-03T10:00:00Z', 100));
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    /** By a hold of whatever there is. */
    const hold = async () => {
      const id = uuidAt();
      await insertHold(knex, dialectOf(knex), {
        id,
        reason: 'Case 7',
        actor: 'user:default/jane',
        createdAt: REMOVING,
        createdBy: 'user:default/boss',
      });
      return id;
    };

    const heldBy = async () =>
      (await listHolds(knex, dialectOf(knex), { isReleased: false })).map(
        ({ reason }) => reason,
      );

    const run = (now: string, policy = POLICY) =>
      aging.run({ now, policy, heldBy });

    const told = async () => [...(await readStatements(knex, new Map()))];

    const expectKept = async () => {
      await expectWhole(aging);
      expect(await told()).toEqual([]);
      for await (const name of aging.store.list('removals/')) {
        throw new Error(`${name} tells that it is removed`);
      }
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
    };

    const expectRemovedOnceReleased = async (id: string, policy = POLICY) => {
      await releaseHold(knex, dialectOf(knex), {
        id,
        reason: 'Closed',
        releasedBy: 'user:default/boss',
        at: Date.parse(LATER),
      });
      expect(await run(LATER, policy)).toMatchObject({
        removed: [{ events: 100 }],
        waiting: [],
      });
      expect(await told()).toHaveLength(1);
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
    };

    it.each([
      ['is away', new ArchiveUnavailableError('away')],
      ['protects it', new ArchiveLockedError('locked')],
    ])(
      'stays where the archive %s when it is first to be removed',
      async (_, error) => {
        await run(ARCHIVING);
        const { remove } = aging.store;
        aging.store.remove = async () => {
          throw error;
        };
        expect(await run(REMOVING)).toMatchObject({
          removed: [],
          waiting: [{ message: error.message }],
        });
        await expectKept();
        const id = await hold();
        aging.store.remove = remove;

        expect(await run(LATER)).toMatchObject({
          removed: [],
          waiting: [{ message: expect.stringContaining('Case 7') }],
        });

        await expectKept();
        await expectRemovedOnceReleased(id);
      },
    );

    it('stays where a hold is added while it is looked for one', async () => {
      await run(ARCHIVING);
      let id: string | undefined;
      const result = await aging.run({
        now: REMOVING,
        heldBy: async () => {
          const reasons = await heldBy();
          id ??= await hold();
          return reasons;
        },
      });

      expect(result).toMatchObject({
        removed: [],
        waiting: [{ message: expect.stringContaining('Case 7') }],
      });
      await expectKept();
      await expectRemovedOnceReleased(id!);
    });

    it('stays where the process was ended just before it removed it', async () => {
      await run(ARCHIVING);
      onStep = step => {
        if (step === 'removal-noted') {
          throw new Error('ended');
        }
      };
      await run(REMOVING);
      await expectKept();
      const id = await hold();
      onStep = () => {};

      expect((await run(LATER)).removed).toEqual([]);

      expect(
        await knex(ARCHIVE_TABLES.files).select('state', 'statement'),
      ).toEqual([{ state: 'archived', statement: null }]);
      await expectKept();
      await expectRemovedOnceReleased(id);
    });

    it('is told as removed where it was gone by then, whatever is held since', async () => {
      await run(ARCHIVING);
      onStep = step => {
        if (step === 'file-removed') {
          throw new Error('ended');
        }
      };
      await run(REMOVING);
      expect(await told()).toEqual([]);
      // Nothing is wrong with it: why it is not there is signed.
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
      await hold();
      onStep = () => {};
      // By a policy that keeps it for longer, too.
      const result = await run(LATER, { ...POLICY, archive: 'P9Y' });

      expect(result).toMatchObject({ removed: [{ events: 100 }], waiting: [] });
      expect(await told()).toMatchObject([
        [expect.any(String), { policy: { live: 'P1Y', archive: 'P1Y' } }],
      ]);
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
    });

    it('stays in the live table where a hold is added while it is read to be removed from there', async () => {
      let asked = 0;
      let id: string | undefined;
      const result = await aging.run({
        now: REMOVING,
        policy: UNKEPT,
        heldBy: async () => {
          const reasons = await heldBy();
          asked += 1;
          if (asked === 3) {
            // What was due is begun, and what is in it was read.
            id = await hold();
          }
          return reasons;
        },
      });

      expect(result).toMatchObject({
        removed: [],
        waiting: [{ message: expect.stringContaining('Case 7') }],
      });
      await expectKept();
      expect(await aging.liveIds()).toHaveLength(100);
      await expectRemovedOnceReleased(id!, UNKEPT);
    });
  },
);
