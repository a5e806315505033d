// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { authorizeLedger } from '../ledger/authorizeLedger';
import type { RetentionContext } from './RetentionContext';

/** `GET /retention/removals` */
export async function listRemovals(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeLedger(context, request);
  response.json({ items: await context.retention.removals.statements() });
}
