// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { authorizeLedger } from './authorizeLedger';
import { latestCheckpoint } from './latestCheckpoint';
import type { LedgerContext } from './LedgerContext';

/** `GET /ledger/checkpoint` */
export async function getCheckpoint(
  context: LedgerContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeLedger(context, request);
  response.json(await latestCheckpoint(context));
}
