// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeyUpdate } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { keyView } from '../../access/keys/keyView';
import { updateKeyFields } from '../../access/keys/updateKeyFields';
import type { AccessContext } from '../access/AccessContext';
import { changeAccess } from '../access/changeAccess';
import { readVersion, setVersion } from '../access/versions';
import { keyAsItIs } from './keyAsItIs';
import { modelAfter } from './modelAfter';

/** `PUT /keys/{id}` */
export async function putKey(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  const version = readVersion(request);
  const input: IngestionKeyUpdate = request.body;
  const asItIs = await keyAsItIs(context, id);
  const key = await changeAccess(context, request, {
    eventId: 'key-write',
    actionType: 'update',
    asked: () => ({ ...asItIs, after: { ...input } }),
    work: transaction => updateKeyFields(transaction, { id, version, input }),
  });
  const model = await modelAfter(context);
  setVersion(response, key.version);
  response.json(keyView(model, key));
}
