// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export interface KnownCounts {
  readonly known: number;
  readonly missing: number;
}

/** How many entities are known, the missing ones among them. */
export async function countKnown(knex: Knex): Promise<KnownCounts> {
  const [missing] = await knex(TABLES.entities)
    .whereNotNull('missing_since')
    .count({ count: '*' });
  // The index of what is missing answers; all of them are counted only then.
  if (Number(missing.count) === 0) {
    return { known: 0, missing: 0 };
  }
  const [known] = await knex(TABLES.entities).count({ count: '*' });
  return { known: Number(known.count), missing: Number(missing.count) };
}
