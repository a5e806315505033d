// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../../../database/archiveTables';
import { dialectOf } from '../../../../database/dialect';
import { DatabaseEventReader } from '../../../../query/DatabaseEventReader';
import { verifyAll } from '../../../../verification/__testUtils__/verifyAll';
import { countUnknownFiles } from '../../../files/countUnknownFiles';
import { DatabaseArchiveCatalog } from '../../../files/DatabaseArchiveCatalog';
import { Removals } from '../../../reading/Removals';
import { SpanningEventReader } from '../../../reading/SpanningEventReader';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from '../../__testUtils__/agingLedger';
import { POLICY } from '../../__testUtils__/workOf';
import type { WorkContext } from '../../WorkContext';
import { erasuresOf, JANE, namesIn } from './erasuresOf';

export const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
export const OTHER = 'events/year=2025/month=02/2025-02.default.1.parquet';
export const SUCCESSOR =
  /^events\/year=2025\/month=01\/2025-01\.default\.1\.[0-9a-f]{12}\.parquet$/;
export const NOW = '2026-03-01T00:00:00Z';
export const POLICY_OF_TEST = {
  ...POLICY,
  archive: 'P9Y',
  rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
};
export const KIM = 'user:default/kim';

/** A ledger of which January and February are in the archive, with Jane in many events of one. It MUST be closed. */
export class ErasedArchive {
  static async create(knex: Knex): Promise<ErasedArchive> {
    const test: ErasedArchive = new ErasedArchive(
      knex,
      await agingLedger(knex, {
        partitions: ['2025-01-15', '2025-02-15'],
        onStep: (...step) => test.onStep(...step),
      }),
    );
    const { aging } = test;
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
    await aging.run({ now: NOW, policy: POLICY_OF_TEST });
    return test;
  }

  onStep: NonNullable<WorkContext['onStep']> = () => {};
  readonly own: ReturnType<typeof erasuresOf>;
  readonly removals: Removals;

  private constructor(readonly knex: Knex, readonly aging: AgingLedger) {
    this.own = erasuresOf(aging);
    this.removals = Removals.create({ knex, ageMs: 0 });
  }

  /** Where a file of the archive is. */
  path(name: string): string {
    return join(this.aging.directory, 'archive', name);
  }

  /** The row of the file that Jane is in. */
  async row() {
    return this.knex(ARCHIVE_TABLES.files).where({ period: '2025-01' }).first();
  }

  /** What reads this ledger across both places. */
  async reader(): Promise<SpanningEventReader> {
    const { knex, aging } = this;
    return SpanningEventReader.create({
      live: await DatabaseEventReader.create({
        database: mockServices.database({ knex }),
      }),
      catalog: DatabaseArchiveCatalog.create({
        knex,
        dialect: dialectOf(knex),
      }),
      removals: this.removals,
      store: aging.store,
      files: aging.files,
      knex,
      logger: aging.logger,
    });
  }

  async close(): Promise<void> {
    await this.own.erasures.stop();
    await closeAgingLedgers();
    await stopTestLedgers();
  }
}

/** Nothing of Jane is in any file of the archive, and all events are. */
export async function expectErased(test: ErasedArchive): Promise<void> {
  const { knex, aging } = test;
  const { name, leftovers, sha256 } = await test.row();
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
    await readFile(test.path(`manifests/${base}.json`), 'utf8'),
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
  expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject({
    findings: [],
    erased: 205,
  });
  expect(
    await countUnknownFiles(knex, aging.store, new AbortController().signal),
  ).toBe(0);
}
