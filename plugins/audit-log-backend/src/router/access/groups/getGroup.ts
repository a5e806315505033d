// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { AccessContext } from '../AccessContext';
import { readAccess } from '../readAccess';
import { setVersion } from '../versions';
import { groupWithRoles } from './groupWithRoles';

/** `GET /groups/{ref}` */
export async function getGroup(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const group = groupWithRoles(model, request.params.ref);
  setVersion(response, group.version);
  response.json(group);
}
