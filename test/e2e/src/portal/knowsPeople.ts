// SPDX-License-Identifier: Apache-2.0
import { people } from '../people';
import type { Session } from './signIn';

interface CatalogUser {
  readonly relations?: readonly { readonly type: string }[];
}

/** Whether all people of the tests are in the catalog, with the groups that they are in: without, they cannot sign in. */
export async function knowsPeople(
  url: string,
  { token }: Session,
): Promise<boolean> {
  const response = await fetch(`${url}/api/catalog/entities/by-refs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      entityRefs: people.map(({ ref }) => ref),
      fields: ['relations'],
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) {
    return false;
  }
  const { items }: { items: readonly (CatalogUser | null)[] } =
    await response.json();
  return items.every(user =>
    user?.relations?.some(({ type }) => type === 'memberOf'),
  );
}
