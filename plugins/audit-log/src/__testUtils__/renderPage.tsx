// SPDX-License-Identifier: Apache-2.0
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { EXAMPLE_PROJECTS } from '../../dev/access/exampleProjects';
import { exampleEvents } from '../../dev/exampleEvents';
import { DECLARED_TYPES } from '../../dev/exampleReports';
import { InMemoryAuditLog } from '../../dev/InMemoryAuditLog';
import { InMemoryRetention } from '../../dev/InMemoryRetention';
import { auditLogApiRef, type AuditLogApi } from '../api';
import { AuditLogsPage } from '../components/AuditLogsPage/AuditLogsPage';
import { retentionApiRef, type RetentionApi } from '../retentionApi';
import { rootRouteRef } from '../routes';

export { refusal } from '../../dev/refusal';

/** The example events, the newest a minute ago. */
export const events = exampleEvents(12, Date.now() - 60_000);

/** A log of the example events, or of others, some of whose answers can be replaced. */
export function auditLog(
  replaced: Partial<AuditLogApi> = {},
  held = events,
): AuditLogApi {
  const log = InMemoryAuditLog.create(held, [], DECLARED_TYPES);
  return {
    listEvents: log.listEvents.bind(log),
    getEvent: log.getEvent.bind(log),
    summarize: log.summarize.bind(log),
    export: log.export.bind(log),
    listEventTypes: log.listEventTypes.bind(log),
    readCoverage: log.readCoverage.bind(log),
    listQuarantine: log.listQuarantine.bind(log),
    getQuarantinedEvent: log.getQuarantinedEvent.bind(log),
    ledgerStatus: log.ledgerStatus.bind(log),
    sealingKeys: log.sealingKeys.bind(log),
    eventProof: log.eventProof.bind(log),
    verifications: log.verifications.bind(log),
    startVerification: log.startVerification.bind(log),
    stopVerification: log.stopVerification.bind(log),
    erasures: log.erasures.bind(log),
    previewErasure: log.previewErasure.bind(log),
    erasePerson: log.erasePerson.bind(log),
    health: log.health.bind(log),
    ...replaced,
  };
}

const Address = () => {
  const { search } = useLocation();
  return <output aria-label="URL">{search}</output>;
};

/** Renders the page at a URL, over a log; everything is permitted but what is named in `denied`. */
export async function renderPage(
  options: {
    readonly url?: string;
    readonly api?: AuditLogApi;
    readonly retention?: RetentionApi;
    readonly denied?: readonly string[];
  } = {},
) {
  const { url = '/audit-logs', api = auditLog(), denied = [] } = options;
  const { retention = InMemoryRetention.create() } = options;
  const authorize = async ({ permission }: EvaluatePermissionRequest) => ({
    result: denied.includes(permission.name)
      ? AuthorizeResult.DENY
      : AuthorizeResult.ALLOW,
  });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [auditLogApiRef, api],
        [retentionApiRef, retention],
        [catalogApiRef, catalogApiMock({ entities: EXAMPLE_PROJECTS })],
        [permissionApiRef, { authorize }],
      ]}
    >
      <Routes>
        <Route path="/audit-logs/*" element={<AuditLogsPage />} />
        <Route path="*" element={<>Another page</>} />
      </Routes>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [url],
      mountedRoutes: {
        '/audit-logs': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

/** The parameters that the page's URL has now. */
export function currentParams(): URLSearchParams {
  return new URLSearchParams(
    screen.getByLabelText('URL').textContent ?? undefined,
  );
}
