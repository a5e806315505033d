// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type {
  InvitationInput,
  InvitationResult,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import type { Granter } from '../../access/Granter';
import type { InvitingResult } from '../../access/invitations/Inviting';
import type { Offer } from '../../access/invitations/StoredInvitation';
import type { AccessModel } from '../../access/model/AccessModel';
import { normalRef, readProject } from '../../access/references';
import { callerOf } from '../callerOf';
import type { InvitationContext } from './InvitationContext';
import { invitationView, offerRecord } from './invitationView';

/** Addresses of one event: an event has 100 targets at the most, and the roles and the project are among them. */
const MOST_RECORDED = 40;

interface Invited {
  readonly results: readonly InvitingResult[];
  readonly granter: Granter;
}

/** `POST /invitations` */
export async function inviteMembers(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, accessAuthorizer, invitations } = context;
  const { credentials } = await callerOf(request, context);
  const input: InvitationInput = request.body;
  const given: Offer = {
    roles: [...new Set(input.roles)],
    groups: [...new Set(input.groups.map(ref => normalRef(ref) ?? ref))],
    ...(input.level.kind === 'project' && { project: input.level.project }),
  };

  const { results } = await recordAll(context, request, given, {
    emails: input.emails,
    work: async operationIds => {
      const granter = await accessAuthorizer.authorizeAccess(
        credentials,
        'manage',
      );
      const offer =
        given.project === undefined
          ? given
          : { ...given, project: readProject(given.project) };
      const addresses = input.emails.map((email, index) => ({
        email,
        operationId: operationIds[Math.floor(index / MOST_RECORDED)],
      }));
      return {
        results: await invitations.inviting.invite(granter, offer, addresses),
        granter,
      };
    },
  });
  invitations.wake();
  const model = await access.fresh();
  response.json({ items: results.map(result => resultView(model, result)) });
}

/** Records one invitation of many addresses as several events, which end alike. */
async function recordAll(
  context: InvitationContext,
  request: Request,
  offer: Offer,
  {
    emails,
    work,
  }: {
    readonly emails: readonly string[];
    readonly work: (
      operationIds: readonly (string | undefined)[],
    ) => Promise<Invited>;
  },
  begun: readonly (string | undefined)[] = [],
): Promise<Invited> {
  const start = begun.length * MOST_RECORDED;
  const own = emails.slice(start, start + MOST_RECORDED);
  return context.changes.record(
    {
      eventId: 'invitation-write',
      request,
      meta: {
        actionType: 'create',
        emails: own,
        ...offerRecord(offer, context.access.current()),
      },
    },
    async operationId => {
      const operationIds = [...begun, operationId];
      const isLast = start + MOST_RECORDED >= emails.length;
      const invited = isLast
        ? await work(operationIds)
        : await recordAll(
            context,
            request,
            offer,
            { emails, work },
            operationIds,
          );
      const results = invited.results.slice(start, start + MOST_RECORDED);
      return { result: invited, meta: resultRecord(results, invited.granter) };
    },
  );
}

function resultRecord(
  results: readonly InvitingResult[],
  { person }: Granter,
): JsonObject {
  const made = results.flatMap(({ invitation, before }) =>
    invitation ? [{ invitation, before }] : [],
  );
  return {
    results: results.map(({ result }) => result),
    invitationIds: made.map(({ invitation }) => invitation.id),
    invitedEmails: made.map(({ invitation }) => invitation.email),
    before: made.flatMap(({ invitation, before }) =>
      before ? [{ invitationId: invitation.id, ...offerRecord(before) }] : [],
    ),
    after: made.map(({ invitation, before }) => ({
      invitationId: invitation.id,
      email: invitation.email,
      // What is offered to the others stands with the event, once.
      ...(before && offerRecord(invitation)),
    })),
    ownAccess: made.some(
      ({ invitation: { personRef } }) =>
        personRef !== undefined && personRef === person?.userEntityRef,
    ),
  };
}

export function resultView(
  model: AccessModel,
  { email, result, invitation, link, reason }: InvitingResult,
): InvitationResult {
  return {
    email,
    result,
    ...(invitation && { invitation: invitationView(model, invitation) }),
    ...(link !== undefined && { link }),
    ...(reason !== undefined && { reason }),
  };
}
