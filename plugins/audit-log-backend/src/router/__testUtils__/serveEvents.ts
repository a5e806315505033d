// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { AuditLogAuthorizer } from '../../access';
import type { AuditEventReader } from '../../query/AuditEventReader';
import { CursorCodec } from '../../query/CursorCodec';
import { ReadingRecorder } from '../../recording/ReadingRecorder';
import { createRouter } from '../createRouter';
import { eventEndpoints } from '../eventEndpoints';
import { RecentSearches } from '../RecentSearches';

const open = new Set<http.Server>();

/** Serves to a service what a reader has; gives the URL of the events and how the readings of them were recorded. */
export async function serveEvents(given: Partial<AuditEventReader>) {
  const recorded: string[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => void recorded.push('succeeded'),
      fail: async () => void recorded.push('failed'),
    }),
  });
  const unexpected = () => Promise.reject(new Error('Not asked for'));
  const reader: AuditEventReader = {
    readPage: unexpected,
    readBatch: unexpected,
    readEvent: unexpected,
    readSealedEvent: unexpected,
    summarize: unexpected,
    readAll: () => {
      throw new Error('Not asked for');
    },
    ...given,
  };
  const auth = mockServices.auth();
  const router = await createRouter(
    eventEndpoints,
    {
      auth,
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.service(),
      }),
      authorizer: AuditLogAuthorizer.create({
        auth,
        permissions: mockServices.permissions(),
        userInfo: mockServices.userInfo(),
        ruleset: { getRuleByName: name => Promise.reject(name) as never },
        access: { fresh: () => Promise.reject(new Error('Not asked for')) },
        mode: 'roles',
      }),
      reader,
      cursors: CursorCodec.create({ key: Buffer.alloc(32) }),
      recorder: ReadingRecorder.create({ auditor }),
      recent: new RecentSearches(),
      exports: {} as any,
    },
    { validateResponses: true },
  );
  // As the backend answers to errors.
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  const server = express()
    .use('/api/audit-log', router)
    .use(middleware.error())
    .listen(0);
  open.add(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/api/audit-log/v1/events`,
    recorded,
  };
}

/** For `afterEach`. */
export function closeServers(): void {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
  open.clear();
}
