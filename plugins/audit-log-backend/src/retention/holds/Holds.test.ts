// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { AuditEvent, HoldInput } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import type { ArchiveFile } from '../files/ArchiveFile';
import { DuckDbEventFiles } from '../format/DuckDbEventFiles';
import { parsePeriod } from '../policy/periods';
import { DirectoryStore } from '../store/DirectoryStore';
import { Holds } from './Holds';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = Date.parse('2026-11-30T12:00:00Z');
const { signal } = new AbortController();
const KIM = 'user:default/kim';
const RETAIL = 'system:default/retail';
const BILLING = 'system:default/billing';

/** Jane's of the 3rd in the project retail, and Kim's of the 20th in two projects. */
const EVENTS: readonly AuditEvent[] = [
  auditEvent({
    id: uuidAt(Date.parse('2025-10-03T08:00:00Z')),
    projects: [{ ref: RETAIL }],
  }),
  auditEvent({
    id: uuidAt(Date.parse('2025-10-20T08:00:00Z')),
    actor: { type: 'user', ref: KIM },
    projects: [{ ref: 'system:default/other' }, { ref: BILLING }],
  }),
].map((event, sequence) => ({ ...event, sequence }));

describe.each(databases.eachSupportedId())('Holds on %s', databaseId => {
  let knex: Knex;
  let directory: string;
  let store: DirectoryStore;
  let files: DuckDbEventFiles;
  let holds: Holds;
  let file: ArchiveFile;

  const create = (input: Omit<HoldInput, 'reason'>, reason = 'Ticket 7') =>
    holds.create({ ...input, reason }, 'user:default/boss');

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'holds-'));
    const archive = join(directory, 'archive');
    store = DirectoryStore.create({ directory: archive });
    files = DuckDbEventFiles.create({
      directory: join(directory, 'cache'),
      readable: [archive],
      memory: '256MB',
    });
    const path = join(directory, 'written');
    const content = await files.write(
      path,
      (async function* events() {
        yield EVENTS.map(event => ({ event }));
      })(),
      signal,
    );
    const name = 'events/year=2025/month=10/2025-10.default.1.parquet';
    await store.put(name, path);
    file = {
      id: uuidAt(),
      period: parsePeriod('2025-10'),
      class: 'default',
      part: 1,
      name,
      state: 'archived',
      beforeSequence: 2,
      startedAt: NOW,
      content,
    };
  });

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await testLedger(knex);
    holds = Holds.create({
      knex,
      dialect: dialectOf(knex),
      store,
      files,
      clock: () => NOW,
    });
  });

  afterEach(stopTestLedgers);

  afterAll(async () => {
    await files.close();
    await rm(directory, { recursive: true });
  });

  it('are kept as they were asked for, and as they were released', async () => {
    const hold = await create({
      from: '2025-10-01T00:00:00+02:00',
      project: RETAIL,
    });
    expect(hold).toEqual({
      id: expect.any(String),
      reason: 'Ticket 7',
      from: '2025-09-30T22:00:00.000Z',
      project: RETAIL,
      createdAt: new Date(NOW).toISOString(),
      createdBy: 'user:default/boss',
    });
    expect(await holds.active()).toEqual([hold]);

    const released = await holds.release(hold.id, {
      reason: 'Settled',
      releasedBy: 'user:default/jane',
    });
    expect(released).toEqual({
      ...hold,
      releasedAt: new Date(NOW).toISOString(),
      releasedBy: 'user:default/jane',
      releaseReason: 'Settled',
    });
    expect(await holds.active()).toEqual([]);
    expect(await holds.list()).toEqual([released]);
  });

  it('are released once, whoever does it', async () => {
    const { id } = await create({ actor: KIM });
    const release = { reason: 'x', releasedBy: 'user:default/jane' };
    const both = await Promise.allSettled([
      holds.release(id, release),
      holds.release(id, release),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await expect(holds.release(id, release)).rejects.toThrow('already');
    await expect(holds.release(uuidAt(), release)).rejects.toThrow('no hold');
  });

  it.each<[Omit<HoldInput, 'reason'>, string]>([
    [{}, 'at least one of'],
    [{ from: '2025-13-01T00:00:00Z' }, 'from: '],
    [{ from: '2025-10-02T00:00:00Z', to: '2025-10-02T00:00:00Z' }, 'before to'],
    [{ from: '2025-10-02T00:00:00Z', to: '2025-10-01T00:00:00Z' }, 'before to'],
  ])('cannot be %j', async (input, message) => {
    await expect(create(input)).rejects.toThrow(message);
    expect(await holds.list()).toEqual([]);
  });

  const CASES: [Omit<HoldInput, 'reason'>, boolean][] = [
    [{ actor: KIM }, true],
    [{ actor: 'user:default/jane' }, true],
    [{ actor: 'user:default/somebody' }, false],
    // As people write it.
    [{ actor: 'User:default/Kim' }, true],
    [{ project: RETAIL }, true],
    // Also a further project.
    [{ project: BILLING }, true],
    [{ project: 'system:default/x' }, false],
    // All that is said must be true of one event.
    [{ project: RETAIL, actor: KIM }, false],
    [{ project: BILLING, actor: KIM }, true],
    [{ actor: KIM, to: '2025-10-10T00:00:00Z' }, false],
    [{ actor: KIM, from: '2025-10-20T08:00:00Z' }, true],
    [{ actor: KIM, from: '2025-10-20T08:00:00.001Z' }, false],
    // The end is not included.
    [{ actor: KIM, to: '2025-10-20T08:00:00Z' }, false],
    [{ from: '2025-11-01T00:00:00Z' }, false],
    [{ to: '2025-10-03T08:00:00Z' }, false],
    [{ to: '2025-10-03T08:00:00.001Z' }, true],
    [{ from: '2025-10-20T08:00:00Z' }, true],
    [{ project: "'; DROP TABLE events; --" }, false],
  ];

  /** What each case holds, one after the other. */
  const heldIn = async (of: ArchiveFile) => {
    const held: [Omit<HoldInput, 'reason'>, boolean][] = [];
    for (const [input] of CASES) {
      const { id, reason } = await create(input, JSON.stringify(input));
      const reasons = await holds.heldBy(of, signal);
      expect([[], [reason]]).toContainEqual(reasons);
      held.push([input, reasons.length > 0]);
      await holds.release(id, { reason: 'x', releasedBy: 'y' });
    }
    return held;
  };

  it('hold what matches all that they say, in a file', async () => {
    expect(await heldIn(file)).toEqual(CASES);
  });

  it('hold what matches all that they say, in the live table', async () => {
    const ledger = await testLedger(knex);
    await ledger.sink.append(EVENTS);
    const { content, ...unwritten } = file;
    expect(await heldIn(unwritten)).toEqual(CASES);
    // Of another month, whatever they say.
    const other = { ...unwritten, period: parsePeriod('2025-11') };
    expect(await heldIn(other)).toEqual(CASES.map(([input]) => [input, false]));
  });

  it('hold by what lies between the first and the last event of a file', async () => {
    await create({
      from: '2025-10-10T00:00:00Z',
      to: '2025-10-11T00:00:00Z',
    });
    expect(await holds.heldBy(file, signal)).toHaveLength(1);
  });

  it('say all reasons, as they are at the moment of asking', async () => {
    expect(await holds.heldBy(file, signal)).toEqual([]);
    await create({ actor: KIM }, 'One');
    await create({ project: RETAIL }, 'Two');
    const { id } = await create({ to: '2026-01-01T00:00:00Z' }, 'Three');
    expect([...(await holds.heldBy(file, signal))].sort()).toEqual([
      'One',
      'Three',
      'Two',
    ]);
    await holds.release(id, { reason: 'x', releasedBy: 'y' });
    expect([...(await holds.heldBy(file, signal))].sort()).toEqual([
      'One',
      'Two',
    ]);
  });

  it('are not taken as none where the file cannot be read', async () => {
    await create({ actor: KIM });
    const lost = { ...file, name: file.name.replace('.1.', '.2.') };
    await expect(holds.heldBy(lost, signal)).rejects.toThrow();
    const stopped = AbortSignal.abort();
    await expect(holds.heldBy(file, stopped)).rejects.toThrow();
  });
});
