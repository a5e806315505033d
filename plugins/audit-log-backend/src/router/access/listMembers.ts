// SPDX-License-Identifier: Apache-2.0
import type { MemberPage } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { listMembers as pageOfMembers } from '../../access/members/listMembers';
import { memberView } from '../../access/members/memberView';
import { readLastSeen } from '../../access/operations/readLastSeen';
import { queryOf } from '../queryOf';
import type { MemberContext } from './MemberContext';
import { readAccess } from './readAccess';
import { readListRequest } from './readListRequest';

/** `GET /members` */
export async function listMembers(
  context: MemberContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { knex, dialect } = context.access;
  const model = await readAccess(context, request);
  const params = queryOf(request);
  const { items, ...page } = pageOfMembers(model, {
    ...readListRequest(request),
    source: params.get('source') ?? undefined,
    role: params.get('role') ?? undefined,
  });
  const lastSeen = await readLastSeen(
    knex,
    dialect,
    items.map(({ ref }) => ref),
  );
  const administrators = model.administrators();
  const body: MemberPage = {
    ...page,
    items: items.map(person =>
      memberView(model, person, { administrators, lastSeen }),
    ),
  };
  response.json(body);
}
