// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES, type ErasureRow } from '../sealingTables';

/** Whether files that can be restored may have something that is being erased: it would be in the live table again. */
export async function isErasingFiles(knex: Knex): Promise<boolean> {
  const found = await knex<ErasureRow>(SEALING_TABLES.erasures)
    .whereNull('files_ended_at')
    .whereNull('ended_at')
    .first('id');
  return found !== undefined;
}
