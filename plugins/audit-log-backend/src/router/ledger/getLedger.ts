// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { authorizeLedger } from './authorizeLedger';
import type { LedgerContext } from './LedgerContext';

/** `GET /ledger` */
export async function getLedger(
  context: LedgerContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeLedger(context, request);
  response.json(await context.sealing.status.read());
}
