// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';
import { insertErasure } from '../../erasure/operations/erasureRows';
import { POLICY } from '../../retention/archiving/__testUtils__/workOf';
import {
  ErasedArchive,
  POLICY_OF_TEST,
} from '../../retention/archiving/erasing/__testUtils__/ErasedArchive';
import { ArchiveUnavailableError } from '../../retention/store/ArchiveUnavailableError';
import { readVerified } from '../../sealing/operations/readVerified';
import { eraseByHand } from '../__testUtils__/eraseByHand';
import { verifyAll } from '../__testUtils__/verifyAll';
import { VerificationRuns } from '../runs/VerificationRuns';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
/** Nothing stays in the live table. */
const ALL_LEAVES = { ...POLICY, archive: 'P99Y', rules: [] };
const TWO_YEARS_MS = 2 * 366 * 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())(
  'Verification of what was erased in the archive on %s',
  databaseId => {
    let t: ErasedArchive;

    beforeEach(async () => {
      t = await ErasedArchive.create(await databases.init(databaseId));
    });

    afterEach(() => t.close());

    /** To its end, on record. */
    const erase = async () => {
      const { id } = await t.own.erase();
      const { meta } = t.own.recorded[0];
      await t.aging.append([
        auditEvent({
          operationId: id,
          plugin: 'audit-log',
          event: 'erasure',
          action: 'audit-log.erasure.done',
          category: 'Access',
          actor: { type: 'system' },
          meta,
        }),
      ]);
      return id;
    };
    const archiveAll = () =>
      t.run({
        now: new Date(Date.now() + TWO_YEARS_MS).toISOString(),
        policy: ALL_LEAVES,
      });
    const verifyPart = (archive: Parameters<typeof verifyAll>[3] = t.aging) =>
      verifyAll(t.knex, t.aging.keys, { from: 0, to: 100 }, archive);
    /** Where the events of the erasure are. */
    const last = async (): Promise<string> => {
      const { name } = await t
        .knex(ARCHIVE_TABLES.files)
        .orderBy('name', 'desc')
        .first('name');
      return t.path(name);
    };

    it('finds nothing in a part when the events of the erasure are in a file of later', async () => {
      await erase();
      await archiveAll();
      expect(await t.aging.liveIds()).toEqual([]);
      expect((await t.verify()).findings).toEqual([]);
      expect((await verifyPart()).findings).toEqual([]);
    });

    it('finds nothing when they leave the live table after the files were read', async () => {
      await erase();
      let isArchived = false;
      const { store, files } = t.aging;
      const read: typeof files.read = async function* read(...given) {
        yield* files.read(...given);
        if (!isArchived) {
          isArchived = true;
          await archiveAll();
        }
      };
      const query: typeof files.query = (...given) => files.query(...given);
      const { findings } = await verifyAll(t.knex, t.aging.keys, undefined, {
        store,
        files: { read, query },
      });
      expect(isArchived).toBe(true);
      expect(findings).toEqual([]);
    });

    it('still finds what was erased in the name of an operation that is in no file', async () => {
      const id = await erase();
      await archiveAll();
      const row = await t.knex(SEALING_TABLES.erasures).where({ id }).first();
      await t.knex(SEALING_TABLES.erasures).where({ id }).delete();
      expect((await verifyPart()).findings).toContainEqual(
        expect.objectContaining({ kind: 'erased-unrecorded' }),
      );
      // Its file is not of the time that is said now.
      await t.knex(SEALING_TABLES.erasures).insert({
        ...row,
        started_at: dialectOf(t.knex).writeTime(Date.parse('2025-02-01')),
        live_ended_at: dialectOf(t.knex).writeTime(Date.parse('2025-02-02')),
      });
      expect((await verifyPart()).findings).toContainEqual(
        expect.objectContaining({ kind: 'erased-unrecorded' }),
      );
    });

    it('takes an erasure for one of which the events were removed only where it was after what was erased', async () => {
      await t.run({
        now: '2026-04-01T00:00:00Z',
        policy: { ...POLICY_OF_TEST, archive: 'P0D' },
      });
      const now = auditEvent({ category: 'Access' });
      await t.aging.append([now]);
      const states = Object.values(await t.aging.states());
      expect(states).toEqual(['removed', 'removed']);
      const id = uuidAt();
      await insertErasure(t.knex, dialectOf(t.knex), {
        id,
        person: 'user:default/jane',
        reason: 'Ticket 7',
        state: { owner: uuidAt(), doneEvent: uuidAt() },
        startedBy: 'user:default/boss',
      });
      const began = Date.parse('2025-02-20T00:00:00Z');
      await t.knex(SEALING_TABLES.erasures).update({
        started_at: dialectOf(t.knex).writeTime(began),
      });
      // Of February, as what was removed.
      const [live] = t.aging.appended.slice(400);
      await eraseByHand(t.knex, id, live.id);
      expect((await t.verify()).findings).toEqual([]);
      await eraseByHand(t.knex, id, now.id);
      expect((await t.verify()).findings).toEqual([
        expect.objectContaining({ kind: 'erased-unrecorded', sequence: 400 }),
      ]);
    });

    it.each(['missing', 'damaged'] as const)(
      'claims nothing when the file that they are in is %s, and says that it could not be checked',
      async how => {
        await erase();
        await archiveAll();
        const path = await last();
        if (how === 'missing') {
          await rename(path, `${path}.away`);
        } else {
          const bytes = await readFile(path);
          bytes[100] ^= 1;
          await writeFile(path, bytes);
        }
        await expect(verifyPart()).rejects.toThrow(
          /could not be checked.* cannot be read/,
        );
        // Over everything, what is wrong with the file is found, and nothing else.
        const { findings } = await t.verify();
        const kinds = new Set(findings.map(({ kind }) => kind));
        expect([...kinds]).toEqual([how === 'missing' ? 'removed' : 'altered']);
      },
    );

    it('claims nothing while the archive is away', async () => {
      await erase();
      await archiveAll();
      const path = await last();
      const { store, files } = t.aging;
      const open = async (name: string) => {
        if (path.endsWith(name)) {
          throw new ArchiveUnavailableError('The bucket cannot be reached');
        }
        return store.open(name);
      };
      await expect(verifyPart({ files, store: { open } })).rejects.toThrow(
        /bucket/,
      );
    });

    it('counts an event once that is in both places, whenever it came there', async () => {
      await erase();
      expect(t.own.recorded[0].meta).toMatchObject({
        events: 5,
        archivedEvents: 200,
      });
      await t.restore();
      expect((await t.verify()).findings).toEqual([]);
      expect((await verifyPart()).findings).toEqual([]);
    });

    it('tells what is found in the live table when the archive is away', async () => {
      const { id: event } = await t.knex(TABLES.events).first('id');
      await t.knex(TABLES.events).where({ id: event }).update({ plugin: 'x' });
      const recorded: AuditRecord[] = [];
      const logger = mockServices.logger.mock();
      const runs = VerificationRuns.create({
        knex: t.knex,
        dialect: dialectOf(t.knex),
        sealing: t.aging,
        auditLog: { record: async record => void recorded.push(record) },
        logger,
        archive: {
          files: t.aging.files,
          store: {
            open: async () => {
              throw new ArchiveUnavailableError('The bucket cannot be reached');
            },
          },
        },
      });
      const { id } = await runs.start({ startedBy: 'user:default/boss' });
      await runs.ended(id);
      expect(await runs.get(id)).toMatchObject({
        state: 'interrupted',
        error: expect.stringContaining('bucket'),
        findings: expect.arrayContaining([
          expect.objectContaining({ kind: 'altered' }),
        ]),
      });
      expect(recorded).toEqual([
        expect.objectContaining({
          action: 'ledger-verify.failed',
          severity: 'critical',
        }),
      ]);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('The audit log was altered'),
      );
      expect((await readVerified(t.knex)).found).toMatchObject({ id });
    });
  },
);
