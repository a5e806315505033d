// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { revokeKey } from '../../access/keys/revokeKey';
import type { AccessContext } from '../access/AccessContext';
import { changeAccess } from '../access/changeAccess';
import { keyAsItIs } from './keyAsItIs';

/** `DELETE /keys/{id}` */
export async function removeKey(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  const asItIs = await keyAsItIs(context, id);
  await changeAccess(context, request, {
    eventId: 'key-write',
    actionType: 'revoke',
    asked: () => asItIs,
    work: transaction => revokeKey(transaction, id),
  });
  response.status(204).end();
}
