// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { eventually } from '../../../__testUtils__/eventually';
import { stopTestLedgers } from '../../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { dialectOf } from '../../../database/dialect';
import { DatabaseEventReader } from '../../../query/DatabaseEventReader';
import {
  exportOf,
  verifyLines,
} from '../../../verification/__testUtils__/exportOf';
import { verifyAll } from '../../../verification/__testUtils__/verifyAll';
import { countUnknownFiles } from '../../files/countUnknownFiles';
import { DatabaseArchiveCatalog } from '../../files/DatabaseArchiveCatalog';
import { Removals } from '../../reading/Removals';
import { SpanningEventReader } from '../../reading/SpanningEventReader';
import { ArchiveLockedError } from '../../store/ArchiveLockedError';
import { ArchiveUnavailableError } from '../../store/ArchiveUnavailableError';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from '../__testUtils__/agingLedger';
import { POLICY } from '../__testUtils__/workOf';
import type { WorkContext } from '../WorkContext';
import { erasuresOf, JANE, namesIn } from './__testUtils__/erasuresOf';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
const OTHER = 'events/year=2025/month=02/2025-02.default.1.parquet';
const SUCCESSOR =
  /^events\/year=2025\/month=01\/2025-01\.default\.1\.[0-9a-f]{12}\.parquet$/;
const NOW = '2026-03-01T00:00:00Z';
const policy = {
  ...POLICY,
  archive: 'P9Y',
  rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
};
const KIM = 'user:default/kim';

describe.each(databases.eachSupportedId())(
  'Erasure of what is in the archive on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;
    let own: ReturnType<typeof erasuresOf>;
    let onStep: WorkContext['onStep'] = () => {};

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      onStep = () => {};
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15', '2025-02-15'],
        onStep: (...step) => onStep(...step),
      });
      own = erasuresOf(aging);
      await aging.append(
        // In each way somebody may be in an event in turn, and not at all.
        eventsFrom('2025-01-03T10:00:00Z', 300, index => {
          const meta = { index, owner: 'user:default/janet' };
          const kim = { type: 'user', ref: KIM, title: 'Kim' } as const;
          const given: readonly Partial<NewAuditEvent>[] = [
            { meta, actor: { type: 'user', ref: JANE, title: 'Jane' } },
            { meta, targets: [{ ref: 'x:1' }, { ref: 'User:Jane' }] },
            { meta: { index, people: ['USER:default/JANE', KIM] } },
            { meta, changes: [{ path: '/owner', before: JANE, after: 'x' }] },
            { meta },
            { meta },
          ];
          return { actor: kim, ...given[index % 6] };
        }),
        // Of nobody that is erased.
        eventsFrom('2025-02-03T10:00:00Z', 100, () => ({
          actor: { type: 'user', ref: KIM },
        })),
        // These stay in the live table.
        eventsFrom('2025-02-10T10:00:00Z', 5, () => ({
          actor: { type: 'user', ref: JANE },
          category: 'Access',
        })),
      );
      await aging.run({ now: NOW, policy });
    });

    afterEach(async () => {
      await own.erasures.stop();
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    const path = (name: string) => join(aging.directory, 'archive', name);
    const row = async () =>
      knex(ARCHIVE_TABLES.files).where({ period: '2025-01' }).first();
    const readerOf = async (store = aging.store) =>
      SpanningEventReader.create({
        live: await DatabaseEventReader.create({
          database: mockServices.database({ knex }),
        }),
        catalog: DatabaseArchiveCatalog.create({
          knex,
          dialect: dialectOf(knex),
        }),
        removals: Removals.create({ knex, ageMs: 0 }),
        store,
        files: aging.files,
        knex,
        logger: aging.logger,
      });
    const everything = { kind: 'everything' } as const;

    /** Nothing of the person is in any file of the archive, and all events are. */
    const expectErased = async () => {
      const { name, leftovers, sha256 } = await row();
      expect(leftovers).toBeNull();
      expect(name).toMatch(SUCCESSOR);
      const [, base] = /([^/]*)\.parquet$/.exec(name)!;
      expect(await namesIn(aging.store)).toEqual([
        name,
        OTHER,
        `manifests/${base}.json`,
        'manifests/2025-02.default.1.json',
      ]);
      const manifest = JSON.parse(
        await readFile(path(`manifests/${base}.json`), 'utf8'),
      );
      expect(manifest).toMatchObject({ file: name, sha256, events: 300 });
      const local = await aging.store.open(name);
      const { signal } = new AbortController();
      const texts: string[] = [];
      for await (const some of aging.files.read(local.path, { signal })) {
        texts.push(...some.map(event => JSON.stringify(event)));
      }
      expect(texts).toHaveLength(300);
      const text = texts.join('\n').toLowerCase();
      expect(/user:(default\/)?jane\b/.test(text)).toBe(false);
      expect(text.split('user:default/janet').length - 1).toBe(250);
      expect(
        await aging.files.query(
          [local.path],
          {
            text: `SELECT count(*) AS hits FROM events e WHERE regexp_matches(e.search_text, '(^| )jane( |$)')`,
            bindings: [],
          },
          signal,
        ),
      ).toEqual([{ hits: 0 }]);
      await expectWhole(aging);
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [], erased: 205 },
      );
      expect(
        await countUnknownFiles(
          knex,
          aging.store,
          new AbortController().signal,
        ),
      ).toBe(0);
    };

    it('is done with the file that has something of the person, counted, and on record', async () => {
      const before = await row();
      const erasure = await own.erase();

      expect(erasure).toMatchObject({
        state: 'done',
        events: 5,
        archivedEvents: 200,
      });
      expect(erasure).not.toHaveProperty('waiting');
      expect(own.recorded).toEqual([
        expect.objectContaining({
          action: 'erasure.done',
          meta: { reason: 'Ticket 7', events: 5, archivedEvents: 200 },
        }),
      ]);
      await expectErased();
      const after = await row();
      expect(JSON.parse(after.manifest).root).toBe(
        JSON.parse(before.manifest).root,
      );
      // Again there is nothing to do.
      expect(await own.erase()).toMatchObject({ events: 0, archivedEvents: 0 });
      expect((await row()).name).toBe(after.name);
    });

    it('reads as in the live table, also for who read the file before', async () => {
      const reader = await readerOf();
      const [first] = aging.appended;
      expect(await reader.readEvent(first.id, everything)).toMatchObject({
        actor: { ref: JANE },
      });
      await own.erase();
      await new Promise(resolve => setTimeout(resolve, 5_100));

      const found = await reader.readEvent(first.id, everything);
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
      const page = { search, scope: everything, limit: 10 };
      expect((await reader.readPage(page)).items).toEqual([]);
      const all = await reader.readPage({
        search: { include: {}, exclude: {}, order: 'sequence' },
        scope: everything,
        limit: 1_000,
      });
      expect(all.items).toHaveLength(406);
      const lines = await exportOf(knex, aging, {}, everything, {
        reader,
        removals: Removals.create({ knex, ageMs: 0 }),
      });
      expect(lines.join('\n')).not.toContain(`"${JANE}"`);
      expect(await verifyLines(lines, aging)).toMatchObject({
        findings: [],
        isVerified: true,
        isComplete: true,
      });
    });

    it('leaves alone whoever only looks alike', async () => {
      expect(await own.erase('user:default/jan')).toMatchObject({
        events: 0,
        archivedEvents: 0,
      });
      expect((await row()).name).toBe(FILE);
    });

    it('finds a person whatever letters they are written in', async () => {
      await aging.append(
        eventsFrom('2025-01-20T10:00:00Z', 3, index => ({
          actor: {
            type: 'user',
            ref: ['user:default/İnan', 'USER:İNAN', 'user:default/\u212Aurt'][
              index
            ],
          },
        })),
      );
      await aging.run({ now: NOW, policy });
      const part = /2025-01\.default\.2\.[0-9a-f]{12}\.parquet$/;
      expect(await own.erase('user:default/İnan')).toMatchObject({
        archivedEvents: 2,
      });
      expect(await own.erase('user:default/kurt')).toMatchObject({
        archivedEvents: 1,
      });
      const { name } = await knex(ARCHIVE_TABLES.files)
        .where({ part: 2 })
        .first();
      expect(name).toMatch(part);
    });

    it('waits while the old file is protected, says so, and is not done before', async () => {
      const { remove } = aging.store;
      let isLocked = true;
      aging.store.remove = async name => {
        if (isLocked && name === FILE) {
          throw new ArchiveLockedError(
            'The object lock protects it until 2027',
          );
        }
        await remove.call(aging.store, name);
      };
      const id = await own.begin();
      const waiting = await eventually(
        () => own.erasures.get(id),
        erasure => erasure.waiting !== undefined,
      );
      expect(waiting).toMatchObject({
        state: 'running',
        archivedEvents: 200,
        waiting: [expect.stringContaining('lock protects it until 2027')],
      });
      expect(own.recorded).toEqual([]);
      expect(await namesIn(aging.store)).toContain(FILE);
      // What is read now has nothing of it, so it can be restored.
      const { id: file } = await row();
      await aging.work.restore(file, {
        until: Date.parse('2026-04-10T00:00:00Z'),
        restoredBy: 'user:default/boss',
        signal: new AbortController().signal,
        progress: () => {},
      });
      await aging.run({ now: '2026-04-10T00:00:00Z', policy });
      // Another person's erasure has nothing to do with it, whoever is in that file.
      const other = await own.erase('user:default/nobody');
      expect(other).toMatchObject({ state: 'done', archivedEvents: 0 });
      // Kim is in the protected file as well.
      const kim = await own.begin(KIM);
      await eventually(
        () => own.erasures.get(kim),
        erasure => erasure.waiting !== undefined,
      );

      isLocked = false;
      await own.erasures.done(id);
      await own.erasures.done(kim);
      expect(await own.erasures.get(id)).toMatchObject({
        state: 'done',
        archivedEvents: 200,
      });
      expect(await namesIn(aging.store)).not.toContain(FILE);
      await expectWhole(aging);
    });

    it('waits while the archive is away, and claims nothing', async () => {
      const { open } = aging.store;
      aging.store.open = async () => {
        throw new ArchiveUnavailableError('The archive cannot be reached');
      };
      const id = await own.begin();
      const { waiting, state } = await eventually(
        () => own.erasures.get(id),
        erasure => erasure.waiting !== undefined,
      );
      expect(state).toBe('running');
      expect(waiting).toEqual(['The archive cannot be reached']);
      aging.store.open = open;
      await own.erasures.done(id);
      await expectErased();
    });

    it.each(['gone', 'damaged'])(
      'waits for a file that is %s, and erases from it once it is put back',
      async what => {
        const kept = await readFile(path(FILE));
        if (what === 'gone') {
          await rename(path(FILE), path('kept'));
        } else {
          await writeFile(path(FILE), kept.subarray(0, 1_000));
        }
        const id = await own.begin();
        const { waiting } = await eventually(
          () => own.erasures.get(id),
          erasure => erasure.waiting !== undefined,
        );
        expect(waiting).toEqual([expect.stringContaining('put it back')]);
        await writeFile(path(FILE), kept);
        await own.erasures.done(id);
        expect(await own.erasures.get(id)).toMatchObject({
          archivedEvents: 200,
        });
      },
    );

    it('does not put a file in place that is not read back as it was written', async () => {
      const { put } = aging.store;
      let isBad = true;
      aging.store.put = async (name, from) => {
        await put.call(aging.store, name, from);
        if (isBad && SUCCESSOR.test(name)) {
          isBad = false;
          const bytes = await readFile(path(name));
          bytes[200] += 1;
          await writeFile(path(name), bytes);
        }
      };
      expect(await own.erase()).toMatchObject({ archivedEvents: 200 });
      expect(isBad).toBe(false);
      await expectErased();
    });

    it('is done once by two that have different persons in hand', async () => {
      const second = erasuresOf(aging);
      const [jane, kim] = await Promise.all([own.erase(), second.erase(KIM)]);
      await second.erasures.stop();
      expect(jane).toMatchObject({ state: 'done', archivedEvents: 200 });
      // The 250 that Kim did in January, and all of February.
      expect(kim).toMatchObject({ state: 'done', archivedEvents: 350 });
      expect((await row()).leftovers).toBeNull();
      await expectWhole(aging);
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
    });

    it('is done with restored events in both places, and the file is whole once they are taken back', async () => {
      const { id } = await row();
      const until = Date.parse('2026-04-10T00:00:00Z');
      await aging.work.restore(id, {
        until,
        restoredBy: 'user:default/boss',
        signal: new AbortController().signal,
        progress: () => {},
      });
      expect(await own.erase()).toMatchObject({
        events: 205,
        archivedEvents: 200,
      });
      expect((await row()).name).toMatch(SUCCESSOR);
      await aging.run({ now: '2026-04-10T00:00:00Z', policy });
      await expectErased();
    });

    it('keeps a file from being restored until all is erased', async () => {
      let refused: unknown;
      onStep = async step => {
        if (step === 'erasing') {
          const { id } = await row();
          refused = await aging.work
            .restore(id, {
              until: 0,
              restoredBy: 'user:default/boss',
              signal: new AbortController().signal,
              progress: () => {},
            })
            .catch((error: Error) => error.message);
        }
      };
      await own.erase();
      expect(refused).toContain('being erased');
      await expectErased();
    });

    it('lets retention archive what is erased of meanwhile, and the removal of the file comes first', async () => {
      let result: unknown;
      onStep = async step => {
        if (step === 'erasing') {
          onStep = () => {};
          await aging.append(
            eventsFrom('2025-02-20T10:00:00Z', 10, () => ({
              actor: { type: 'user', ref: KIM },
            })),
          );
          result = await aging.run({
            now: NOW,
            policy: { ...policy, archive: 'P1D' },
          });
        }
      };
      expect(await own.erase()).toMatchObject({
        state: 'done',
        events: 5,
        archivedEvents: 0,
      });
      expect(result).toMatchObject({
        archived: [{ events: 10 }],
        removed: [{ file: FILE }],
      });
      expect(await namesIn(aging.store)).toEqual([
        OTHER,
        OTHER.replace('default.1', 'default.2'),
        'manifests/2025-02.default.1.json',
        'manifests/2025-02.default.2.json',
        'removals/2025-01.default.1.json',
      ]);
      expect((await row()).leftovers).toBeNull();
    });

    it('waits for a file that is written, and not read yet, until it is written again', async () => {
      await aging.append(
        eventsFrom('2025-01-25T10:00:00Z', 4, () => ({
          actor: { type: 'user', ref: JANE },
        })),
      );
      const stop = new AbortController();
      onStep = step => {
        if (step === 'written') {
          stop.abort();
        }
      };
      await expect(
        aging.run({ now: NOW, policy, signal: stop.signal }),
      ).rejects.toThrow();
      onStep = () => {};
      const id = await own.begin();
      const { waiting } = await eventually(
        () => own.erasures.get(id),
        erasure => erasure.waiting !== undefined,
      );
      expect(waiting).toEqual([
        expect.stringContaining('written again by the next run'),
      ]);
      await aging.run({ now: NOW, policy });
      await own.erasures.done(id);
      expect(await own.erasures.get(id)).toMatchObject({
        events: 9,
        archivedEvents: 200,
      });
      await expectWhole(aging);
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [], erased: 209 },
      );
    });

    it.each(['written-locally', 'noted'] as const)(
      'is not undone by a file that a process was writing when it began: %s',
      async when => {
        await aging.append(
          eventsFrom('2025-01-25T10:00:00Z', 4, () => ({
            actor: { type: 'user', ref: JANE },
          })),
        );
        let id = '';
        let noted = 0;
        onStep = async step => {
          noted += step === 'noted' ? 1 : 0;
          if (step === when && id === '') {
            id = await own.begin();
            await (when === 'noted'
              ? eventually(
                  () => own.erasures.get(id),
                  erasure => erasure.waiting !== undefined,
                )
              : own.erasures.done(id));
          }
        };
        const result = await aging.run({ now: NOW, policy });
        await own.erasures.done(id);

        expect(result.waiting).toEqual([]);
        expect(noted).toBe(when === 'noted' ? 2 : 1);
        expect(await own.erasures.get(id)).toMatchObject({
          events: 9,
          archivedEvents: 200,
        });
        await expectWhole(aging);
        expect(
          await verifyAll(knex, aging.keys, undefined, aging),
        ).toMatchObject({ findings: [], erased: 209 });
      },
    );

    it('leaves a file that retention removes in the end', async () => {
      await own.erase();
      const { name } = await row();
      await aging.run({ now: '2035-03-01T00:00:00Z', policy });
      const names = await namesIn(aging.store);
      expect(names.filter(one => one.includes('2025-01'))).toEqual([
        name.replace(/^.*\/(.*)parquet$/, 'removals/$1json'),
      ]);
      expect(await aging.states()).toMatchObject({ [name]: 'removed' });
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
    });
  },
);
