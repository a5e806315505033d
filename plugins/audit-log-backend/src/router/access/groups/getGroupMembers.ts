// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { listGroupMembers } from '../../../access/groups/listGroupMembers';
import { requireGroup } from '../../../access/groups/requireLocalGroup';
import type { AccessContext } from '../AccessContext';
import { readAccess } from '../readAccess';
import { readListRequest } from '../readListRequest';

/** `GET /groups/{ref}/members` */
export async function getGroupMembers(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const { ref } = requireGroup(model, request.params.ref);
  response.json(listGroupMembers(model, ref, readListRequest(request)));
}
