// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';
import { storedSequences } from '../../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import type { Ledger } from '../../ledger';
import type { AuditEventReader } from '../../query/AuditEventReader';
import { readerContract } from '../../query/__testUtils__/readerContract';
import {
  closeTestArchives,
  testArchive,
  type TestArchive,
} from './__testUtils__/testArchive';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Ten days: of two months, whose files these are, and of all the places that events are in. */
const AROUND_A_BORDER = {
  from: Date.UTC(2026, 1, 24),
  to: Date.UTC(2026, 2, 6),
};

/** Where the events of the contract are. */
const SPREADS: readonly (readonly [
  string,
  (archive: TestArchive) => Promise<void>,
])[] = [
  [
    'files that have some of the events of their months, one of them while these are live, too',
    async archive => {
      const events = await archive.events();
      const of = (month: string, isOwn: (plugin: string) => boolean) =>
        events.filter(
          ({ event }) =>
            event.recordedAt.startsWith(month) && isOwn(event.plugin),
        );
      await archive.write(of('2026-02', () => true));
      await archive.write(
        of('2026-03', plugin => plugin === 'catalog'),
        { class: 'catalog' },
      );
      await archive.write(
        of('2026-03', plugin => plugin === 'a_b'),
        { stay: true },
      );
    },
  ],
  [
    'files that have all events of the first part of the ledger',
    async archive => {
      const events = await archive.events(({ sequence }) => sequence < 300);
      await archive.writeMonths(events);
    },
  ],
];

describe.each(databases.eachSupportedId())('SpanningEventReader on %s', id => {
  afterAll(async () => {
    await stopTestLedgers();
    await closeTestArchives();
  });

  describe.each(SPREADS)('with %s', (_, spread) => {
    let knex: Knex;
    let ledger: Ledger;
    let archive: TestArchive;
    let reader: AuditEventReader;

    beforeAll(async () => {
      knex = await databases.init(id);
      ledger = await testLedger(knex);
      ledger.start();
      archive = await testArchive(knex);
      reader = patient(archive.reader());
    });

    readerContract(() => ({
      reader,
      append: events => ledger.sink.append(events),
      ordered: async () => {
        await eventually(
          () => storedSequences(knex),
          rows => rows.every(({ sequence }) => sequence >= 0),
        );
      },
      spread: () => spread(archive),
      smallPages: AROUND_A_BORDER,
    }));
  });
});

/** Ends no page because the machine is slow. */
function patient(reader: AuditEventReader): AuditEventReader {
  return {
    readPage: request => reader.readPage({ budgetMs: 60_000, ...request }),
    readBatch: request => reader.readBatch({ budgetMs: 60_000, ...request }),
    readEvent: (...request) => reader.readEvent(...request),
    readSealedEvent: (...request) => reader.readSealedEvent(...request),
    summarize: request => reader.summarize(request),
    readAll: request => reader.readAll(request),
  };
}
