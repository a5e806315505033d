// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import type { Verification } from 'backstage-plugin-audit-log-common';
import type { AuditLogApi } from '../../../api';
import {
  auditLog,
  events,
  renderPage,
} from '../../../__testUtils__/renderPage';

export const INTEGRITY = '/audit-logs/integrity';
export const RUN_ID = '0190a7c2-0000-7000-a000-000000000001';

/** One of everything that passed, but for what differs. */
export const run = (differing: Partial<Verification> = {}): Verification => ({
  id: RUN_ID,
  state: 'passed',
  from: 0,
  to: 2000,
  verified: 2000,
  startedAt: events[1].recordedAt,
  startedBy: 'user:default/jane.doe',
  endedAt: events[0].recordedAt,
  findings: [],
  findingCount: 0,
  erased: 0,
  ...differing,
});

export const region = (name: string) => screen.findByRole('region', { name });

/** The page over runs that the test decides on. */
export async function renderIntegrity(
  runs: () => Verification[],
  replaced: Partial<AuditLogApi> = {},
  url = INTEGRITY,
) {
  const status = await auditLog().ledgerStatus();
  const api = auditLog({
    verifications: async () => runs(),
    ledgerStatus: async () => status,
    ...replaced,
  });
  await renderPage({ url, api });
  return region('Verification');
}
