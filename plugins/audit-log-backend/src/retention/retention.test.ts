// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { verifyDocument, VerifierKey } from 'backstage-plugin-audit-log-verify';
import { eventually } from '../__testUtils__/eventually';
import {
  DAY_MS,
  EVERYTHING,
  OLD,
  OLDEST,
  RECENT,
  eventsAt,
  newestFirst,
  RetentionOfTest,
} from './__testUtils__/RetentionOfTest';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const { signal } = new AbortController();

describe.each(databases.eachSupportedId())('Retention on %s', databaseId => {
  let t: RetentionOfTest;

  beforeEach(async () => {
    t = await RetentionOfTest.create(await databases.init(databaseId));
  });

  afterEach(() => t.close());

  it('lets events live for a year, archives them for another, and removes them', async () => {
    const before = await t.retention.overview.read();
    expect(before.live.map(({ period, events }) => [period, events])).toEqual([
      ['2026-11', 10],
      ['2025-09', 25],
      ['2024-09', 30],
    ]);
    expect(before.live[1].archiveAt).toBe('2026-10-01T00:00:00.000Z');

    expect(await t.run()).toMatchObject({
      state: 'done',
      archivedEvents: 55,
      removedEvents: 30,
    });
    expect(await t.liveIds()).toEqual(RECENT.map(({ id }) => id));
    const { stored, recounted } = await t.counts();
    expect(stored).toEqual(recounted);

    // On a machine that stood still, the archive may seem not to answer at first.
    const overview = await eventually(
      () => t.retention.overview.read(),
      ({ archive: { problem } }) => problem === undefined,
    );
    expect(overview).toMatchObject({
      live: [{ period: '2026-11', events: 10 }],
      totals: {
        liveEvents: 10,
        archivedEvents: 25,
        removedEvents: 30,
        archivedBytes: expect.any(Number),
      },
      files: [
        {
          period: '2025-09',
          class: 'default',
          state: 'archived',
          events: 25,
          name: 'events/year=2025/month=09/2025-09.default.1.parquet',
          removeAt: '2027-10-01T00:00:00.000Z',
          occurredFrom: '2025-09-10T08:00:00.000Z',
        },
        { period: '2024-09', state: 'removed', events: 30 },
      ],
      archive: { kind: 'directory', unknownFiles: 0 },
      runs: [{ state: 'done' }],
    });
    expect(overview).not.toHaveProperty('clock');

    // Read as if nothing had happened, and told to be of the archive.
    const { ids, archive } = await t.search('2025-09-01', '2026-12-01');
    expect(ids).toEqual([...newestFirst(RECENT), ...newestFirst(OLD)]);
    expect(new Set(archive?.ids)).toEqual(new Set(OLD.map(({ id }) => id)));
    expect(
      (await t.retention.reader.readEvent(OLD[3].id, EVERYTHING)) as AuditEvent,
    ).toMatchObject({ ...OLD[3], sequence: 33 });
    expect(
      await t.retention.reader.readEvent(OLDEST[0].id, EVERYTHING),
    ).toBeUndefined();

    // What is left of the oldest says what there was.
    const [statement] = await t.retention.removals.statements();
    expect(statement).toMatchObject({
      period: '2024-09',
      events: 30,
      sequences: [[0, 30]],
      policy: { live: 'P1Y', archive: 'P1Y' },
    });
    const keys = (await t.ledger.listKeys()).map(({ verifier }) =>
      VerifierKey.parse(verifier),
    );
    expect(
      verifyDocument(statement as any, 'removal-statement', keys).signedBy,
    ).toHaveLength(1);
    const kept = await t.retention.store.open(
      'removals/2024-09.default.1.json',
      signal,
    );
    expect(JSON.parse(await readFile(kept.path, 'utf8'))).toEqual(statement);
    kept.release();
    expect(
      await t.retention.store.size(
        'events/year=2024/month=09/2024-09.default.1.parquet',
      ),
    ).toBeUndefined();

    expect(t.actions()).toEqual([
      'archive-write.archive',
      'archive-write.archive',
      'archive-write.remove',
      'retention-run.done',
    ]);
    // And nothing more to do.
    expect(await t.run()).toMatchObject({
      state: 'done',
      archivedEvents: 0,
      removedEvents: 0,
    });
  });

  it('archives nothing and loses nothing while the archive is away', async () => {
    const away = await t.replica();
    jest
      .spyOn(away.store, 'put')
      .mockRejectedValue(new Error('The volume is gone'));
    t.retention = away;
    expect(await t.run()).toMatchObject({
      state: 'waiting',
      archivedEvents: 0,
      waiting: [
        { message: expect.stringContaining('The volume is gone') },
        { message: expect.stringContaining('The volume is gone') },
      ],
    });
    expect(await t.liveIds()).toHaveLength(65);
    jest.restoreAllMocks();
    expect(await t.run()).toMatchObject({ state: 'done', archivedEvents: 55 });
  });

  it('keeps classes of events apart, and some not at all', async () => {
    const kims = eventsAt('2026-09-10T08:00:00Z', 7, {
      plugin: 'kim',
      action: 'kim.does',
    });
    const others = eventsAt('2026-09-11T08:00:00Z', 3);
    await t.ledger.sink.append([...kims, ...others]);
    await t.ledger.sealed(75);
    const own = await t.replica({
      rules: [{ name: 'of-kim', action: 'kim.*', live: '30d', archive: '0d' }],
    });
    t.retention = own;
    // The rule was new, and removes sooner: it waits for a week.
    expect((await own.policies.current()).effective.policy.rules).toEqual([]);
    t.now += 8 * DAY_MS;
    expect((await t.run()).removedEvents).toBe(30 + 7);
    expect(await t.liveIds()).toEqual(
      [...others, ...RECENT].map(({ id }) => id),
    );
    const { files } = await own.overview.read();
    expect(
      files.map(({ period, class: name, state, events }) => [
        period,
        name,
        state,
        events,
      ]),
    ).toEqual([
      ['2026-09', 'of-kim', 'removed', 7],
      ['2025-09', 'default', 'archived', 25],
      ['2024-09', 'default', 'removed', 30],
    ]);
    const { stored, recounted } = await t.counts();
    expect(stored).toEqual(recounted);
  });

  it('counts files that are of another t.ledger, and leaves them alone', async () => {
    const folder = join(t.directory, 'archive/events/year=2023/month=01');
    await mkdir(folder, { recursive: true });
    const copied = join(folder, '2023-01.default.1.parquet');
    await writeFile(copied, 'Of another portal');
    await t.run();
    expect((await t.retention.overview.read()).archive.unknownFiles).toBe(1);
    expect(await readFile(copied, 'utf8')).toBe('Of another portal');
  });
});
