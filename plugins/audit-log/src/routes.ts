// SPDX-License-Identifier: Apache-2.0
import { createRouteRef } from '@backstage/core-plugin-api';

/** The Audit Logs page. @public */
export const rootRouteRef = createRouteRef({ id: 'audit-log' });

/** The Access Control page; `ACCESS_PATHS` says what lies below it. @public */
export const accessControlRouteRef = createRouteRef({
  id: 'audit-log.access-control',
});

/** The page where an invitation is accepted. @public */
export const invitationRouteRef = createRouteRef({
  id: 'audit-log.invitation',
});

/** The path of the coverage below the Audit Logs page. */
export const COVERAGE_PATH = 'coverage';

/** The path of what proves the ledger below the Audit Logs page. */
export const INTEGRITY_PATH = 'integrity';

/** The path of how long events are kept below the Audit Logs page. */
export const RETENTION_PATH = 'retention';

/** The tabs of Access Control, each at its own path below the page. */
export const ACCESS_TABS = [
  { path: 'roles', title: 'Roles' },
  { path: 'groups', title: 'Groups' },
  { path: 'members', title: 'Members' },
  { path: 'invitations', title: 'Invitations' },
  { path: 'keys', title: 'Keys' },
] as const;

export type AccessTabPath = (typeof ACCESS_TABS)[number]['path'];

/** Paths below the Access Control page; the pages at them read `:id` and `:ref` with useParams, decoded already. */
export const ACCESS_PATHS = {
  role: 'roles/:id',
  group: 'groups/:ref',
  member: 'members/:ref',
  key: 'keys/:id',
  quarantine: 'keys/quarantine',
  heldEvent: 'keys/quarantine/:id',
} as const;
