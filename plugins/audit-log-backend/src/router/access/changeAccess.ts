// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { Request } from 'express';
import type { AccessChange } from '../../access/AccessChange';
import { type Granter, inLowerCase } from '../../access/Granter';
import type { AccessModel } from '../../access/model/AccessModel';
import type { AccessTransaction } from '../../access/store/AccessTransaction';
import { callerOf } from '../callerOf';
import type { AccessContext } from './AccessContext';

export interface RequestedChange<T> {
  readonly eventId:
    | 'role-write'
    | 'role-assignment'
    | 'group-write'
    | 'group-membership'
    | 'key-write';
  readonly actionType: string;
  /**
   * What goes on record of it when it is refused: what is before it, and as after it what is asked for. It is told from what
   * is in memory, and of a person no more than who they are.
   */
  asked(model: AccessModel, person: AccessPrincipal | undefined): JsonObject;
  work(
    transaction: AccessTransaction,
    granter: Granter,
  ): Promise<AccessChange<T>>;
}

/** Changes access, when whoever asks may, and records it, as it was done or as it was refused. */
export async function changeAccess<T>(
  context: AccessContext,
  request: Request,
  { eventId, actionType, asked, work }: RequestedChange<T>,
): Promise<T> {
  const { access, accessAuthorizer, changes } = context;
  const { credentials, principal, isPerson } = await callerOf(request, context);
  const person = isPerson
    ? inLowerCase({ userEntityRef: principal, ownershipEntityRefs: [] })
    : undefined;
  const model = access.current();
  return changes.record(
    {
      eventId,
      request,
      meta: { actionType, ...(model && asked(model, person)) },
    },
    async operationId => {
      const granter = await accessAuthorizer.authorizeAccess(
        credentials,
        'manage',
      );
      return access.change({ by: granter.ref, operationId }, transaction =>
        work(transaction, granter),
      );
    },
  );
}
