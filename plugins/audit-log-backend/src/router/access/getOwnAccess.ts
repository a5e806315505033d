// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import {
  accessControlReadPermission,
  type OwnAccess,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { catalogState } from '../../access/explain/catalogState';
import { ownAccess } from '../../access/explain/ownAccess';
import { holds } from '../../access/model/holds';
import { callerOf } from '../callerOf';
import type { MemberContext } from './MemberContext';
import { signedInPrincipal } from './signedInPrincipal';

const DAY_MS = 24 * 60 * 60_000;

/** `GET /access/me` */
export async function getOwnAccess(
  context: MemberContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, mode, invitations } = context;
  const { credentials } = await callerOf(request, context);
  const model = await access.fresh();
  const person = await signedInPrincipal(context, credentials, model);
  if (!person) {
    throw new NotAllowedError(
      'Only people have access of their own; what a service may do is in backend.auth.externalAccess of the configuration',
    );
  }
  const body: OwnAccess = {
    ...ownAccess(model, person),
    authorization: mode,
    catalog: catalogState(await access.state(), {
      now: Date.now(),
      withReason: holds(model, person, accessControlReadPermission.name),
    }),
    invitations: {
      mail: invitations.settings.mail !== undefined,
      expireAfterDays: invitations.settings.expireAfterMs / DAY_MS,
    },
  };
  response.json(body);
}
