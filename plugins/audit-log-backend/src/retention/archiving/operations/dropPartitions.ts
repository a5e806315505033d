// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES } from '../../../database/tables';
import type { SequenceRanges } from '../../files/ArchiveFile';
import { hasOtherEvents } from './hasOtherEvents';
import { lockLeaving, type LeavingFile } from './lockLeaving';
import type { Partition } from './partitions';

/** For so long others may have to wait behind us for the table: a page query takes as much. */
const LOCK_MS = 200;
const ATTEMPTS = 3;
const PAUSE_MS = 400;
/** For the partition alone, which nobody writes to any more. */
const OWN_LOCK_MS = 2_000;

/** dropped: with all that was in it; differs: it has an event that may not go now; busy: others had the table all the time. */
export type DropResult = 'dropped' | 'differs' | 'busy';

/** Undoes a transaction in which others had the table all the time. */
class BusyTable extends Error {}

/**
 * Drops partitions in one transaction with the counts that their events are in. Nothing is done unless each event in them is one of
 * those with the given sequences, which are leaving on account of the files; how many of these have gone before does not matter. So
 * an event goes with its partition only where it would have been deleted by its key as well.
 *
 * What takes long, to look at a month and to count it, is done while only these partitions are locked, against writing: nobody writes
 * to a month that has long been over, but for what comes very late, and that waits until it is known whether it has a partition still.
 * The table itself is locked for the moment that the partition is taken out. Who uses it is not waited for longer than LOCK_MS, since
 * everybody else would wait behind us.
 */
export async function dropPartitions(
  knex: Knex,
  dialect: Dialect,
  options: {
    readonly partitions: readonly Partition[];
    readonly sequences: SequenceRanges;
    readonly files: readonly LeavingFile[];
  },
): Promise<DropResult> {
  const { partitions, sequences, files } = options;
  const names = partitions.map(({ events }) => events);
  try {
    const drop = async (transaction: Knex.Transaction): Promise<DropResult> => {
      await transaction.raw(`SET LOCAL lock_timeout = ${OWN_LOCK_MS}`);
      if (!(await lockLeaving(transaction, dialect, files))) {
        return 'differs';
      }
      await transaction.raw(`LOCK TABLE ${names.join(', ')} IN SHARE MODE`);
      for (const partition of partitions) {
        if (await hasOtherEvents(transaction, partition, sequences)) {
          return 'differs';
        }
      }
      for (const name of names) {
        await subtract(transaction, name);
      }
      if (!(await dropAll(transaction, dialect, partitions))) {
        throw new BusyTable();
      }
      return 'dropped';
    };
    // What was committed until the partitions were locked has to be seen, whatever the database does by default.
    return await knex.transaction(drop, { isolationLevel: 'read committed' });
  } catch (error: unknown) {
    if (error instanceof BusyTable || dialect.isConcurrencyError(error)) {
      return 'busy';
    }
    throw error;
  }
}

async function dropAll(
  transaction: Knex.Transaction,
  dialect: Dialect,
  partitions: readonly Partition[],
): Promise<boolean> {
  const tables = partitions.flatMap(({ events, refs }) =>
    refs === undefined ? [events] : [events, refs],
  );
  await transaction.raw(`SET LOCAL lock_timeout = ${LOCK_MS}`);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await transaction.raw('SAVEPOINT before_drop');
    try {
      await transaction.raw(`DROP TABLE ${tables.join(', ')}`);
      return true;
    } catch (error: unknown) {
      if (!dialect.isConcurrencyError(error)) {
        throw error;
      }
      await transaction.raw('ROLLBACK TO SAVEPOINT before_drop');
      await sleep(PAUSE_MS);
    }
  }
  return false;
}

/** Takes all events of a partition out of the counts they are in. */
async function subtract(
  transaction: Knex.Transaction,
  partition: string,
): Promise<void> {
  const of = [
    {
      table: TABLES.rollups,
      unit: 'hour',
      key: {
        plugin: 'plugin',
        event: 'event',
        action: 'action',
        category: 'category',
        severity: 'severity',
        outcome: 'outcome',
        actor_type: 'actor_type',
      },
    },
    {
      table: TABLES.actorRollups,
      unit: 'day',
      key: {
        actor: `coalesce(actor, '')`,
        actor_type: 'actor_type',
        outcome: 'outcome',
      },
    },
  ];
  for (const { table, unit, key } of of) {
    const names = Object.keys(key);
    const places = names.map((_, index) => index + 3).join(', ');
    await transaction.raw(
      `UPDATE ${table} AS c SET events = c.events - given.events
       FROM (
         SELECT stream, date_trunc('${unit}', occurred_at, 'UTC') AS hour, ${names
        .map(name => `${key[name as keyof typeof key]} AS ${name}`)
        .join(', ')}, count(*) AS events
         FROM ${partition} GROUP BY 1, 2, ${places}
       ) AS given
       WHERE c.stream = given.stream AND c.hour = given.hour AND ${names
         .map(name => `c.${name} = given.${name}`)
         .join(' AND ')}`,
    );
    await transaction.raw(
      `DELETE FROM ${table} WHERE events <= 0
       AND hour >= (SELECT date_trunc('${unit}', min(occurred_at), 'UTC') FROM ${partition})
       AND hour <= (SELECT max(occurred_at) FROM ${partition})`,
    );
  }
}
