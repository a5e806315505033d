// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { queryOf } from '../queryOf';
import type { MemberContext } from './MemberContext';

/** What the tokens have as subject that plugins of this installation send each other. */
const PLUGIN = 'plugin:';

/**
 * `GET /access/snapshot`
 *
 * It names everyone and what they may do, so that it is for services only: for plugins of this installation, and for
 * whichever the operator has given `access-control.read`.
 */
export async function getAccessSnapshot(
  context: MemberContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, accessAuthorizer, stopping } = context;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { credentials, principal, isPerson } = await callerOf(request, context);
  if (isPerson) {
    throw new NotAllowedError(
      'The snapshot is for services; people find what they may do at /access/me',
    );
  }
  if (!principal.startsWith(PLUGIN)) {
    await accessAuthorizer.authorizeAccess(credentials, 'read');
  }
  const params = queryOf(request);
  const after = params.get('after') ?? undefined;
  const wait = Number(params.get('wait') ?? 0) * 1000;

  await access.fresh();
  const other = await access.waitForOther(
    after,
    wait,
    AbortSignal.any([gone.signal, stopping]),
  );
  if (gone.signal.aborted) {
    return;
  }
  if (other) {
    response.json(other.snapshot);
  } else {
    response.status(304).end();
  }
}
