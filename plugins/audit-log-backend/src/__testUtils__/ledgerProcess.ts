// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import knexFactory, { type Knex } from 'knex';
import { standardError } from './standardError';
import { EventTypeRegistry } from '../eventTypes/EventTypeRegistry';
import { Ledger } from '../ledger/Ledger';
import { createSealing } from '../sealing/createSealing';
import { auditEvent } from './auditEvent';

/** What a process of `startLedgerProcess` is told, as JSON in its first argument. */
export interface LedgerProcessTask {
  readonly database: Knex.Config;
  /** How many events it appends, by a few producers at a time. */
  readonly events: number;
  readonly name: string;
  /** The configuration it seals by; it does not seal without. */
  readonly config?: JsonObject;
  /** It ends itself without warning once so many are acknowledged, with others under way. */
  readonly diesAfter?: number;
}

const PRODUCERS = 8;

/**
 * Writes to a ledger as a replica of a backend does, and says so: the id of each event on a line once its append has
 * resolved, `done` when all have. Goes on ordering until its standard input ends.
 */
async function run(task: LedgerProcessTask): Promise<void> {
  const knex = knexFactory(task.database);
  const sealing =
    task.config &&
    (await createSealing({
      config: new ConfigReader(task.config),
      knex,
      logger: standardError,
      registry: new EventTypeRegistry(),
    }));
  const ledger = await Ledger.create({
    database: { getClient: async () => knex },
    logger: standardError,
    sealing: sealing?.ofLedger,
  });
  ledger.start();
  sealing?.start();

  let left = task.events;
  const produce = async () => {
    while (left > 0) {
      const count = Math.min(left, 1 + (left % 5));
      left -= count;
      const events = Array.from({ length: count }, (_, index) =>
        auditEvent({
          plugin: task.name,
          outcome: index % 2 === 0 ? 'succeeded' : 'denied',
          targets: [{ ref: 'component:default/a' }, { ref: `x:${index}` }],
        }),
      );
      await ledger.sink.append(events);
      process.stdout.write(events.map(({ id }) => `${id}\n`).join(''));
    }
  };
  await Promise.all(Array.from({ length: PRODUCERS }, produce));
  process.stdout.write('done\n');

  process.stdin.resume();
  process.stdin.on('end', async () => {
    await ledger.stop();
    await sealing?.stop();
    await knex.destroy();
  });
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
