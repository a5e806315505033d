// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import {
  exportOf,
  verifyLines,
} from '../../../verification/__testUtils__/exportOf';
import { eventsFrom } from '../__testUtils__/agingLedger';
import { ErasedArchive, FILE, SUCCESSOR } from './__testUtils__/ErasedArchive';
import { JANE } from './__testUtils__/erasuresOf';
import { expectErased } from './__testUtils__/expectErased';

const EVERYTHING = { kind: 'everything' } as const;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Erasure of what is in the archive on %s',
  databaseId => {
    let t: ErasedArchive;

    beforeEach(async () => {
      t = await ErasedArchive.create(await databases.init(databaseId));
    });

    afterEach(() => t.close());

    it('is done with the file that has something of the person, counted, and on record', async () => {
      const before = await t.row();
      const erasure = await t.own.erase();

      expect(erasure).toMatchObject({
        state: 'done',
        events: 5,
        archivedEvents: 200,
      });
      expect(erasure).not.toHaveProperty('waiting');
      expect(t.own.recorded).toEqual([
        expect.objectContaining({
          action: 'erasure.done',
          meta: { reason: 'Ticket 7', events: 5, archivedEvents: 200 },
        }),
      ]);
      await expectErased(t);
      const after = await t.row();
      expect(JSON.parse(after.manifest).root).toBe(
        JSON.parse(before.manifest).root,
      );
      // Again there is nothing to do.
      expect(await t.own.erase()).toMatchObject({
        events: 0,
        archivedEvents: 0,
      });
      expect((await t.row()).name).toBe(after.name);
    });

    it('reads as in the live table, also for who read the file before', async () => {
      const reader = await t.reader();
      const [first] = t.aging.appended;
      expect(await reader.readEvent(first.id, EVERYTHING)).toMatchObject({
        actor: { ref: JANE },
      });
      await t.own.erase();

      const found = await reader.readEvent(first.id, EVERYTHING);
      expect(found).toMatchObject({
        actor: { type: 'user' },
        erased: ['/actor'],
      });
      expect(found!.actor).not.toHaveProperty('ref');
      const search = {
        include: { actor: [JANE] },
        exclude: {},
        order: 'newest',
      } as const;
      const page = { search, scope: EVERYTHING, budgetMs: 60_000 };
      expect((await reader.readPage({ ...page, limit: 10 })).items).toEqual([]);
      const all = await reader.readPage({
        ...page,
        search: { include: {}, exclude: {}, order: 'sequence' },
        limit: 1_000,
      });
      expect(all.items).toHaveLength(406);
      const lines = await exportOf(t.knex, t.aging, {}, EVERYTHING, {
        reader,
        removals: t.removals,
      });
      expect(lines.join('\n')).not.toContain(`"${JANE}"`);
      expect(await verifyLines(lines, t.aging)).toMatchObject({
        findings: [],
        isVerified: true,
        isComplete: true,
      });
    });

    it('leaves alone whoever only looks alike', async () => {
      expect(await t.own.erase('user:default/jan')).toMatchObject({
        events: 0,
        archivedEvents: 0,
      });
      expect((await t.row()).name).toBe(FILE);
    });

    it('finds a person whatever letters they are written in', async () => {
      await t.aging.append(
        eventsFrom('2025-01-20T10:00:00Z', 3, index => ({
          actor: {
            type: 'user',
            ref: ['user:default/İnan', 'USER:İNAN', 'user:default/\u212Aurt'][
              index
            ],
          },
        })),
      );
      await t.run();
      const part = /2025-01\.default\.2\.[0-9a-f]{12}\.parquet$/;
      expect(await t.own.erase('user:default/İnan')).toMatchObject({
        archivedEvents: 2,
      });
      expect(await t.own.erase('user:default/kurt')).toMatchObject({
        archivedEvents: 1,
      });
      const { name } = await t
        .knex(ARCHIVE_TABLES.files)
        .where({ part: 2 })
        .first();
      expect(name).toMatch(part);
    });

    it('does not put a file in place that is not read back as it was written', async () => {
      const { put } = t.aging.store;
      let isBad = true;
      t.aging.store.put = async (name, from) => {
        await put.call(t.aging.store, name, from);
        if (isBad && SUCCESSOR.test(name)) {
          isBad = false;
          const bytes = await readFile(t.path(name));
          bytes[200] += 1;
          await writeFile(t.path(name), bytes);
        }
      };
      expect(await t.own.erase()).toMatchObject({ archivedEvents: 200 });
      expect(isBad).toBe(false);
      await expectErased(t);
    });
  },
);
