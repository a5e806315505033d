// SPDX-License-Identifier: Apache-2.0
import { ResponseError } from '@backstage/errors';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from '../generated/openapi';

/** What a client needs of Backstage: the shape of the discovery and fetch APIs. @public */
export interface AuditLogClientOptions {
  readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly fetchApi: { readonly fetch: typeof fetch };
}

/** @public */
export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** Runs before openapi-fetch reads the body, which a ResponseError reads itself. */
const refusals: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
  },
};

/** A client of the API whose requests reject with a `ResponseError` when the server refuses. */
export async function createApiClient({
  discoveryApi,
  fetchApi,
}: AuditLogClientOptions): Promise<Client<paths>> {
  const baseUrl = await discoveryApi.getBaseUrl('audit-log');
  const client = createClient<paths>({
    baseUrl: `${baseUrl}/v1`,
    fetch: request => fetchWith(fetchApi.fetch, request),
  });
  client.use(refusals);
  return client;
}

/**
 * Hands a request on by its parts. Each layer of Backstage's fetch API makes a request of its own out of what it is given,
 * and a Request with a body can be made another of only once.
 */
async function fetchWith(
  fetchApi: typeof fetch,
  request: Request,
): Promise<Response> {
  const { url, method, headers, signal } = request;
  const body = method === 'GET' ? undefined : await request.text();
  return fetchApi(url, { method, headers, signal, body: body || undefined });
}

/** Asks with a client of the API, and gives the body of the answer, which it has to have. */
export async function askApi<T>(
  options: AuditLogClientOptions,
  ask: (client: Client<paths>) => Promise<{ readonly data?: T }>,
): Promise<T> {
  const { data } = await ask(await createApiClient(options));
  if (data === undefined) {
    throw new Error('The audit log answered without a body');
  }
  return data;
}
