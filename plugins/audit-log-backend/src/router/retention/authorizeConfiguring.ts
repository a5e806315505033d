// SPDX-License-Identifier: Apache-2.0
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { auditLogConfigurePermission } from 'backstage-plugin-audit-log-common';
import type { RetentionContext } from './RetentionContext';

/** Lets pass whoever may say how long events are kept; throws a NotAllowedError for everyone else. */
export function authorizeConfiguring(
  { authorizer }: Pick<RetentionContext, 'authorizer'>,
  credentials: BackstageCredentials,
): Promise<void> {
  return authorizer.authorizeOrganization(
    credentials,
    auditLogConfigurePermission,
  );
}
