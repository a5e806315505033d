// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { AccessContext } from '../AccessContext';
import { readAccess } from '../readAccess';
import { setVersion } from '../versions';
import { roleWithUsage } from './roleWithUsage';

/** `GET /roles/{id}` */
export async function getRole(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const role = await roleWithUsage(context, model, request.params.id);
  setVersion(response, role.version);
  response.json(role);
}
