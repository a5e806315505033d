// SPDX-License-Identifier: Apache-2.0
import type { GroupInput } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { createGroup } from '../../../access/groups/createGroup';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { setVersion } from '../versions';
import { groupWithRoles } from './groupWithRoles';

/** `POST /groups` */
export async function postGroup(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const input: GroupInput = request.body;
  const ref = await changeAccess(context, request, {
    eventId: 'group-write',
    actionType: 'create',
    asked: () => ({ groupName: input.name, after: { ...input } }),
    work: transaction => createGroup(transaction, input),
  });
  const group = groupWithRoles(await context.access.fresh(), ref);
  setVersion(response, group.version);
  response.status(201).json(group);
}
