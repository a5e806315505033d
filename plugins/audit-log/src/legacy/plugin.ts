// SPDX-License-Identifier: Apache-2.0
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  AccessControlClient,
  AuditLogClient,
  RetentionClient,
} from 'backstage-plugin-audit-log-common';
import { accessControlApiRef } from '../accessApi';
import { auditLogApiRef } from '../api';
import { retentionApiRef } from '../retentionApi';
import {
  accessControlRouteRef,
  invitationRouteRef,
  rootRouteRef,
} from '../routes';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

/** @public */
export const auditLogPlugin = createPlugin({
  id: 'audit-log',
  routes: {
    root: rootRouteRef,
    accessControl: accessControlRouteRef,
    invitation: invitationRouteRef,
  },
  apis: [
    createApiFactory({
      api: auditLogApiRef,
      deps,
      factory: options => AuditLogClient.create(options),
    }),
    createApiFactory({
      api: accessControlApiRef,
      deps,
      factory: options => AccessControlClient.create(options),
    }),
    createApiFactory({
      api: retentionApiRef,
      deps,
      factory: options => new RetentionClient(options),
    }),
  ],
});

/** The page, for a route such as `/audit-logs`. @public */
export const AuditLogsPage = auditLogPlugin.provide(
  createRoutableExtension({
    name: 'AuditLogsPage',
    component: () =>
      import('./LegacyAuditLogsPage').then(m => m.LegacyAuditLogsPage),
    mountPoint: rootRouteRef,
  }),
);

/** Roles, groups, members and invitations, for a route such as `/access-control`. @public */
export const AccessControlPage = auditLogPlugin.provide(
  createRoutableExtension({
    name: 'AccessControlPage',
    component: () =>
      import('./LegacyAccessControlPage').then(m => m.LegacyAccessControlPage),
    mountPoint: accessControlRouteRef,
  }),
);

/** Where an invitation is accepted. The route has to be `/invitation`: that is where the link in the e-mail leads. @public */
export const InvitationPage = auditLogPlugin.provide(
  createRoutableExtension({
    name: 'InvitationPage',
    component: () =>
      import('./LegacyInvitationPage').then(m => m.LegacyInvitationPage),
    mountPoint: invitationRouteRef,
  }),
);
