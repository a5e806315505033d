// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { serializeError } from '@backstage/errors';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { idsOf } from '../../query/__testUtils__/idsOf';
import { DamagedFileError } from '../format/DamagedFileError';
import { ArchiveUnavailableError } from '../store/ArchiveUnavailableError';
import {
  FEBRUARY,
  SCOPE,
  SEARCH,
  TwoMonthsInFiles,
} from './__testUtils__/TwoMonthsInFiles';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('Files that cannot be read', () => {
  let t: TwoMonthsInFiles;

  beforeEach(async () => {
    t = await TwoMonthsInFiles.create(await databases.init('SQLITE_3'));
  });

  afterEach(() => t.close());

  const away = () =>
    t.storeThat(() =>
      Promise.reject(
        new ArchiveUnavailableError('The volume is gone; mount it again'),
      ),
    );

  it('are not asked for where the live table has all of a page', async () => {
    const open = jest.fn(() => Promise.reject(new Error('Not asked for')));
    const reader = t.archive.reader({ store: t.storeThat(open) });
    expect(idsOf((await t.page(reader, 9)).items)).toEqual(t.ids.slice(0, 9));
    const march = { from: Date.parse('2026-03-01T00:00:00Z') };
    expect(idsOf((await t.page(reader, 50, undefined, march)).items)).toEqual(
      t.ids.slice(0, 10),
    );
    const { total } = await reader.summarize({
      search: { ...SEARCH, ...march },
      scope: SCOPE,
      facets: [],
      facetLimit: 1,
      timeZone: 'UTC',
    });
    expect(total).toEqual({ count: 10, exact: true });
    expect(await reader.readEvent(t.ids[3], SCOPE)).toMatchObject({
      id: t.ids[3],
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('end a page, and are why there is no next one, until the archive is back', async () => {
    const first = await t.page(t.archive.reader({ store: away() }), 50);
    expect(idsOf(first.items)).toEqual(t.ids.slice(0, 10));
    expect(first.archive).toEqual({ ids: [], filesLeft: 2, eventsLeft: 80 });
    expect(first.scannedUntil).toBe('2026-02-10T00:00:00.040Z');
    const next = t.page(t.archive.reader({ store: away() }), 50, first.next);
    await expect(next).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^There are events of 2026-02 in a file of the archive that cannot be reached\. .* without 2026-02-10 to 2026-02-10, or try again later$/,
      ),
    });
    const second = await t.page(t.archive.reader(), 50, first.next);
    expect(idsOf(second.items)).toEqual(t.ids.slice(10, 60));
    expect(second.archive?.ids).toEqual(t.ids.slice(10, 60));
    await expect(
      t.archive.reader({ store: away() }).readEvent(t.ids[20], SCOPE),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });

  it('leave the counts at what the live table has, which is not said to be all', async () => {
    const { total } = await t.archive.reader({ store: away() }).summarize({
      search: SEARCH,
      scope: SCOPE,
      facets: ['plugin'],
      facetLimit: 5,
      timeZone: 'UTC',
    });
    expect(total).toEqual({ count: 10, exact: false });
  });

  it.each([
    { state: 'checked' },
    { restored_by: 'user:default/jane' },
    { restored_until: 0 },
  ])('give counts that are not said to be exact while %p', async moving => {
    const count = async () => {
      const { total } = await t.archive.reader().summarize({
        search: SEARCH,
        scope: SCOPE,
        facets: [],
        facetLimit: 1,
        timeZone: 'UTC',
      });
      return total.exact;
    };
    expect(await count()).toBe(true);
    await t.knex(ARCHIVE_TABLES.files).where({ name: FEBRUARY }).update(moving);
    expect(await count()).toBe(false);
  });

  it('end reading by sequence where they begin, with what comes before', async () => {
    const search = { include: {}, exclude: {}, order: 'sequence' as const };
    await expect(
      t.archive
        .reader({ store: away() })
        .readPage({ search, scope: SCOPE, limit: 50 }),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    const store = t.storeThat(name =>
      name === FEBRUARY
        ? Promise.reject(new ArchiveUnavailableError('Gone; bring it back'))
        : t.archive.store.open(name),
    );
    const reading = t.archive.reader({ store }).readAll({
      search,
      scope: SCOPE,
      signal: new AbortController().signal,
    });
    await expect(async () => {
      for await (const _ of reading) {
        // Reads on.
      }
    }).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('events of 2026-02'),
    });
  });

  it('are told of once when they are damaged; others are read, and they again once they are put right', async () => {
    let now = 0;
    const reader = t.archive.reader({ clock: () => now });
    const path = join(t.archive.directory, FEBRUARY);
    const whole = await readFile(path);
    const damaged = Buffer.from(whole);
    damaged[200] ^= 1;
    await rename(path, `${path}.old`);
    await writeFile(path, damaged);
    const february = { to: Date.parse('2026-03-01T00:00:00Z') };
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(
        t.page(reader, 50, undefined, february),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /^There are events of 2026-02 in a file of the archive that is damaged\. .* put the file back/,
        ),
      });
    }
    const january = { to: Date.parse('2026-02-01T00:00:00Z') };
    expect(idsOf((await t.page(reader, 50, undefined, january)).items)).toEqual(
      t.ids.slice(50),
    );
    expect(t.logger.error).toHaveBeenCalledTimes(1);
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringContaining(FEBRUARY),
      expect.anything(),
    );

    await writeFile(path, whole);
    now += 61_000;
    expect(
      idsOf((await t.page(reader, 40, undefined, february)).items),
    ).toEqual(t.ids.slice(10, 50));
  });

  it('are named when they are not there', async () => {
    const path = join(t.archive.directory, FEBRUARY);
    await rename(path, `${path}.old`);
    const to = Date.parse('2026-03-01T00:00:00Z');
    await expect(
      t.page(t.archive.reader(), 50, undefined, { to }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^There are events of 2026-02 in a file of the archive that is not there\. .* put the file back/,
      ),
    });
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringContaining(
        `${FEBRUARY} of the archive at ${t.archive.directory} is not there`,
      ),
      expect.anything(),
    );
  });

  it('tell who reads neither where the archive is nor what its files are called, and the log both, once until they are back', async () => {
    const to = Date.parse('2026-03-01T00:00:00Z');
    let isAway = true;
    const reader = t.archive.reader({
      store: t.storeThat(name =>
        isAway
          ? Promise.reject(
              new ArchiveUnavailableError(
                `The archive in ${t.archive.directory} cannot be used: mount it`,
              ),
            )
          : t.archive.store.open(name),
      ),
    });
    const read = () => t.page(reader, 50, undefined, { to });
    const refused = async () => {
      const error = await read().catch(reason => reason);
      const answer = JSON.stringify(serializeError(error));
      expect(answer).toContain('ServiceUnavailableError');
      expect(answer).not.toContain(t.archive.directory);
      expect(answer).not.toContain('default');
    };
    await refused();
    await refused();
    expect(t.logger.error).toHaveBeenCalledTimes(1);
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringMatching(`${FEBRUARY} .*${t.archive.directory}`),
      expect.objectContaining({
        message: expect.stringContaining('cannot be used: mount it'),
      }),
    );
    isAway = false;
    expect((await read()).items).toHaveLength(50);
    isAway = true;
    await refused();
    expect(t.logger.error).toHaveBeenCalledTimes(2);
  });

  it.each(['EIO', 'ESTALE'])(
    'since the system says %s end a page as well',
    async code => {
      const store = t.storeThat(() =>
        Promise.reject(Object.assign(new Error(code), { code })),
      );
      const reader = t.archive.reader({ store });
      const first = await t.page(reader, 50);
      expect(idsOf(first.items)).toEqual(t.ids.slice(0, 10));
      await expect(t.page(reader, 50, first.next)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('cannot be reached'),
      });
    },
  );

  it('end a page when they cannot be read though they are as they were written', async () => {
    const reader = t.archive.reader({
      files: t.filesThat(() =>
        Promise.reject(new DamagedFileError(`${FEBRUARY} is odd`)),
      ),
    });
    const first = await t.page(reader, 50);
    expect(idsOf(first.items)).toEqual(t.ids.slice(0, 10));
    await expect(t.page(reader, 50, first.next)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('parquet'),
    });
  });
});
