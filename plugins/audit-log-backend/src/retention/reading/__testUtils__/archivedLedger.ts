// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { dialectOf } from '../../../database/dialect';
import { DatabaseEventReader } from '../../../query/DatabaseEventReader';
import {
  agingLedger,
  eventsFrom,
} from '../../archiving/__testUtils__/agingLedger';
import type { RetentionWorkOptions } from '../../archiving/createRetentionWork';
import { DatabaseArchiveCatalog } from '../../files/DatabaseArchiveCatalog';
import { Removals } from '../Removals';
import { SpanningEventReader } from '../SpanningEventReader';

/** Events of a month. */
export const MONTH = 300;
const MONTHS = ['2024-01', '2024-02', '2024-03', '2024-04'];

/** Four months of a sealed ledger, which become files, and less than that, as retention has it. Readers see it at once. */
export async function archivedLedger(
  knex: Knex,
  options: Pick<RetentionWorkOptions, 'graceMs' | 'onStep'> = {},
) {
  const aging = await agingLedger(knex, {
    ...options,
    partitions: MONTHS.map(month => `${month}-15`),
  });
  await aging.append(
    ...MONTHS.map(month =>
      eventsFrom(`${month}-05T10:00:00Z`, MONTH, index => ({
        plugin: index % 10 === 0 ? 'tenth' : 'other',
        projects:
          index % 50 === 0
            ? [{ ref: 'system:default/own' }]
            : [{ ref: 'system:default/others' }],
        meta: { month, index },
      })),
    ),
  );
  const live = await DatabaseEventReader.create({
    database: mockServices.database({ knex }),
  });
  const removals = Removals.create({ knex, ageMs: 0 });
  return {
    ...aging,
    live,
    removals,
    reader: (
      use: Partial<Parameters<typeof SpanningEventReader.create>[0]> = {},
    ) =>
      SpanningEventReader.create({
        live,
        catalog: DatabaseArchiveCatalog.create({
          knex,
          dialect: dialectOf(knex),
          ageMs: 0,
        }),
        store: aging.store,
        files: aging.files,
        removals,
        knex,
        logger: aging.logger,
        ...use,
      }),
  };
}

export type ArchivedLedger = Awaited<ReturnType<typeof archivedLedger>>;
