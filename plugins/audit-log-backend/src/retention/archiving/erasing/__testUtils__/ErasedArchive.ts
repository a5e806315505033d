// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { eventually } from '../../../../__testUtils__/eventually';
import { stopTestLedgers } from '../../../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../../../database/archiveTables';
import { dialectOf } from '../../../../database/dialect';
import { DatabaseEventReader } from '../../../../query/DatabaseEventReader';
import { verifyAll } from '../../../../verification/__testUtils__/verifyAll';
import { DatabaseArchiveCatalog } from '../../../files/DatabaseArchiveCatalog';
import { Removals } from '../../../reading/Removals';
import { SpanningEventReader } from '../../../reading/SpanningEventReader';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  type AgingLedger,
} from '../../__testUtils__/agingLedger';
import { POLICY } from '../../__testUtils__/workOf';
import type { WorkContext } from '../../WorkContext';
import { erasuresOf, JANE } from './erasuresOf';

export const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
export const OTHER = 'events/year=2025/month=02/2025-02.default.1.parquet';
export const SUCCESSOR =
  /^events\/year=2025\/month=01\/2025-01\.default\.1\.[0-9a-f]{12}\.parquet$/;
export const NOW = '2026-03-01T00:00:00Z';
export const RESTORED_UNTIL = '2026-04-10T00:00:00Z';
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
    await test.run();
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

  /** Retention as it was run at first, or otherwise. */
  run(given: Partial<Parameters<AgingLedger['run']>[0]> = {}) {
    return this.aging.run({ now: NOW, policy: POLICY_OF_TEST, ...given });
  }

  /** Copies the file that Jane is in back into the live table, for a month. */
  async restore() {
    const { id } = await this.row();
    return this.aging.work.restore(id, {
      until: Date.parse(RESTORED_UNTIL),
      restoredBy: 'user:default/boss',
      signal: new AbortController().signal,
      progress: () => {},
    });
  }

  /** Four more events that Jane did in January, for which there is no file yet. */
  async appendLate() {
    await this.aging.append(
      eventsFrom('2025-01-25T10:00:00Z', 4, () => ({
        actor: { type: 'user', ref: JANE },
      })),
    );
  }

  /** An erasure, once it waits for the archive. */
  waiting(id: string) {
    return eventually(
      () => this.own.erasures.get(id),
      erasure => erasure.waiting !== undefined,
    );
  }

  /** What the verifier finds in both places. */
  verify() {
    return verifyAll(this.knex, this.aging.keys, undefined, this.aging);
  }

  /** What reads this ledger across both places, and sees at once what has become of files. */
  async reader(): Promise<SpanningEventReader> {
    const { knex, aging } = this;
    return SpanningEventReader.create({
      live: await DatabaseEventReader.create({
        database: mockServices.database({ knex }),
      }),
      catalog: DatabaseArchiveCatalog.create({
        knex,
        dialect: dialectOf(knex),
        ageMs: 0,
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
