// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { AccessStore } from '../store/AccessStore';
import type { IngestionKeys } from './IngestionKeys';
import { KeyAuthenticator } from './KeyAuthenticator';
import { KnownKeys } from './KnownKeys';
import { LastUses } from './LastUses';
import { RefusalWriter } from './RefusalWriter';
import { RefusedUses } from './RefusedUses';
import { TokenBuckets } from './TokenBuckets';

export interface IngestionKeysOptions {
  readonly access: AccessStore;
  readonly auditLog: Pick<AuditLogService, 'record'>;
  readonly logger: LoggerService;
}

/** Ingestion keys, as the receiver of events asks about them. */
export interface RunningIngestionKeys extends IngestionKeys {
  /** Writes what is only counted so far. Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

export function createIngestionKeys(
  options: IngestionKeysOptions,
): RunningIngestionKeys {
  const { access, auditLog, logger } = options;
  const refused = RefusedUses.create({
    writer: RefusalWriter.create({ auditLog }),
  });
  const uses = LastUses.create({ access, logger });
  const authenticator = KeyAuthenticator.create({
    known: KnownKeys.create({ access }),
    uses,
    refuse: refusal => refused.count(refusal),
  });
  return {
    rate: TokenBuckets.create(),
    authenticate: (token, request) =>
      authenticator.authenticate(token, request),
    refuse: refusal => refused.count(refusal),
    async stop() {
      await Promise.all([refused.flush(), uses.settled()]);
    },
  };
}
