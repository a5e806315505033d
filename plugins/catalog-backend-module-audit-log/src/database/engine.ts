// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

export function isPostgres(knex: Knex): boolean {
  return String(knex.client.config.client).includes('pg');
}

export function isSqlite(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}
