// SPDX-License-Identifier: Apache-2.0
import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { type Request, request as expressRequest } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import { join } from 'node:path';
import { freshEvents } from '../freshEvents';
import { inParallel } from '../inParallel';
import { openDatabase } from '../openDatabase';
import { reportedOperation } from '../reportedOperation';
import type { PortalDatabase, ReportedActivity } from './PortalTask';

const LOOK_EVERY_MS = 5;

/**
 * Reports operations to the auditor, from `createEvent` to `success`, so many at a time, and waits until the ledger has
 * committed what came of them. Making up the activity is not measured.
 */
export async function reportActivity(options: {
  readonly auditors: readonly AuditorService[];
  readonly database: PortalDatabase;
  readonly operations: number;
  readonly atOnce: number;
  readonly seed: number;
}): Promise<ReportedActivity> {
  const { auditors, operations, atOnce, seed } = options;
  const reported = freshEvents(operations, seed).map(event => ({
    operation: reportedOperation(event),
    request: requestOf(event),
  }));
  const knex = openDatabase(locationOf(options.database));
  const committed = async () => {
    const [{ count }] = await knex(TABLES.batches).sum({
      count: 'event_count',
    });
    return Number(count);
  };
  try {
    const target = (await committed()) + operations;
    const begun = performance.now();
    const cpu = process.cpuUsage();
    await inParallel(
      atOnce,
      reported.entries(),
      async ([index, { operation, request }]) => {
        const auditor = auditors[index % auditors.length];
        const event = await auditor.createEvent({ ...operation, request });
        await event.success();
      },
    );
    while ((await committed()) < target) {
      await sleep(LOOK_EVERY_MS);
    }
    const { user, system } = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - begun) / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  } finally {
    await knex.destroy();
  }
}

function locationOf(database: PortalDatabase): string {
  if (database.client === 'better-sqlite3') {
    return join(database.directory, 'audit-log.sqlite');
  }
  const url = new URL(database.server);
  url.pathname = `/${database.prefix}audit-log`;
  return url.toString();
}

/** As it comes from Express, as far as anybody looks at it. */
function requestOf({ actor, request }: NewAuditEvent): Request {
  const url = request?.path ?? '/';
  return Object.create(
    expressRequest,
    Object.getOwnPropertyDescriptors({
      method: request?.method,
      url,
      originalUrl: url,
      baseUrl: '',
      path: url,
      hostname: 'portal.example.org',
      protocol: 'https',
      ips: [],
      query: {},
      params: {},
      socket: { remoteAddress: request?.address },
      headers: {
        host: 'portal.example.org',
        'user-agent': request?.userAgent,
        authorization: mockCredentials.user.header(actor.ref),
      },
      ip: request?.address,
    }),
  ) as Request;
}
