// SPDX-License-Identifier: Apache-2.0
import { InputError, NotFoundError } from '@backstage/errors';
import type { Explanation } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { explainAccess as explain } from '../../access/explain/explainAccess';
import { remediesFor } from '../../access/explain/remediesFor';
import { readProject } from '../../access/references';
import { callerOf } from '../callerOf';
import { queryOf } from '../queryOf';
import { findPerson, readPersonRef } from './findPerson';
import type { MemberContext } from './MemberContext';
import { signedInPrincipal } from './signedInPrincipal';

interface Asked {
  readonly member: string;
  readonly permission: string;
  readonly project?: string;
  /** Epoch milliseconds; absent for now. */
  readonly at?: number;
}

/** `GET /access/explain` */
export async function explainAccess(
  context: MemberContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, accessAuthorizer, mode, past } = context;
  const { credentials } = await callerOf(request, context);
  const { member, permission, project, at } = readAsked(request);
  const now = await access.fresh();
  const self = await signedInPrincipal(context, credentials, now);
  const isSelf = self?.userEntityRef === member;
  if (!isSelf) {
    await accessAuthorizer.authorizeAccess(credentials, 'read');
  }
  const found = await findPerson(access, now, member);
  if (!found && !isSelf) {
    throw new NotFoundError(
      `Nobody is known as ${member}; people come from the catalog and from invitations`,
    );
  }
  const model = at === undefined ? now : await past.at(at);
  // What their sign-in says of them now says nothing of another time.
  const person =
    isSelf && at === undefined
      ? self
      : { userEntityRef: member, ownershipEntityRefs: [] };
  const answer = explain(model, { person, permission, project });
  const wantsRemedies = !answer.allowed && at === undefined && mode === 'roles';
  const body: Explanation = {
    member: { ref: member, title: found?.title ?? member },
    permission,
    ...(project !== undefined && { project: { ref: project } }),
    asOf: new Date(at ?? Date.now()).toISOString(),
    ...answer,
    remedies: wantsRemedies ? remediesFor(model, permission, project) : [],
    ...(found?.knownSince !== undefined && {
      knownSince: new Date(found.knownSince).toISOString(),
    }),
  };
  response.json(body);
}

function readAsked(request: Request): Asked {
  const params = queryOf(request);
  const given = params.get('member') ?? '';
  const member = readPersonRef(given);
  if (member === undefined) {
    throw new InputError(
      `member: must be the reference of a person, such as user:default/jane, got ${given}`,
    );
  }
  const project = params.get('project');
  const asOf = params.get('asOf');
  const at = asOf === null ? undefined : Date.parse(asOf);
  // A leap second is a time by RFC 3339, and none that this clock has.
  if (at !== undefined && !(at <= Date.now())) {
    throw new InputError(
      `asOf: must be a time that there is, and not in the future, got ${asOf}; leave it out for now`,
    );
  }
  return {
    member,
    permission: params.get('permission') ?? '',
    ...(project !== null && { project: readProject(project, 'project') }),
    ...(at !== undefined && { at }),
  };
}
