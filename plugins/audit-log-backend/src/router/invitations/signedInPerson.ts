// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import { callerOf } from '../callerOf';
import type { InvitationContext } from './InvitationContext';

/** Reference of the person who sent a request; invitations are for nobody else. */
export async function signedInPerson(
  request: Request,
  context: InvitationContext,
): Promise<string> {
  const { principal, isPerson } = await callerOf(request, context);
  if (!isPerson) {
    throw new NotAllowedError(
      'Invitations are for people; sign in as the person who is invited',
    );
  }
  return principal.toLocaleLowerCase('en-US');
}
