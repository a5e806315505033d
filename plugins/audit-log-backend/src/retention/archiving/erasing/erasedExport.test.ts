// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  eraseFromEvent,
  type Seal,
  type SealableEvent,
} from 'backstage-plugin-audit-log-verify';
import { auditEvent } from '../../../__testUtils__/auditEvent';
import {
  exportOf,
  verifyLines,
} from '../../../verification/__testUtils__/exportOf';
import { ErasedArchive } from './__testUtils__/ErasedArchive';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'What a verifier outside says of an erasure that reached the archive, on %s',
  databaseId => {
    let t: ErasedArchive;

    beforeEach(async () => {
      t = await ErasedArchive.create(await databases.init(databaseId));
    });

    afterEach(() => t.close());

    /** To its end, with the event that tells of the end in the ledger. Gives the lines of an export of all. */
    async function eraseAndExport(): Promise<{
      readonly operation: string;
      readonly lines: readonly string[];
    }> {
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
      const lines = await exportOf(
        t.knex,
        t.aging,
        {},
        { kind: 'everything' },
        { reader: await t.reader(), removals: t.removals },
      );
      return { operation: id, lines };
    }

    it('is that it is as it should be, and that nothing more was erased of on its account', async () => {
      const { operation, lines } = await eraseAndExport();
      expect(await verifyLines(lines, t.aging)).toMatchObject({
        findings: [],
        erased: 205,
        isComplete: true,
      });

      const changed = lines.map(line => {
        const { event, seal, ...rest }: Line = JSON.parse(line);
        return event?.sequence === 4
          ? JSON.stringify({
              ...rest,
              ...eraseFromEvent(event, seal!, () => true, operation),
            })
          : line;
      });
      const { findings } = await verifyLines(changed, t.aging);
      expect(findings).toContainEqual(
        expect.objectContaining({
          kind: 'erased-unrecorded',
          message: expect.stringMatching(/from 206 events .* says it was 205/),
        }),
      );
    });

    it('is the same of events that it was done to in both places, which are in an export once', async () => {
      await t.restore();
      const { lines } = await eraseAndExport();
      expect(t.own.recorded[0].meta).toMatchObject({
        events: 205,
        archivedEvents: 200,
      });
      expect(await verifyLines(lines, t.aging)).toMatchObject({
        findings: [],
        erased: 205,
        isComplete: true,
      });
    });
  },
);

interface Line {
  readonly event?: SealableEvent;
  readonly seal?: Seal;
}
