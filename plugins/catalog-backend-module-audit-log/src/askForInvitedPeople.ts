// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { InvitedPerson } from 'backstage-plugin-audit-log-common';

const PLUGIN = 'audit-log';
/** For how long the audit log is asked to wait for something new. */
const WAIT_SECONDS = 25;
/** A connection that is silent for longer is taken for a dead one. */
const TIMEOUT_MS = (WAIT_SECONDS + 10) * 1000;

/** Whom the audit log invited, at one moment. */
export interface InvitedPeople {
  readonly version: string;
  readonly items: readonly InvitedPerson[];
}

/**
 * Asks the audit log, which may run in another backend, whom it invited. With a version that is known already, it waits for
 * a while for another one; undefined when there is none.
 */
export async function askForInvitedPeople(options: {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
}): Promise<InvitedPeople | undefined> {
  const { auth, discovery, after, signal } = options;
  const baseUrl = await discovery.getBaseUrl(PLUGIN);
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: PLUGIN,
  });
  const query = new URLSearchParams(
    after === undefined ? {} : { after, wait: String(WAIT_SECONDS) },
  );
  const response = await fetch(`${baseUrl}/v1/invitations/people?${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (response.status === 304) {
    return undefined;
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const { version, items } = (await response.json()) as Partial<InvitedPeople>;
  if (typeof version !== 'string' || !Array.isArray(items)) {
    throw new Error('The audit log answered with something else than a list');
  }
  return { version, items };
}
