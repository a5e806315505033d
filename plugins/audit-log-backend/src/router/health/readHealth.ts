// SPDX-License-Identifier: Apache-2.0
import { auditLogConfigurePermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { authorizeOversight } from '../ledger/authorizeOversight';
import type { HealthContext } from './HealthContext';

/** `GET /health` */
export async function readHealth(
  context: HealthContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { health, sealing } = context;
  await authorizeOversight(context, request, auditLogConfigurePermission);
  response.json({
    ...health.status(),
    sealing: await sealing.status.health(),
  });
}
