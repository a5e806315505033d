// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import knexFactory, { type Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { Ledger } from '../../ledger/Ledger';
import { findKnown } from '../../ledger/findKnown';
import { createPipeline } from '../pipeline';
import { builtInEventTypes } from './builtInEventTypes';
import { startService } from './startService';

/** What the process is told, as JSON in its first argument. */
export interface PipelineProcessTask {
  readonly database: Knex.Config;
  /** What is set below `auditLog`. */
  readonly settings: JsonObject;
  readonly name: string;
  /** How many operations it begins, by a few producers at a time. */
  readonly operations: number;
  /** How many of them end; all do by default. What does not goes on for as long as the process lives. */
  readonly ends?: number;
  readonly severity?: Severity;
  /** The clock is set back and forward by an hour all the time. */
  readonly jumps?: boolean;
  /** How long an operation takes, in milliseconds; as good as nothing by default. */
  readonly takes?: number;
  /** It begins when it is told anything. */
  readonly waits?: boolean;
  /**
   * After how many operations the audit log starts, as in a backend: they are reported to the service that stands in between.
   * By default they come to the pipeline itself, when it has started.
   */
  readonly startsAfter?: number;
  /** It goes on with operations until the audit log has started, and then begins so many more. */
  readonly afterStart?: number;
}

const PRODUCERS = 8;
const HOUR_MS = 60 * 60 * 1_000;
const JUMP_AFTER = 50;
/** The longest that a timer can be set to. */
const FOR_EVER = 2 ** 31 - 1;

/** To a pipe that is written at once, so that nothing of it is lost with the process. */
const say = (...words: readonly string[]) =>
  process.stdout.write(`${words.join(' ')}\n`);
const complain = (message: string) => process.stderr.write(`${message}\n`);
const logger: LoggerService = {
  error: complain,
  warn: complain,
  info: message => say('log', message),
  debug: () => {},
  child: () => logger,
};

/**
 * Records operations as a replica of a backend does, and says so, each on a line of its own: `ready`, `began` and the id of an
 * operation once it may go on, `ended` with that and the id of its event once its end is acknowledged, `refused` when it must
 * not happen, `started` when the audit log has, `done` when all are over, and `drained` when the ledger has all. Goes on until its
 * standard input ends.
 */
async function run(task: PipelineProcessTask): Promise<void> {
  let begun = 0;
  if (task.jumps) {
    const real = Date.now;
    Date.now = () =>
      real() + ((Math.floor(begun / JUMP_AFTER) % 3) - 1) * HOUR_MS;
  }
  const config = new ConfigReader({ auditLog: task.settings });
  const start = async () => {
    const knex = knexFactory(task.database);
    const ledger = await Ledger.create({
      database: { getClient: async () => knex },
      logger,
    });
    const pipeline = createPipeline({
      config,
      logger,
      auth: {} as AuthService,
      catalog: {} as CatalogService,
      eventTypes: builtInEventTypes(),
      ledger: ledger.sink,
      known: events => findKnown(knex, events),
      drainTimes: { longestRetryMs: 500, appendTimeoutMs: 1_000 },
    });
    ledger.start();
    await pipeline.start();
    return { knex, ledger, pipeline };
  };
  const service =
    task.startsAfter === undefined
      ? undefined
      : await startService(config, logger);
  let started = service ? undefined : await start();
  let starting: Promise<void> | undefined;
  let mostBegun = task.afterStart === undefined ? task.operations : Infinity;
  const attach = async () => {
    started = await start();
    await service!.auditLog.attach(started.pipeline);
    say('started');
    if (task.afterStart !== undefined) {
      mostBegun = begun + task.afterStart;
    }
  };
  const startOnce = () => {
    if (task.startsAfter !== undefined && begun >= task.startsAfter) {
      starting ??= attach();
    }
  };
  const auditLog = () => service?.auditLog ?? started!.pipeline;

  say('ready');
  if (task.waits) {
    await once(process.stdin, 'data');
    process.stdin.pause();
  }

  const operate = async (takes: number) => {
    const operationId = uuidAt(Date.now());
    const event = (given: Partial<NewAuditEvent>) =>
      auditEvent({
        operationId,
        plugin: task.name,
        // Neither is looked up in the catalog.
        actor: { type: 'system', ref: 'plugin:crash' },
        targets: [{ ref: `thing:${operationId}` }],
        projects: [],
        severity: task.severity ?? 'medium',
        ...given,
      });
    const { plugin, action, severity, targets, meta, ...rest } = event({});
    try {
      await auditLog().begin({
        operationId,
        plugin,
        event: rest.event,
        action,
        severity,
        targets,
        meta,
        unfinished: async () =>
          event({ outcome: 'unfinished', durationMs: undefined }),
      });
    } catch (error: unknown) {
      if (error instanceof ServiceUnavailableError) {
        say('refused', operationId);
        return;
      }
      throw error;
    }
    say('began', operationId);
    await new Promise(resolve => setTimeout(resolve, takes));
    const ending = event({});
    await auditLog().end(ending);
    say('ended', operationId, ending.id);
  };
  const produce = async () => {
    while (begun < mostBegun) {
      startOnce();
      begun += 1;
      await operate(
        begun > (task.ends ?? Infinity) ? FOR_EVER : task.takes ?? 0,
      );
    }
  };
  await Promise.all(Array.from({ length: PRODUCERS }, produce));
  startOnce();
  await starting;
  say('done');
  await started?.pipeline.flush();
  say('drained');

  process.stdin.resume();
  process.stdin.on('end', async () => {
    await started?.pipeline.close();
    await started?.ledger.stop();
    await started?.knex.destroy();
    await service?.close();
  });
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  complain(error instanceof Error ? error.stack ?? '' : String(error));
  process.exit(1);
});
