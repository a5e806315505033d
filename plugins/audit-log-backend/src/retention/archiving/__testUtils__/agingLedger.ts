// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../../__testUtils__/auditEvent';
import { storedAndRecountedRollups } from '../../../__testUtils__/storedLedger';
import {
  ARCHIVE_TABLES,
  READABLE_STATES,
} from '../../../database/archiveTables';
import { dialectOf } from '../../../database/dialect';
import { sequenceBatches } from '../../../database/operations/sequenceBatches';
import { TABLES } from '../../../database/tables';
import { Partitions } from '../../../ledger/Partitions';
import { sealedLedger } from '../../../verification/__testUtils__/sealedLedger';
import { readFiles } from '../../files/operations/readFiles';
import type { RetentionWorkOptions } from '../createRetentionWork';
import { runContext, workOf } from './workOf';

const open = new Set<{ close(): Promise<void> }>();

/** A ledger whose events were recorded at times of a test, and the work of retention on it. */
export async function agingLedger(
  knex: Knex,
  options: Partial<RetentionWorkOptions> & {
    /** Months for which there are partitions. */
    readonly partitions?: readonly string[];
  } = {},
) {
  const { partitions = [], ...rest } = options;
  const directory = await mkdtemp(join(tmpdir(), 'audit-log-archive-'));
  const ledger = await sealedLedger(knex);
  const dialect = dialectOf(knex);
  const logger = mockServices.logger.mock();
  if (dialect.engine === 'postgres') {
    for (const time of partitions) {
      await Partitions.create({
        knex,
        logger,
        length: options.period,
      }).createPeriods(new Date(time), new Date(time));
    }
  }
  const { keys } = ledger;
  const { work, erasure, files, store, sealing } = workOf(knex, {
    directory,
    keys,
    logger,
    ...rest,
  });
  const appended: NewAuditEvent[] = [];
  const aging = {
    ...ledger,
    knex,
    directory,
    logger,
    work,
    erasure,
    files,
    store,
    sealing,
    appended,
    /** Each list is a batch. */
    async append(...batches: readonly (readonly NewAuditEvent[])[]) {
      await ledger.append(...batches);
      batches.forEach(batch => appended.push(...batch));
    },
    /** Puts what was appended in order, without sealing it. */
    sequence: () => sequenceBatches(knex, dialect),
    run: (given: Parameters<typeof runContext>[0]) =>
      work.run(runContext(given)),
    liveIds: async (): Promise<string[]> => knex(TABLES.events).pluck('id'),
    /** In the files that readers have, by name of the file. */
    async filedIds() {
      const ids: Record<string, string[]> = {};
      const states = [...READABLE_STATES];
      for (const { file } of await readFiles(knex, dialect, { states })) {
        ids[file.name] = [];
        const local = await store.open(file.name);
        const { signal } = new AbortController();
        for await (const some of files.read(local.path, { signal })) {
          ids[file.name].push(...some.map(({ event }) => event.id));
        }
        local.release();
      }
      return ids;
    },
    states: async () =>
      Object.fromEntries(
        (await knex(ARCHIVE_TABLES.files).select('name', 'state')).map(
          ({ name, state }) => [name, state],
        ),
      ),
    async close() {
      open.delete(aging);
      await files.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  open.add(aging);
  return aging;
}

export type AgingLedger = Awaited<ReturnType<typeof agingLedger>>;

/** For `afterEach`. */
export async function closeAgingLedgers(): Promise<void> {
  await Promise.all(Array.from(open, aging => aging.close()));
}

/** Events recorded one after the other from a time on. */
export function eventsFrom(
  time: string,
  count: number,
  given: (index: number) => Partial<NewAuditEvent> = () => ({}),
): NewAuditEvent[] {
  return Array.from({ length: count }, (_, index) =>
    auditEvent({
      id: uuidAt(Date.parse(time) + index * 1_000),
      ...given(index),
    }),
  );
}

/**
 * Nothing was lost and nothing is there twice: what is live and what is in files are together what was appended, each once. The counts
 * are those of the live events.
 */
export async function expectWhole(
  aging: AgingLedger,
  expected: readonly NewAuditEvent[] = aging.appended,
): Promise<void> {
  const filed = Object.values(await aging.filedIds()).flat();
  const found = [...(await aging.liveIds()), ...filed];
  expect(found.sort()).toEqual(expected.map(({ id }) => id).sort());
  await expectCounted(aging.knex);
}

export async function expectCounted(knex: Knex): Promise<void> {
  const { stored, recounted } = await storedAndRecountedRollups(knex);
  expect(stored).toEqual(recounted);
  const orphans = await knex
    .from({ r: TABLES.refs })
    .leftJoin({ e: TABLES.events }, clause =>
      clause.on('e.stream', 'r.stream').andOn('e.id', 'r.id'),
    )
    .whereNull('e.id')
    .pluck('r.id');
  expect(orphans).toEqual([]);
}
