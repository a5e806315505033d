// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { InvitedPerson } from 'backstage-plugin-audit-log-common';

const PLUGIN = 'audit-log';
const TIMEOUT_MS = 20_000;

/** Asks the audit log, which may run in another backend, whom it invited. */
export async function askForInvitedPeople(options: {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly signal: AbortSignal;
}): Promise<readonly InvitedPerson[]> {
  const { auth, discovery, signal } = options;
  const baseUrl = await discovery.getBaseUrl(PLUGIN);
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: PLUGIN,
  });
  const response = await fetch(`${baseUrl}/v1/invitations/people`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const { items } = (await response.json()) as { items?: InvitedPerson[] };
  if (!Array.isArray(items)) {
    throw new Error('The audit log answered with something else than a list');
  }
  return items;
}
