// SPDX-License-Identifier: Apache-2.0
import { exampleEntities } from './exampleEntities';
import type { Session } from './signIn';

interface Entity {
  readonly relations?: readonly object[];
}

/**
 * Whether everything of the examples is in the catalog, with what it is related to, and Access Control has all of the people and
 * groups: a portal fills itself after its start, and answers before. Asked by an administrator.
 */
export async function knowsExamples(
  url: string,
  { token }: Session,
): Promise<boolean> {
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/api/${path}`, {
      method: body && 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        connection: 'close',
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status}`);
    }
    return response.json();
  };

  const entityRefs = await exampleEntities();
  const { items } = await ask<{ items: readonly (Entity | null)[] }>(
    'catalog/entities/by-refs',
    { entityRefs, fields: ['relations'] },
  );
  if (!items.every(entity => entity?.relations?.length)) {
    return false;
  }
  for (const [kind, list] of [
    ['user', 'members'],
    ['group', 'groups'],
  ]) {
    const expected = entityRefs.filter(ref => ref.startsWith(`${kind}:`));
    const { total } = await ask<{ total: number }>(
      `audit-log/v1/${list}?limit=1`,
    );
    if (total < expected.length) {
      return false;
    }
  }
  return true;
}
