// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { authorizeLedger } from './authorizeLedger';
import type { LedgerContext } from './LedgerContext';

/** `GET /ledger/keys` */
export async function getSealingKeys(
  context: LedgerContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeLedger(context, request);
  response.json({ items: await context.sealing.listKeys() });
}
