// SPDX-License-Identifier: Apache-2.0
import type {
  IngestionKeyInput,
  IngestionKeyWithToken,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { createKey } from '../../access/keys/createKey';
import { keyView } from '../../access/keys/keyView';
import type { AccessContext } from '../access/AccessContext';
import { changeAccess } from '../access/changeAccess';
import { setVersion } from '../access/versions';
import { modelAfter } from './modelAfter';

/** `POST /keys` */
export async function postKey(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const input: IngestionKeyInput = request.body;
  const { key, token } = await changeAccess(context, request, {
    eventId: 'key-write',
    actionType: 'create',
    asked: () => ({
      keyName: input.name,
      after: { ...input },
      ...(input.projects !== 'any' && { projects: input.projects }),
    }),
    work: transaction => createKey(transaction, input),
  });
  const model = await modelAfter(context);
  const body: IngestionKeyWithToken = { key: keyView(model, key), token };
  setVersion(response, key.version);
  response.status(201).json(body);
}
