// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeyWithToken } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { keyView } from '../../access/keys/keyView';
import { rotateKey } from '../../access/keys/rotateKey';
import type { AccessContext } from '../access/AccessContext';
import { changeAccess } from '../access/changeAccess';
import { readVersion, setVersion } from '../access/versions';
import { keyAsItIs } from './keyAsItIs';
import { modelAfter } from './modelAfter';

const HOUR_MS = 3_600_000;
const DEFAULT_OVERLAP_HOURS = 24;

/** `POST /keys/{id}/rotate` */
export async function postRotation(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  const version = readVersion(request);
  const { overlapHours = DEFAULT_OVERLAP_HOURS } = request.body;
  const asItIs = await keyAsItIs(context, id);
  const { key, token } = await changeAccess(context, request, {
    eventId: 'key-write',
    actionType: 'rotate',
    asked: () => ({ ...asItIs, overlapHours }),
    work: transaction =>
      rotateKey(transaction, {
        id,
        version,
        overlapMs: Math.round(overlapHours * HOUR_MS),
      }),
  });
  const model = await modelAfter(context);
  const body: IngestionKeyWithToken = { key: keyView(model, key), token };
  setVersion(response, key.version);
  response.json(body);
}
