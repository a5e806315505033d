// SPDX-License-Identifier: Apache-2.0
import { createApiRef } from '@backstage/core-plugin-api';
import type { RetentionClient } from 'backstage-plugin-audit-log-common';

/** What the page about retention asks of the backend; the client of `backstage-plugin-audit-log-common` answers it. @public */
export type RetentionApi = Pick<
  RetentionClient,
  | 'retention'
  | 'previewRetention'
  | 'changeRetention'
  | 'cancelRetentionChange'
  | 'holdEvents'
  | 'releaseHold'
  | 'runRetention'
  | 'restoreArchiveFile'
  | 'endRestoration'
>;

/** @public */
export const retentionApiRef = createApiRef<RetentionApi>({
  id: 'plugin.audit-log.retention',
});
