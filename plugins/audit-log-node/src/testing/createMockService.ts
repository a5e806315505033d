// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { AuditEventSinkService } from '../auditEventSinkServiceRef';
import { DEFAULT_LIMITS } from '../bounds/Limits';
import type { AuditLogService } from '../kit/AuditLogService';
import { DefaultAuditLog } from '../kit/DefaultAuditLog';
import { Recorder } from '../recording/Recorder';

const NOBODY: BackstageCredentials = {
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'none' },
};

const isPrincipal = ({ principal }: BackstageCredentials, type: string) =>
  type === (principal as { type?: unknown }).type;

const SILENT: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => SILENT,
};

/** The service as it is, in place of whose backend stands as little as it needs. */
export function createMockService(options: {
  readonly auditLog: AuditEventSinkService;
  readonly pluginId?: string;
  readonly credentials?: BackstageCredentials;
}): AuditLogService {
  const { auditLog, pluginId = 'test', credentials = NOBODY } = options;
  return DefaultAuditLog.create({
    auditLog,
    recorder: Recorder.create({
      auditLog,
      logger: SILENT,
      limits: DEFAULT_LIMITS,
      unfinishedAfterMs: 60 * 60 * 1_000,
      maxDelayMs: 250,
    }),
    auth: { isPrincipal: isPrincipal as AuthService['isPrincipal'] },
    httpAuth: {
      credentials: (async () => credentials) as HttpAuthService['credentials'],
    },
    logger: SILENT,
    plugin: { getId: () => pluginId },
  });
}
