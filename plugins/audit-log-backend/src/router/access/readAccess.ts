// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import type { AccessModel } from '../../access/model/AccessModel';
import { callerOf } from '../callerOf';
import type { AccessContext } from './AccessContext';

/** The model as it is now, for somebody who may see it. */
export async function readAccess(
  context: AccessContext,
  request: Request,
): Promise<AccessModel> {
  const { credentials } = await callerOf(request, context);
  await context.accessAuthorizer.authorizeAccess(credentials, 'read');
  return context.access.fresh();
}
