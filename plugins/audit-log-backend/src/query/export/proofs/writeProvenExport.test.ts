// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../../__testUtils__/testLedger';
import {
  exportOf,
  verifyLines,
} from '../../../verification/__testUtils__/exportOf';
import { sealedLedger } from '../../../verification/__testUtils__/sealedLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const BATCHES = [3, 260, 1, 300, 36];
const SIZE = 600;

describe.each(databases.eachSupportedId())(
  'Export with proofs on %s',
  databaseId => {
    let knex: Knex;
    let ledger: Awaited<ReturnType<typeof sealedLedger>>;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      ledger = await sealedLedger(knex);
      const events = Array.from({ length: SIZE }, (_, index) =>
        auditEvent({
          plugin: (index + 1) % 7 === 0 ? 'seven' : 'other',
          projects:
            (index + 1) % 50 === 0 ? [{ ref: 'system:default/own' }] : [],
          meta: { index },
        }),
      );
      await ledger.append(...BATCHES.map(size => events.splice(0, size)));
    });

    afterAll(stopTestLedgers);

    const kindsOf = (lines: readonly string[]) => {
      const counts: Record<string, number> = {};
      for (const line of lines) {
        const [kind] = Object.keys(JSON.parse(line));
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return counts;
    };

    it('holds every event, and the verifier agrees', async () => {
      const lines = await exportOf(knex, ledger);
      expect(kindsOf(lines)).toEqual({
        auditLogExport: 1,
        event: SIZE,
        tile: 2,
        manifest: 1,
      });
      expect(JSON.parse(lines[0])).toMatchObject({
        complete: true,
        from: 0,
        to: SIZE,
        origin: ledger.origin,
      });
      expect(await verifyLines(lines, ledger)).toMatchObject({
        isVerified: true,
        findings: [],
        events: SIZE,
        isComplete: true,
      });
    });

    it('proves the events of a search to be in the ledger, with roots over those between them', async () => {
      const include = { plugin: ['seven'] };
      const lines = await exportOf(knex, ledger, { include });
      const found = Math.floor(SIZE / 7);
      expect(kindsOf(lines)).toEqual({
        auditLogExport: 1,
        event: found,
        skip: found + 1,
        manifest: 1,
      });
      expect(await verifyLines(lines, ledger)).toMatchObject({
        isVerified: true,
        findings: [],
        events: found,
        isComplete: false,
      });
    });

    it('proves what a reader of a project has, and shows nothing of the others', async () => {
      const lines = await exportOf(
        knex,
        ledger,
        {},
        {
          kind: 'matching',
          criteria: { projects: ['system:default/own'] },
        },
      );
      expect(kindsOf(lines)).toMatchObject({ event: 12 });
      expect(JSON.parse(lines[0])).toMatchObject({ complete: false });
      expect(await verifyLines(lines, ledger)).toMatchObject({
        isVerified: true,
        events: 12,
      });
    });

    it('is complete between two checkpoints, whatever times the events tell', async () => {
      const first = (await ledger.checkpoints.ofSize(3))!;
      const second = (await ledger.checkpoints.ofSize(264))!;
      const lines = await exportOf(knex, ledger, {
        from: Date.parse(first.sealedAt),
        to: Date.parse(second.sealedAt),
      });
      const head = JSON.parse(lines[0]);
      expect(head).toMatchObject({ complete: true, first: expect.any(String) });
      expect(head.from).toBeGreaterThanOrEqual(3);
      expect(head.to).toBeGreaterThanOrEqual(263);
      expect(kindsOf(lines).event).toBe(head.to - head.from);
      expect(await verifyLines(lines, ledger)).toMatchObject({
        isVerified: true,
        isComplete: true,
        events: head.to - head.from,
      });
    });

    it('is verified with a checkpoint that was saved before', async () => {
      const saved = (await ledger.checkpoints.ofSize(264))!;
      const lines = await exportOf(knex, ledger);
      const savedCheckpoints = [saved.note];
      expect(
        await verifyLines(lines, ledger, { savedCheckpoints }),
      ).toMatchObject({ isVerified: true });
    });

    it('is found out when a line is changed, taken out, put in or moved, or the end is cut off', async () => {
      const lines = await exportOf(knex, ledger);
      const attacks: readonly [string, string[]][] = [
        [
          'changed',
          lines.map((line, at) =>
            at === 20 ? line.replace('"other"', '"mine"') : line,
          ),
        ],
        ['taken out', lines.filter((_, at) => at !== 20)],
        [
          'put in',
          lines.flatMap((line, at) => (at === 20 ? [line, line] : line)),
        ],
        [
          'moved',
          [...lines.slice(0, 20), lines[21], lines[20], ...lines.slice(22)],
        ],
        ['cut off', lines.slice(0, 400)],
      ];
      for (const [what, changed] of attacks) {
        const { isVerified } = await verifyLines(changed, ledger);
        expect({ what, isVerified }).toEqual({ what, isVerified: false });
      }
    });
  },
);

describe('An export with proofs of an empty ledger', () => {
  afterEach(stopTestLedgers);

  it('has a first line and a last one', async () => {
    const knex = await databases.init('SQLITE_3');
    const lines = await exportOf(knex, await sealedLedger(knex));
    expect(lines.map(line => JSON.parse(line))).toEqual([
      expect.objectContaining({ complete: true, from: 0, to: 0 }),
      { manifest: expect.objectContaining({ events: 0 }) },
    ]);
  });
});
