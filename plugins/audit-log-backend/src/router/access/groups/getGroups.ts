// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { listGroups } from '../../../access/groups/listGroups';
import { queryOf } from '../../queryOf';
import type { AccessContext } from '../AccessContext';
import { readAccess } from '../readAccess';
import { readListRequest } from '../readListRequest';

/** `GET /groups` */
export async function getGroups(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const params = queryOf(request);
  const page = listGroups(model, {
    ...readListRequest(request),
    source: params.get('source') ?? undefined,
    role: params.get('role') ?? undefined,
  });
  response.json(page);
}
