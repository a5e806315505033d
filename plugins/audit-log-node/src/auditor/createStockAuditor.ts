// SPDX-License-Identifier: Apache-2.0
import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PluginMetadataService,
} from '@backstage/backend-plugin-api';
import type { LogLevels } from './readLogLevels';

/**
 * Writes the log lines of Backstage's own auditor, which log shippers parse (`isAuditEvent: true`). Its factory cannot be
 * called from another one, so this does what it does; a test holds the lines of both against each other.
 */
export function createStockAuditor(options: {
  readonly logger: LoggerService;
  readonly levels: LogLevels;
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly plugin: PluginMetadataService;
}): AuditorService {
  const { levels, auth, httpAuth, plugin } = options;
  const logger = options.logger.child({ isAuditEvent: true });
  return DefaultAuditorService.create(
    event => {
      const level = levels[event.severityLevel];
      const message = `${event.plugin}.${event.eventId}`;
      if ('error' in event) {
        const { error, ...rest } = event;
        logger.child(rest)[level](message, error);
      } else {
        logger[level](message, event);
      }
    },
    { auth, httpAuth, plugin },
  );
}
