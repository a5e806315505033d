// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { NotAllowedError } from '@backstage/errors';
import type { Request, Response } from 'express';
import type { InvitedUser } from '../../access/invitations/operations/readPeople';
import { callerOf } from '../callerOf';
import { queryOf } from '../queryOf';
import type { InvitationContext } from './InvitationContext';

interface InvitedPeople {
  readonly version: string;
  readonly items: readonly InvitedUser[];
}

/** `GET /invitations/people` */
export async function listInvitedPeople(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { accessAuthorizer, stopping } = context;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { credentials, isPerson } = await callerOf(request, context);
  if (isPerson) {
    throw new NotAllowedError(
      'This is for the catalog; people find invitations at /invitations',
    );
  }
  await accessAuthorizer.authorizeAccess(credentials, 'read');
  const params = queryOf(request);
  const other = await otherThan(context, params.get('after') ?? undefined, {
    milliseconds: Number(params.get('wait') ?? 0) * 1000,
    signal: AbortSignal.any([gone.signal, stopping]),
  });
  if (gone.signal.aborted) {
    return;
  }
  if (other) {
    response.json(other);
  } else {
    response.status(304).end();
  }
}

/** The people as soon as they are others than those of this version, or undefined when the time is over before. */
async function otherThan(
  { access, invitations }: InvitationContext,
  after: string | undefined,
  wait: { readonly milliseconds: number; readonly signal: AbortSignal },
): Promise<InvitedPeople | undefined> {
  const deadline = Date.now() + wait.milliseconds;
  for (;;) {
    const { version } = await access.fresh();
    const people = versionOf(await invitations.list.people());
    if (people.version !== after) {
      return people;
    }
    const left = deadline - Date.now();
    if (left <= 0 || wait.signal.aborted) {
      return undefined;
    }
    // Whatever changes of access may have changed them.
    await access.waitForOther(version, left, wait.signal);
  }
}

function versionOf(items: readonly InvitedUser[]): InvitedPeople {
  const version = createHash('sha256')
    .update(JSON.stringify(items))
    .digest('base64url');
  return { version, items };
}
