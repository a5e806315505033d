// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';
import type { LedgerProcessTask } from '../../__testUtils__/ledgerProcess';
import { dialectOf } from '../../database/dialect';
import { Ledger, UnstorableEventsError } from '../../ledger';
import { Claims } from '../claims/Claims';
import { type Recorded, recordOnce } from '../claims/recordOnce';
import { draftEvent } from './draftEvent';

const PRODUCERS = 4;
const BATCH = 20;
/** Whoever had an event before is dead by then, or may as well be. */
const ABANDONED_AFTER_MS = 300;

/**
 * Records the events `key-0`, `key-1`, and so on, each once, as a replica of a backend does, and says so: the key and the id
 * of each on a line, once it is known to be on record, `done` when all are.
 */
async function run(task: LedgerProcessTask): Promise<void> {
  const knex = knexFactory(task.database);
  const logger: LoggerService = {
    error: () => {},
    warn: () => {},
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  const claims = Claims.create({
    knex,
    dialect: dialectOf(knex),
    abandonedAfterMs: ABANDONED_AFTER_MS,
  });
  const ledger = await Ledger.create({
    database: { getClient: async () => knex },
    logger,
    participant: claims,
  });
  ledger.start();

  /** As senders do, again and again: somebody else may take what is slow here for abandoned. */
  const untilRecorded = async (
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Recorded>> => {
    for (;;) {
      try {
        const recorded = await recordOnce(
          new Map(keys.map(key => [key, draftEvent({ meta: { key } })])),
          { claims, sink: ledger.sink, waitForOthersMs: 1_000 },
        );
        if (recorded.size === keys.length) {
          return recorded;
        }
      } catch (error: unknown) {
        if (!(error instanceof UnstorableEventsError)) {
          throw error;
        }
      }
    }
  };
  let next = 0;
  let acknowledged = 0;
  const produce = async () => {
    while (next < task.events) {
      const first = next;
      next += BATCH;
      const keys = Array.from(
        { length: BATCH },
        (_, index) => `key-${first + index}`,
      );
      const recorded = await untilRecorded(keys);
      process.stdout.write(
        [...recorded]
          .map(([key, { eventId }]) => `${key} ${eventId}\n`)
          .join(''),
      );
      acknowledged += BATCH;
      if (acknowledged >= (task.diesAfter ?? Infinity)) {
        process.kill(process.pid, 'SIGKILL');
      }
    }
  };
  await Promise.all(Array.from({ length: PRODUCERS }, produce));
  process.stdout.write('done\n');

  process.stdin.resume();
  process.stdin.on('end', async () => {
    await ledger.stop();
    await knex.destroy();
  });
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
