// SPDX-License-Identifier: Apache-2.0
import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import {
  isInvitationAddress,
  takeInvitationToken,
} from '../components/InvitationPage/invitationToken';

/**
 * Takes the token of an invitation out of the address when the app is put together. The page itself comes too late:
 * by then the router has read the address and reported it to analytics.
 */
export const invitationTokenTaker = AppRootElementBlueprint.makeWithOverrides({
  name: 'invitation-token-taker',
  factory(originalFactory) {
    if (isInvitationAddress()) {
      takeInvitationToken();
    }
    return originalFactory({ element: <></> });
  },
});
