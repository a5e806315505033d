// SPDX-License-Identifier: Apache-2.0
import type { Invitations } from '../../access/invitations/createInvitations';
import type { AccessContext } from '../access/AccessContext';

/** What every endpoint about invitations works with. */
export interface InvitationContext extends AccessContext {
  readonly invitations: Invitations;
  /** Given when the backend stops: whoever waits for something does not any longer. */
  readonly stopping: AbortSignal;
}
