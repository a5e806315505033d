// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from '../model/AccessModel';
import { addressKey, maskAddress } from './parseAddress';
import { providedUser, type StoredInvitation } from './StoredInvitation';

/**
 * Why an invitation is not for somebody who is signed in; undefined when it is. It is for whom the catalog knows by the
 * address that it was sent to, now or when it was made, and for the User that the catalog was given for it.
 */
export function misfitOf(
  model: AccessModel,
  invitation: StoredInvitation,
  userEntityRef: string,
): string | undefined {
  const person = model.directory.people.get(userEntityRef);
  const email = person?.email;
  const isSameAddress =
    email !== undefined && addressKey(email) === addressKey(invitation.email);
  const isInvitee =
    invitation.personRef === userEntityRef ||
    // A person whom the catalog has from elsewhere may have got the same name since.
    (invitation.personName !== undefined &&
      providedUser(invitation.personName) === userEntityRef &&
      person?.source !== 'catalog');
  if (isSameAddress || isInvitee) {
    return undefined;
  }
  const known = email
    ? `whose address the portal knows as ${email}`
    : 'of whom the portal knows no address';
  return `You are signed in as ${userEntityRef}, ${known}. The invitation is for ${maskAddress(
    invitation.email,
  )}. Sign in as the person who has that address, or ask whoever invited you to invite the address that the portal knows of you.`;
}
