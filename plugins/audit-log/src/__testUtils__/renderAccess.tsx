// SPDX-License-Identifier: Apache-2.0
import { discoveryApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { EXAMPLE_PROJECTS } from '../../dev/access/exampleProjects';
import { InMemoryAccessControl } from '../../dev/InMemoryAccessControl';
import { exampleQuarantine } from '../../dev/exampleQuarantine';
import { InMemoryAuditLog } from '../../dev/InMemoryAuditLog';
import { auditLogApiRef, type AuditLogApi } from '../api';
import { accessControlApiRef, type AccessControlApi } from '../accessApi';
import { OwnAccessProvider } from '../components/access/OwnAccess';
import {
  accessControlRouteRef,
  invitationRouteRef,
  rootRouteRef,
} from '../routes';

export { refusal } from '../../dev/refusal';

const Address = () => {
  const { pathname, search } = useLocation();
  return (
    <output aria-label="URL">
      {pathname}
      {search}
    </output>
  );
};

/**
 * Renders a part of Access Control at a URL, over the example organization; everything is permitted but what is named in
 * `denied`. The path is a pattern such as `/access-control/roles/:id`, for what reads useParams.
 */
export async function renderAccess(
  element: ReactElement,
  options: {
    readonly url?: string;
    readonly path?: string;
    readonly api?: AccessControlApi;
    readonly auditLog?: Pick<
      AuditLogApi,
      'listQuarantine' | 'getQuarantinedEvent'
    >;
    readonly denied?: readonly string[];
  } = {},
) {
  const {
    url = '/access-control',
    path = '/*',
    api = InMemoryAccessControl.create(),
    auditLog = InMemoryAuditLog.create([], exampleQuarantine(Date.now())),
    denied = [],
  } = options;
  const authorize = async ({ permission }: EvaluatePermissionRequest) => ({
    result: denied.includes(permission.name)
      ? AuthorizeResult.DENY
      : AuthorizeResult.ALLOW,
  });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [accessControlApiRef, api],
        [auditLogApiRef, auditLog],
        [permissionApiRef, { authorize }],
        [discoveryApiRef, mockApis.discovery()],
        [catalogApiRef, catalogApiMock({ entities: EXAMPLE_PROJECTS })],
      ]}
    >
      <OwnAccessProvider>
        <Routes>
          <Route path={path} element={element} />
          <Route path="*" element={<>Another page</>} />
        </Routes>
      </OwnAccessProvider>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [url],
      mountedRoutes: {
        '/audit-logs': rootRouteRef,
        '/access-control': accessControlRouteRef,
        '/invitation': invitationRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}
