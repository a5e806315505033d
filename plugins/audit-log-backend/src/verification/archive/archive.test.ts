// SPDX-License-Identifier: Apache-2.0
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { SigningKey, signDocument } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../database/archiveTables';
import { TABLES } from '../../database/tables';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  type AgingLedger,
} from '../../retention/archiving/__testUtils__/agingLedger';
import { ORIGIN, POLICY } from '../../retention/archiving/__testUtils__/workOf';
import { verifyAll } from '../__testUtils__/verifyAll';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
const MANIFEST = 'manifests/2025-01.default.1.json';
const STATEMENT = 'removals/2025-01.default.1.json';
/** Every third event of January, of 300, is of a class that stays for longer. */
const policy = {
  ...POLICY,
  rules: [{ name: 'long', category: ['Access'], live: 'P5Y' }],
};

describe.each(databases.eachSupportedId())(
  'Verification with an archive on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
      const january = eventsFrom('2025-01-03T10:00:00Z', 300, index => ({
        ...(index % 3 === 2 && { category: 'Access' }),
      }));
      await aging.append(
        january.slice(0, 10),
        january.slice(10, 280),
        january.slice(280),
        eventsFrom('2025-02-03T10:00:00Z', 40),
      );
      await aging.run({ now: '2026-02-01T00:00:00Z', policy });
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    const archive = (name: string) => join(aging.directory, 'archive', name);
    const verify = async (part?: Parameters<typeof verifyAll>[2]) =>
      (await verifyAll(knex, aging.keys, part, aging)).findings;
    const row = async (): Promise<ArchiveFileRow> =>
      knex(ARCHIVE_TABLES.files).where({ name: FILE }).first();
    const update = (values: Partial<ArchiveFileRow>) =>
      knex(ARCHIVE_TABLES.files).where({ name: FILE }).update(values);
    const remove = () =>
      aging.run({ now: '2027-02-01T00:00:00Z', policy: { ...policy } });

    it('finds nothing in a ledger of which a part is in files, or was removed', async () => {
      expect(await aging.liveIds()).toHaveLength(140);
      expect(await verify()).toEqual([]);
      expect(await verify({ from: 3, to: 290 })).toEqual([]);
      await aging.run({ now: '2026-03-01T00:00:00Z', policy });
      expect(await verify()).toEqual([]);
      await remove();
      expect(await aging.states()).toMatchObject({ [FILE]: 'removed' });
      expect(await verify()).toEqual([]);
    });

    it('finds a live event that is missing and in no file', async () => {
      const { id } = aging.appended[2];
      await knex(TABLES.events).where({ id }).delete();
      expect(await verify()).toContainEqual(
        expect.objectContaining({ kind: 'removed', sequence: 2 }),
      );
    });

    it('finds a file that is missing, and all of its events', async () => {
      await rm(archive(FILE));
      expect(await verify()).toEqual([
        {
          kind: 'removed',
          message: expect.stringContaining(FILE),
          sequence: 0,
          until: 299,
        },
      ]);
    });

    it('finds a file that was changed', async () => {
      const bytes = await readFile(archive(FILE));
      bytes[100] ^= 1;
      await writeFile(archive(FILE), bytes);
      expect(await verify()).toContainEqual(
        expect.objectContaining({ kind: 'altered', sequence: 0, until: 299 }),
      );
    });

    it('names the event of a file that another was put in the place of', async () => {
      // Whoever has the key of the archive and the database, and not the one that is signed with, writes the file anew.
      const other = await agingLedger(await databases.init(databaseId), {
        partitions: ['2025-01-15'],
      });
      await other.append(
        aging.appended.slice(0, 300).map((event, index) => ({
          ...event,
          ...(index === 7 && { plugin: 'shadow' }),
        })),
      );
      await other.run({ now: '2026-02-01T00:00:00Z', policy });
      await writeFile(
        archive(FILE),
        await readFile(join(other.directory, 'archive', FILE)),
      );
      const found = await verify();
      expect(found).toContainEqual(
        expect.objectContaining({
          kind: 'altered',
          sequence: 7,
          eventId: aging.appended[7].id,
        }),
      );
    });

    it('finds a manifest that was edited by hand, in the archive or in the database', async () => {
      const { manifest } = await row();
      const edited = manifest!.replace('"events":200', '"events":199');
      await writeFile(archive(MANIFEST), edited);
      expect(await verify()).toEqual([
        expect.objectContaining({
          kind: 'inconsistent',
          message: expect.stringContaining(MANIFEST),
        }),
      ]);
      await update({ manifest: edited });
      const found = await verify();
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'inconsistent' }),
      );
      // What is not signed says nothing about what is missing.
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'removed', sequence: 0 }),
      );
      await rm(archive(MANIFEST));
      await update({ manifest });
      expect(await verify()).toEqual([
        expect.objectContaining({ kind: 'inconsistent' }),
      ]);
    });

    it('finds a file that nothing is kept of in the database', async () => {
      await knex(ARCHIVE_TABLES.files).delete();
      const found = await verify();
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'removed', sequence: 0, until: 2 }),
      );
    });

    it('finds a statement that is signed with another key, and what it would hide', async () => {
      await remove();
      const { signature: _, ...document } = JSON.parse(
        (await row()).statement!,
      );
      const statement = JSON.stringify(
        signDocument({
          kind: 'removal-statement',
          origin: ORIGIN,
          document,
          keys: [SigningKey.generate(ORIGIN)],
        }),
      );
      await update({ statement });
      await writeFile(archive(STATEMENT), statement);
      const found = await verify();
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'unknown-key', sequence: 0 }),
      );
      expect(found).toContainEqual(
        expect.objectContaining({ kind: 'removed', sequence: 0 }),
      );
    });

    it('finds a statement that was edited by hand', async () => {
      await remove();
      const { statement } = await row();
      await writeFile(archive(STATEMENT), `${statement} `);
      expect(await verify()).toEqual([
        expect.objectContaining({
          kind: 'inconsistent',
          message: expect.stringContaining(STATEMENT),
        }),
      ]);
      await update({ statement: statement!.replace('2027', '2026') });
      expect(await verify()).toContainEqual(
        expect.objectContaining({ kind: 'inconsistent', sequence: 0 }),
      );
    });

    it('does not take a manifest of one file for that of another', async () => {
      await aging.run({ now: '2026-03-01T00:00:00Z', policy });
      const [first, second]: ArchiveFileRow[] = await knex(
        ARCHIVE_TABLES.files,
      ).orderBy('name');
      await knex(ARCHIVE_TABLES.files)
        .where({ id: second.id })
        .update({ manifest: first.manifest });
      expect(await verify()).toContainEqual(
        expect.objectContaining({ kind: 'removed', sequence: 300, until: 340 }),
      );
    });

    it('finds nothing while events go on leaving, coming back and being removed', async () => {
      let isOver = false;
      let run = verify();
      const found: unknown[] = [];
      const verifying = (async () => {
        while (!isOver) {
          found.push(...(await run));
          run = verify();
        }
        found.push(...(await run));
      })();
      // One has ended before each step, and another has begun.
      await run;

      const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
      await aging.work.restore(id, {
        until: 0,
        restoredBy: 'user:default/jane',
        signal: new AbortController().signal,
        progress: () => {},
      });
      await run;
      await aging.run({ now: '2026-02-01T00:00:00Z', policy });
      await run;
      await aging.run({
        now: '2026-04-01T00:00:00Z',
        policy: { ...policy, archive: 'P0D' },
      });
      await run;
      await aging.run({ now: '2030-04-01T00:00:00Z', policy });
      isOver = true;
      await verifying;

      expect(await aging.liveIds()).toEqual([]);
      expect(found).toEqual([]);
      expect(await verify()).toEqual([]);
    });

    describe.each([
      ['manifest', MANIFEST],
      ['file', FILE],
    ])('when a %s goes between being opened and being read', (_, name) => {
      const verifyWhile = async (goes: () => Promise<unknown>) => {
        const open = async (opened: string) => {
          const local = await aging.store.open(opened);
          if (opened === name) {
            await goes();
          }
          return local;
        };
        const archived = { files: aging.files, store: { open } };
        return (await verifyAll(knex, aging.keys, undefined, archived))
          .findings;
      };

      it('finds nothing where it was rightly removed', async () => {
        expect(await verifyWhile(remove)).toEqual([]);
      });

      it('finds that it is missing where it should be there', async () => {
        expect(await verifyWhile(() => rm(archive(name)))).toEqual([
          expect.objectContaining({
            message: expect.stringContaining('is not there any more'),
            sequence: 0,
          }),
        ]);
      });
    });

    it('says nothing of an archive that cannot be reached', async () => {
      await rm(archive(''), { recursive: true });
      await writeFile(archive('').replace(/\/$/, ''), 'no directory');
      await expect(verify()).rejects.toThrow();
    });
  },
);
