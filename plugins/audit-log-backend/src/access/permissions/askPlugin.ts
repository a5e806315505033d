// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  publishedPermissions,
  type PublishedPermission,
} from './PublishedPermission';

const METADATA = '/.well-known/backstage/permissions/metadata';

export interface AskPluginOptions {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly signal: AbortSignal;
}

/** The permissions that a plugin publishes. A plugin that has none says so by 404, or by answering with no JSON at all. */
export async function askPlugin(
  plugin: string,
  { auth, discovery, signal }: AskPluginOptions,
): Promise<readonly PublishedPermission[]> {
  const baseUrl = await discovery.getBaseUrl(plugin);
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: plugin,
  });
  const response = await fetch(`${baseUrl}${METADATA}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
    signal,
  });
  if (response.status === 404) {
    await response.body?.cancel();
    return [];
  }
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  // The app serves its page for whatever it is asked.
  if (!response.headers.get('content-type')?.includes('json')) {
    await response.body?.cancel();
    return [];
  }
  return publishedPermissions(await response.json());
}
