// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { TABLES, type SecretRow } from '../../database/tables';

/** A random key that all processes on this database share, made by the first that asks for it. */
export async function sharedSecret(knex: Knex, name: string): Promise<Buffer> {
  const read = () =>
    knex<SecretRow>(TABLES.secrets).where({ name }).first('value');
  let row = await read();
  if (!row) {
    // Of several processes at once, one inserts, and all read what it did.
    await knex(TABLES.secrets)
      .insert({
        name,
        value: randomBytes(32).toString('base64url'),
        created_at: dialectOf(knex).writeTime(Date.now()),
      })
      .onConflict('name')
      .ignore();
    row = await read();
  }
  if (!row) {
    throw new Error(`The secret '${name}' could not be read back`);
  }
  return Buffer.from(row.value, 'base64url');
}
