// SPDX-License-Identifier: Apache-2.0
import { InputError, NotFoundError } from '@backstage/errors';
import type { ConsistencyProof } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { authorizeLedger } from './authorizeLedger';
import { latestCheckpoint } from './latestCheckpoint';
import type { LedgerContext } from './LedgerContext';

/** `GET /ledger/proof` */
export async function getConsistencyProof(
  context: LedgerContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeLedger(context, request);
  const { checkpoints, tree } = context.sealing;
  const latest = await latestCheckpoint(context);
  const from = Number(request.query.from);
  const to = Number(request.query.to ?? latest.size);
  if (Math.max(from, to) > latest.size) {
    throw new NotFoundError(
      `Only ${latest.size} events of the audit log are sealed; a larger checkpoint is not of this ledger, or of one whose end was cut off`,
    );
  }
  if (from > to) {
    throw new InputError('from: must not be larger than to');
  }
  const proof = await tree.consistency(from, to);
  const body: ConsistencyProof = {
    from,
    to,
    proof: proof.map(hash => hash.toString('base64')),
    checkpoint: (await checkpoints.ofSize(to)) ?? latest,
  };
  response.json(body);
}
