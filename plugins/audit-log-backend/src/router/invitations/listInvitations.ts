// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type {
  InvitationPage,
  InvitationStatus,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { InvitationPosition } from '../../access/invitations/operations/listInvitations';
import { callerOf } from '../callerOf';
import { queryOf } from '../queryOf';
import type { InvitationContext } from './InvitationContext';
import { invitationView } from './invitationView';

const DEFAULT_LIMIT = 50;

/** Within the times that a Date can hold. */
const position = z.tuple([z.number().int().min(0).max(8.64e15), z.uuid()]);

/** `GET /invitations` */
export async function listInvitations(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, accessAuthorizer, invitations } = context;
  const params = queryOf(request);
  const { credentials } = await callerOf(request, context);
  await accessAuthorizer.authorizeAccess(credentials, 'read');
  const cursor = params.get('cursor');
  const now = Date.now();

  const { items, total, next } = await invitations.list.page(
    {
      q: params.get('q') ?? undefined,
      status: (params.get('status') as InvitationStatus | null) ?? undefined,
      now,
    },
    Number(params.get('limit') ?? DEFAULT_LIMIT),
    cursor === null ? undefined : readCursor(cursor),
  );
  const model = await access.fresh();
  const body: InvitationPage = {
    items: items.map(item => invitationView(model, item, now)),
    total,
    ...(next && { nextCursor: writeCursor(next) }),
  };
  response.json(body);
}

/** A place, not a permission: what may be seen is decided for each page. */
function writeCursor({ time, id }: InvitationPosition): string {
  return Buffer.from(JSON.stringify([time, id])).toString('base64url');
}

function readCursor(cursor: string): InvitationPosition {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [time, id] = position.parse(JSON.parse(text));
    return { time, id };
  } catch (error: unknown) {
    throw new InputError(
      'cursor: must be the nextCursor of an earlier page of the same list, unchanged; leave it out to begin anew',
      error,
    );
  }
}
