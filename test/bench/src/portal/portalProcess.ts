// SPDX-License-Identifier: Apache-2.0
import { createBackend } from '@backstage/backend-defaults';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  type AuditorService,
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import auditLog from 'backstage-plugin-audit-log-backend';
import { transports } from 'winston';
import { percentile } from '../measuring/statistics';
import { answerCommands } from '../processes/answerCommands';
import { auditedPlugin } from './auditedPlugin';
import { catalogOfActivity } from './catalogOfActivity';
import { MemoryWatch } from './MemoryWatch';
import { httpAuthOnceForEachRequest } from './httpAuthOnceForEachRequest';
import { portalConfig } from './portalConfig';
import type { PortalCommands, PortalTask } from './PortalTask';
import { reportActivity } from './reportActivity';

/**
 * A real backend: Backstage's own HTTP server, router, logger, auditor and database manager. Only who somebody is is made
 * up, as nobody can sign in here, and is read from a token that says so: Backstage's own checking of signatures is part of
 * neither side of a comparison.
 */
void answerCommands(async (task: PortalTask) => {
  const auditors: AuditorService[] = [];
  let times: number[] = [];
  const audited = (milliseconds: number) => {
    times.push(milliseconds);
  };
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: portalConfig(task) }));
  backend.add(loggerFactory(task));
  backend.add(mockServices.auth.factory());
  backend.add(httpAuthOnceForEachRequest);
  backend.add(mockServices.userInfo.factory());
  backend.add(
    mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
  );
  backend.add(catalogOfActivity);
  for (const pluginId of ['catalog', 'scaffolder']) {
    backend.add(
      auditedPlugin({
        pluginId,
        started: auditor => auditors.push(auditor),
        audited,
      }),
    );
  }
  if (task.audit === 'recorded') {
    backend.add(auditLog);
  }
  await backend.start();

  const memory = MemoryWatch.start();
  const commands: PortalCommands = {
    report: input =>
      reportActivity({ ...input, auditors, database: task.database }),
    async auditingTimes() {
      const [p50, p99] = [50, 99].map(of100 => percentile(times, of100));
      times = [];
      return { p50, p99 };
    },
    watchMemory: async () => memory.begin(),
    memoryGrowth: async () => memory.growth(),
  };
  return {
    commands,
    close: async () => {
      memory.stop();
      await backend.stop();
    },
  };
});

function loggerFactory({ logFile, logLevel }: PortalTask): BackendFeature {
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () =>
      WinstonLogger.create({
        level: logLevel,
        transports: [new transports.File({ filename: logFile })],
      }),
  });
}
