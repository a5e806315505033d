// SPDX-License-Identifier: Apache-2.0
import type { GroupInput } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { updateGroup } from '../../../access/groups/updateGroup';
import { asKept } from '../../../access/references';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { readVersion, setVersion } from '../versions';
import { groupWithRoles } from './groupWithRoles';
import { groupAsItIs } from './groupAsItIs';

/** `PUT /groups/{ref}` */
export async function putGroup(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const ref = asKept(request.params.ref);
  const version = readVersion(request);
  const input: GroupInput = request.body;
  await changeAccess(context, request, {
    eventId: 'group-write',
    actionType: 'update',
    asked: model => ({ ...groupAsItIs(model, ref), after: { ...input } }),
    work: transaction => updateGroup(transaction, { ref, version, input }),
  });
  const group = groupWithRoles(await context.access.fresh(), ref);
  setVersion(response, group.version);
  response.json(group);
}
