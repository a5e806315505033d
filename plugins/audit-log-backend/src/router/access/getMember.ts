// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { memberDetails } from '../../access/members/memberView';
import { readLastSeen } from '../../access/operations/readLastSeen';
import { findPerson, readPersonRef } from './findPerson';
import type { MemberContext } from './MemberContext';
import { readAccess } from './readAccess';

/** `GET /members/{ref}` */
export async function getMember(
  context: MemberContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access } = context;
  const model = await readAccess(context, request);
  const ref = readPersonRef(request.params.ref);
  const person = ref && (await findPerson(access, model, ref));
  if (!person) {
    throw new NotFoundError(
      `Nobody is known as ${request.params.ref}; people come from the catalog and from invitations`,
    );
  }
  const lastSeen = await readLastSeen(access.knex, access.dialect, [
    person.ref,
  ]);
  response.json(
    memberDetails(model, person, {
      administrators: model.administrators(),
      lastSeen,
    }),
  );
}
