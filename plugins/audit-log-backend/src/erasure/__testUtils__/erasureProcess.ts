// SPDX-License-Identifier: Apache-2.0
import type { AuthService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import knexFactory, { type Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { standardError } from '../../__testUtils__/standardError';
import { builtInEventTypes } from '../../capture/__testUtils__/builtInEventTypes';
import { createPipeline } from '../../capture/pipeline';
import { dialectOf } from '../../database/dialect';
import { EventTypeRegistry } from '../../eventTypes/EventTypeRegistry';
import { findKnown } from '../../ledger/findKnown';
import { Ledger } from '../../ledger/Ledger';
import { createSealing } from '../../sealing/createSealing';
import { Erasures, type ErasureTimes } from '../Erasures';

/** What the process is told, as JSON in its first argument. */
export interface ErasureProcessTask {
  readonly database: Knex.Config;
  readonly config: JsonObject;
  readonly times: ErasureTimes;
  readonly lateMs: number;
  /** An erasure that it begins. */
  readonly begin?: { readonly id: string; readonly person: string };
  /** Where it stays for as long as it lives, once it has said so: behind that an erasure is kept, or behind the event that tells of its end. */
  readonly stopAt?: 'inserted' | 'recorded';
}

/** An event of an erasure, as the audit log makes it of what it is told. */
function eventOfErasure(
  action: string,
  given: Partial<NewAuditEvent>,
): NewAuditEvent {
  return auditEvent({
    plugin: 'audit-log',
    event: 'erasure',
    action: `audit-log.${action}`,
    // None of these is looked up in the catalog.
    actor: { type: 'system', ref: 'plugin:audit-log' },
    targets: [],
    projects: [],
    ...given,
  });
}

/**
 * Erases as a replica of a backend does, with a journal, a ledger and its seals. Says `started`, `inserted` and `begun` when it has
 * begun an erasure, and `recorded` when it has told of its end. Goes on, also with what others have left, until its standard input ends.
 */
async function run(task: ErasureProcessTask): Promise<void> {
  const say = async (what: string) => {
    process.stdout.write(`${what}\n`);
    if (what === task.stopAt) {
      await new Promise(() => setInterval(() => {}, 60_000));
    }
  };
  const knex = knexFactory(task.database);
  const config = new ConfigReader(task.config);
  const registry = new EventTypeRegistry();
  const sealing = await createSealing({
    config,
    knex,
    logger: standardError,
    registry,
  });
  const ledger = await Ledger.create({
    database: { getClient: async () => knex },
    logger: standardError,
    sealing: sealing.ofLedger,
  });
  const pipeline = createPipeline({
    config,
    logger: standardError,
    auth: {} as AuthService,
    catalog: {} as CatalogService,
    eventTypes: builtInEventTypes(),
    ledger: ledger.sink,
    known: events => findKnown(knex, events),
  });
  const erasures = Erasures.create({
    knex,
    dialect: dialectOf(knex),
    logger: standardError,
    auditLog: {
      record: async ({ id, operationId, action, meta }) => {
        await pipeline.end(
          eventOfErasure(action, { ...(id && { id }), operationId, meta }),
        );
        await say('recorded');
      },
    },
    isSealing: true,
    personalOf: () => [],
    times: task.times,
    lateMs: task.lateMs,
  });
  ledger.start();
  await pipeline.start();
  sealing.start();
  erasures.start();
  await say('started');

  if (task.begin) {
    const { id, person } = task.begin;
    const begun = (given: Partial<NewAuditEvent> = {}) =>
      eventOfErasure('erasure.begin', { operationId: id, ...given });
    const { plugin, event, action, severity, targets, meta } = begun();
    await pipeline.begin({
      operationId: id,
      plugin,
      event,
      action,
      severity,
      targets,
      meta,
      unfinished: async () => begun({ outcome: 'unfinished' }),
    });
    await erasures.begin({ id, person, reason: 'Ticket 7', startedBy: 'boss' });
    await say('inserted');
    await pipeline.end(begun());
    await say('begun');
  }

  process.stdin.resume();
  process.stdin.on('end', async () => {
    await erasures.stop();
    await pipeline.close();
    await ledger.stop();
    await sealing.stop();
    await knex.destroy();
  });
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  standardError.error(
    error instanceof Error ? error.stack ?? '' : String(error),
  );
  process.exit(1);
});
