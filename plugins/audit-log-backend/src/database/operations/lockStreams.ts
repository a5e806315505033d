// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type StreamRow } from '../tables';

/**
 * Holds the appends of these streams for a moment. An append takes the row of its stream before it counts: were the counts
 * taken first here, each could wait for the other.
 */
export async function lockStreams(
  transaction: Knex.Transaction,
  dialect: Dialect,
  streams: Iterable<number>,
): Promise<void> {
  if (dialect.engine === 'postgres') {
    await transaction<StreamRow>(TABLES.streams)
      .whereIn('stream', [...new Set(streams)])
      .orderBy('stream')
      .forUpdate()
      .select('stream');
  }
}
