// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { storedAndRecountedRollups } from '../../__testUtils__/storedLedger';
import { dialectOf } from '../../database/dialect';
import { TABLES } from '../../database/tables';
import { Partitions } from '../../ledger/Partitions';
import { DatabaseEventReader } from '../../query/DatabaseEventReader';
import {
  type SealedLedger,
  sealedLedger,
  stopSealedLedgers,
} from '../../sealing/__testUtils__/sealedLedger';
import {
  createRetention,
  type CreateRetentionOptions,
  type Retention,
} from '../createRetention';
import { readRetentionSettings } from '../readRetentionSettings';
import { readArchiveSettings } from '../store/readArchiveSettings';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const EVERYTHING = { kind: 'everything' } as const;
export const KIM = 'user:default/kim';

export const eventsAt = (time: string, count: number, given: object = {}) =>
  Array.from({ length: count }, (_, index) =>
    auditEvent({ id: uuidAt(Date.parse(time) + index * 1_000), ...given }),
  );

export const newestFirst = (events: readonly { readonly id: string }[]) =>
  [...events].reverse().map(({ id }) => id);

/** 26 and 14 months before November 2026, and of the month itself. */
export const OLDEST = eventsAt('2024-09-10T08:00:00Z', 30);
export const OLD = [
  ...eventsAt('2025-09-10T08:00:00Z', 20),
  ...eventsAt('2025-09-11T08:00:00Z', 5, { actor: { type: 'user', ref: KIM } }),
];
export const RECENT = eventsAt('2026-11-10T08:00:00Z', 10);

/** Retention in a directory, on a sealed ledger with these events, at the end of November 2026. It MUST be closed. */
export class RetentionOfTest {
  static async create(knex: Knex): Promise<RetentionOfTest> {
    const directory = await mkdtemp(join(tmpdir(), 'retention-'));
    const ledger = await sealedLedger(knex);
    if (dialectOf(knex).engine === 'postgres') {
      const logger = mockServices.logger.mock();
      const partitions = Partitions.create({ knex, logger });
      for (const month of ['2024-09-01', '2025-09-01', '2026-11-01']) {
        await partitions.createPeriods(new Date(month), new Date(month));
      }
    }
    await ledger.sink.append(OLDEST);
    await ledger.sink.append([...OLD, ...RECENT]);
    await ledger.sealed(65);
    const test = new RetentionOfTest(knex, directory, ledger);
    test.retention = await test.replica();
    return test;
  }

  now = Date.parse('2026-11-30T12:00:00Z');
  recorded: AuditRecord[] = [];
  /** Where the archives of further processes are, in place of the directory. */
  s3: JsonObject | undefined;
  /** The one that is asked. */
  retention!: Retention;
  readonly #open: Retention[] = [];

  private constructor(
    readonly knex: Knex,
    readonly directory: string,
    readonly ledger: SealedLedger,
  ) {}

  /** That of a process. */
  async replica(
    settings: object = {},
    onStep?: CreateRetentionOptions['onStep'],
  ): Promise<Retention> {
    const { knex, directory } = this;
    const config = mockServices.rootConfig({
      data: {
        auditLog: {
          retention: { changeDelay: '7d', ...settings },
          archive: {
            ...(this.s3
              ? { s3: this.s3 }
              : { directory: join(directory, 'archive') }),
            cacheDirectory: join(directory, 'cache'),
          },
        },
      },
    });
    const database = mockServices.database({ knex });
    const one = createRetention({
      settings: readRetentionSettings(config),
      archive: readArchiveSettings(config),
      config,
      knex,
      logger: mockServices.logger.mock(),
      auditLog: { record: async record => void this.recorded.push(record) },
      sealing: this.ledger,
      live: await DatabaseEventReader.create({ database }),
      clock: () => this.now,
      graceMs: 10,
      onStep,
    });
    this.#open.push(one);
    await one.start();
    return one;
  }

  /** To its end. */
  async run(options = {}) {
    const { runs } = this.retention;
    const { id } = await runs.start(options);
    await runs.ended(id);
    return runs.get(id);
  }

  async search(from: string, to: string) {
    const { items, archive } = await this.retention.reader.readPage({
      search: {
        include: {},
        exclude: {},
        order: 'newest',
        from: Date.parse(from),
        to: Date.parse(to),
      },
      scope: EVERYTHING,
      limit: 100,
      budgetMs: 60_000,
    });
    return { ids: items.map(({ id }) => id), archive };
  }

  async liveIds(): Promise<readonly string[]> {
    return this.knex(TABLES.events).orderBy('id').pluck('id');
  }

  /** The first file of a period. */
  async fileOf(period: string) {
    const { files } = await this.retention.overview.read();
    return files.find(file => file.period === period);
  }

  actions() {
    return this.recorded.map(({ action }) => action);
  }

  /** The stored counts, and those of the live events. */
  counts(): ReturnType<typeof storedAndRecountedRollups> {
    return storedAndRecountedRollups(this.knex);
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map(one => one.stop()));
    await stopSealedLedgers();
    await rm(this.directory, { recursive: true, force: true });
  }
}
