// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { leafHash } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { TABLES } from '../../database/tables';
import type {
  PagePosition,
  ReadPage,
  WindowedSearch,
} from '../../query/AuditEventReader';
import type { SequencedRequest } from '../../query/SequencedReader';
import {
  exportOf,
  verifyLines,
} from '../../verification/__testUtils__/exportOf';
import {
  closeAgingLedgers,
  eventsFrom,
} from '../archiving/__testUtils__/agingLedger';
import {
  archivedLedger,
  MONTH,
  type ArchivedLedger,
} from './__testUtils__/archivedLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const EVERYTHING = { kind: 'everything' } as const;
const SEQUENCE: WindowedSearch = {
  include: {},
  exclude: {},
  order: 'sequence',
};
/** January and February are in the archive, March and April are live. */
const ARCHIVED_AT = '2025-03-15T00:00:00Z';
/** January is gone, the others are archived. */
const REMOVED_AT = '2026-02-15T00:00:00Z';

describe.each(databases.eachSupportedId())(
  'Events that have been archived on %s',
  databaseId => {
    let knex: Knex;
    let ledger: ArchivedLedger;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      ledger = await archivedLedger(knex);
      await ledger.run({ now: ARCHIVED_AT });
    });

    afterAll(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    const idsOf = (from: number, to: number) =>
      ledger.appended.slice(from, to).map(({ id }) => id);

    /** All pages by sequence, and what the live table was asked for them. */
    async function walk(limit: number, start = -1) {
      const asked: SequencedRequest[] = [];
      const { live } = ledger;
      const reader = ledger.reader({
        live: {
          readPage: request => live.readPage(request),
          readBatch: request => live.readBatch(request),
          readEvent: (...request) => live.readEvent(...request),
          readSealedEvent: (...request) => live.readSealedEvent(...request),
          summarize: request => live.summarize(request),
          readAll: request => live.readAll(request),
          readSequenced: request => {
            asked.push(request);
            return live.readSequenced(request);
          },
        },
      });
      const ids: string[] = [];
      let position: PagePosition = { by: 'sequence', sequence: start };
      for (;;) {
        const page: ReadPage = await reader.readPage({
          search: SEQUENCE,
          scope: EVERYTHING,
          limit,
          position,
          budgetMs: 60_000,
        });
        ids.push(...page.items.map(({ id }) => id));
        if (page.items.length === 0) {
          return { ids, asked };
        }
        position = page.next!;
      }
    }

    it('has left the live table', async () => {
      expect(await ledger.liveIds()).toHaveLength(2 * MONTH);
    });

    it('comes with its seal, which gives the leaf that the ledger keeps', async () => {
      const reader = ledger.reader();
      for (const sequence of [0, 299, 300, 599, 600, 1199]) {
        const { id } = ledger.appended[sequence];
        const sealed = await reader.readSealedEvent(id, EVERYTHING);
        expect(sealed?.event).toMatchObject({ id, sequence });
        expect(sealed?.isArchived).toBe(sequence < 600 ? true : undefined);
        const [leaf] = await ledger.tree.read([{ level: 0, index: sequence }]);
        expect(leafHash(sealed!.event, sealed!.seal!)).toEqual(leaf);
      }
    });

    it('is read by sequence without a gap, and long runs of files without walking their batches', async () => {
      for (const limit of [77, 1000]) {
        const { ids, asked } = await walk(limit);
        expect(ids).toEqual(idsOf(0, 1200));
        expect(Math.min(...asked.map(({ after }) => after))).toBe(599);
      }
      expect((await walk(1000, 450)).ids).toEqual(idsOf(451, 1200));
    });

    it('is in an export with proofs, which the verifier agrees to', async () => {
      const lines = await exportOf(knex, ledger, {}, EVERYTHING, {
        reader: ledger.reader(),
        removals: ledger.removals,
      });
      expect(lines.some(line => line.startsWith('{"removed"'))).toBe(false);
      expect(await verifyLines(lines, ledger)).toMatchObject({
        findings: [],
        isVerified: true,
        isComplete: true,
        events: 4 * MONTH,
      });
    });

    it('is proven to a reader of a project, who sees nothing else', async () => {
      const lines = await exportOf(
        knex,
        ledger,
        {},
        { kind: 'matching', criteria: { projects: ['system:default/own'] } },
        { reader: ledger.reader(), removals: ledger.removals },
      );
      expect(await verifyLines(lines, ledger)).toMatchObject({
        findings: [],
        isVerified: true,
        events: (4 * MONTH) / 50,
      });
      expect(lines.join()).not.toContain('system:default/others');
    });

    it('is on pages that say so, and counted with the others', async () => {
      const reader = ledger.reader();
      const search = {
        include: { plugin: ['tenth'] },
        exclude: {},
        order: 'newest' as const,
        from: Date.parse('2024-01-01T00:00:00Z'),
        to: Date.parse('2024-05-01T00:00:00Z'),
      };
      const request = { search, scope: EVERYTHING, budgetMs: 60_000 };
      const page = await reader.readPage({ ...request, limit: 75 });
      const found = ledger.appended
        .filter(({ plugin }) => plugin === 'tenth')
        .map(({ id }) => id)
        .reverse();
      expect(page.items.map(({ id }) => id)).toEqual(found.slice(0, 75));
      expect(page.scannedUntil).toBeUndefined();
      expect(page.archive).toEqual({
        ids: found.slice(60, 75),
        filesLeft: 0,
        eventsLeft: 0,
      });
      const live = await reader.readPage({ ...request, limit: 50 });
      expect(live.archive).toBeUndefined();
      const { total, facets } = await reader.summarize({
        ...request,
        facets: ['plugin'],
        facetLimit: 5,
        timeZone: 'UTC',
      });
      expect(total).toEqual({ count: 120, exact: true });
      expect(facets.plugin).toEqual([{ value: 'tenth', count: 120 }]);
    });

    it('is exported in order, whole', async () => {
      for (const order of ['sequence', 'oldest'] as const) {
        const ids: string[] = [];
        for await (const batch of ledger.reader().readAll({
          search: { ...SEQUENCE, order, from: 0, to: Date.now() },
          scope: EVERYTHING,
          signal: new AbortController().signal,
        })) {
          ids.push(...batch.events().map(({ id }) => id));
        }
        expect(ids).toEqual(idsOf(0, 1200));
      }
    });

    describe('and removed', () => {
      beforeAll(async () => {
        await ledger.append(eventsFrom('2026-01-20T10:00:00Z', 10));
        await ledger.run({ now: REMOVED_AT });
      });

      it('is skipped without walking its batches', async () => {
        const { ids, asked } = await walk(1000);
        expect(ids).toEqual(idsOf(300, 1210));
        expect(asked.every(({ after }) => after >= 1199)).toBe(true);
      });

      it('is missing from an export with the statement that says why', async () => {
        const lines = await exportOf(knex, ledger, {}, EVERYTHING, {
          reader: ledger.reader(),
          removals: ledger.removals,
        });
        const [, second, third] = lines.map(line => JSON.parse(line));
        expect(second.removed).toMatchObject({
          events: MONTH,
          sequences: [[0, MONTH]],
          signature: expect.any(String),
        });
        expect(third.skip).toMatchObject({ from: 0, to: MONTH });
        expect(await verifyLines(lines, ledger)).toMatchObject({
          findings: [],
          isVerified: true,
          events: 3 * MONTH + 10,
        });
      });

      it('is missing for the verifier where there is no statement, and so is what nobody has', async () => {
        const use = { reader: ledger.reader(), removals: ledger.removals };
        const unexplained = await exportOf(knex, ledger, {}, EVERYTHING, {
          reader: use.reader,
        });
        expect(await verifyLines(unexplained, ledger)).toMatchObject({
          isVerified: false,
        });
        await knex(TABLES.events)
          .where({ id: ledger.appended[1205].id })
          .delete();
        const damaged = await exportOf(knex, ledger, {}, EVERYTHING, use);
        const { isVerified, findings } = await verifyLines(damaged, ledger);
        expect(isVerified).toBe(false);
        expect(findings).toEqual([
          expect.objectContaining({ kind: 'removed', sequence: 1205 }),
        ]);
      });
    });
  },
);
