// SPDX-License-Identifier: Apache-2.0
import { POSTGRES } from 'backstage-plugin-audit-log-backend/src/database/postgres';
import { DatabaseArchiveCatalog } from 'backstage-plugin-audit-log-backend/src/retention/files/DatabaseArchiveCatalog';
import { DuckDbEventFiles } from 'backstage-plugin-audit-log-backend/src/retention/format/DuckDbEventFiles';
import { Removals } from 'backstage-plugin-audit-log-backend/src/retention/reading/Removals';
import { SpanningEventReader } from 'backstage-plugin-audit-log-backend/src/retention/reading/SpanningEventReader';
import type { ReadLedger } from '../reading/ReadLedger';
import { standardError } from '../standardError';
import type { Uses } from '../Uses';
import type { OlderMonths } from './OlderMonths';

/** Reads a ledger and the archive before it, as a backend does that has just been started: it knows of no file yet. */
export function spanningReader(
  uses: Uses,
  { reader, knex }: ReadLedger,
  older: OlderMonths,
): SpanningEventReader {
  const { store, directory } = older;
  return SpanningEventReader.create({
    live: reader,
    catalog: DatabaseArchiveCatalog.create({
      knex: older.knex,
      dialect: POSTGRES,
    }),
    store,
    files: uses.use(
      DuckDbEventFiles.create({
        directory,
        readable: [store.location],
        memory: '256MB',
      }),
      it => it.close(),
    ),
    removals: Removals.create({ knex: older.knex }),
    knex,
    logger: standardError(),
  });
}
