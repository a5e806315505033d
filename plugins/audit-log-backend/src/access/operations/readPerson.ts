// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES, type PersonRow } from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';
import type { Person } from '../model/facts';

/** Somebody whom the catalog knows or knew. */
export async function readPerson(
  knex: Knex,
  dialect: Dialect,
  ref: string,
): Promise<Person | undefined> {
  const row = await knex<PersonRow>(ACCESS_TABLES.people)
    .where({ ref })
    .first();
  return (
    row && {
      ref,
      title: row.title,
      ...(row.email !== null && { email: row.email }),
      source: row.source,
      knownSince: dialect.readTime(row.started_at),
    }
  );
}
