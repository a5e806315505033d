// SPDX-License-Identifier: Apache-2.0
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import { inLowerCase } from '../../access/Granter';
import type { AccessModel } from '../../access/model/AccessModel';
import type { MemberContext } from './MemberContext';

/** Who is signed in, as the model has references; what their sign-in said counts only when the catalog does not know them. */
export async function signedInPrincipal(
  { auth, userInfo }: MemberContext,
  credentials: BackstageCredentials,
  model: AccessModel,
): Promise<AccessPrincipal | undefined> {
  if (!auth.isPrincipal(credentials, 'user')) {
    return undefined;
  }
  const { userEntityRef } = credentials.principal;
  const person = inLowerCase({ userEntityRef, ownershipEntityRefs: [] });
  if (model.directory.people.has(person.userEntityRef)) {
    return person;
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return inLowerCase({ userEntityRef, ownershipEntityRefs });
}
