// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../database/sealingTables';

/**
 * What runs of verification have come to, over all of them.
 *
 * What a run has found counts, however it ended, also while it goes on, until a later one passes over its whole range. What lies beside
 * the events is looked at by runs over everything alone, so only such a run can clear what another one found.
 */
export async function readVerified(knex: Knex): Promise<{
  /** The latest run whose findings count. */
  readonly found?: VerificationRow;
  /** Of the runs that passed from the first event on, the one that came farthest. */
  readonly passed?: VerificationRow;
}> {
  const [found, passed] = await Promise.all([
    readFound(knex),
    // The conditions as they are in the index: SQLite does not compare it with values that are bound.
    knex<VerificationRow>(SEALING_TABLES.verifications)
      .whereRaw(`state = 'passed' AND from_sequence = 0`)
      .orderBy([
        { column: 'to_sequence', order: 'desc' },
        { column: 'ended_at', order: 'desc' },
      ])
      .first(),
  ]);
  return { found, passed };
}

async function readFound(knex: Knex): Promise<VerificationRow | undefined> {
  // It clears most of what is older at once, however many runs there are.
  const whole = await knex<VerificationRow>(SEALING_TABLES.verifications)
    .whereRaw(`state = 'passed'`)
    .where({ is_whole: true })
    .orderBy('ended_at', 'desc')
    .first('ended_at', 'to_sequence');
  const query = knex
    .from({ f: SEALING_TABLES.verifications })
    .whereRaw('f.finding_count > 0')
    .whereNotExists(later =>
      later
        .select(knex.raw('1'))
        .from({ p: SEALING_TABLES.verifications })
        .whereRaw(
          `p.state = 'passed' AND p.ended_at > f.ended_at
             AND p.from_sequence <= f.from_sequence AND p.to_sequence >= f.to_sequence`,
        )
        .where(either =>
          either.where('p.is_whole', true).orWhere('f.is_whole', false),
        ),
    )
    .orderBy([
      { column: 'f.started_at', order: 'desc' },
      { column: 'f.id', order: 'desc' },
    ]);
  if (whole) {
    query.where(left =>
      left
        .whereNull('f.ended_at')
        .orWhere('f.ended_at', '>=', whole.ended_at!)
        .orWhere('f.to_sequence', '>', whole.to_sequence),
    );
  }
  return query.first('f.*');
}
