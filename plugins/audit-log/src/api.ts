// SPDX-License-Identifier: Apache-2.0
import { createApiRef } from '@backstage/core-plugin-api';
import type { AuditLogClient } from 'backstage-plugin-audit-log-common';

/** What the page asks of the backend; the client of `backstage-plugin-audit-log-common` answers it. @public */
export type AuditLogApi = Pick<
  AuditLogClient,
  | 'listEvents'
  | 'getEvent'
  | 'summarize'
  | 'export'
  | 'listEventTypes'
  | 'readCoverage'
  | 'listQuarantine'
  | 'getQuarantinedEvent'
  | 'ledgerStatus'
  | 'sealingKeys'
  | 'eventProof'
  | 'verifications'
  | 'startVerification'
  | 'stopVerification'
  | 'erasures'
  | 'previewErasure'
  | 'erasePerson'
  | 'health'
>;

/** @public */
export const auditLogApiRef = createApiRef<AuditLogApi>({
  id: 'plugin.audit-log',
});
