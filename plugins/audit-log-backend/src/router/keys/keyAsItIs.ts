// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import { keyRecord, projectsOf } from '../../access/keys/keyRecord';
import { findKey } from '../../access/keys/operations/findKey';
import type { AccessContext } from '../access/AccessContext';

/** What of a key goes on record when a change of it is refused. Nothing but its id where it cannot be read. */
export async function keyAsItIs(
  { access: { knex, dialect } }: AccessContext,
  id: string,
): Promise<JsonObject> {
  const key = await findKey(knex, dialect, { id }).catch(() => undefined);
  return {
    keyId: id,
    ...(key && {
      keyName: key.name,
      before: keyRecord(key),
      projects: projectsOf(key),
    }),
  };
}
