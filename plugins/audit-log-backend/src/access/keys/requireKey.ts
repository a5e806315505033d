// SPDX-License-Identifier: Apache-2.0
import { ConflictError, NotFoundError } from '@backstage/errors';
import { changedSince } from '../changedSince';
import type { AccessTransaction } from '../store/AccessTransaction';
import { referenceOf } from '../views/referenceOf';
import { keyView } from './keyView';
import { findKey } from './operations/findKey';
import { findLiveKeyByName } from './operations/findLiveKeyByName';
import type { KeyMoment, StoredKey } from './StoredKey';

/** A key that is to be changed. Throws a NotFoundError when there is none, and a ConflictError when it is revoked. */
export async function requireLiveKey(
  { knex, dialect, model }: AccessTransaction,
  id: string,
): Promise<StoredKey> {
  const key = await findKey(knex, dialect, { id });
  if (!key) {
    throw new NotFoundError(`There is no ingestion key ${id}`);
  }
  if (key.revoked) {
    const { at, by } = key.revoked;
    const who = by === undefined ? undefined : referenceOf(model, by);
    throw new ConflictError(
      `The ingestion key ${key.name} was revoked${
        who ? ` by ${who.title ?? who.ref}` : ''
      } at ${new Date(
        at,
      ).toISOString()}, which is for good; create another one in its place`,
    );
  }
  return key;
}

/** Throws a PreconditionFailedError when a key is in another version than its change starts from. */
export function requireKeyVersion(
  { model, now }: AccessTransaction,
  key: StoredKey,
  version: number,
): void {
  if (key.version === version) {
    return;
  }
  const isRotation = (key.rotated?.at ?? 0) > (key.updated?.at ?? 0);
  const last: KeyMoment =
    (isRotation ? key.rotated : key.updated) ?? key.created;
  throw changedSince(model, {
    what: `The ingestion key ${key.name}`,
    origin: { since: last.at, by: last.by },
    differences: [
      isRotation ? 'it has another token' : 'what it may do is another thing',
    ],
    current: keyView(model, key, now),
  });
}

/** Throws a ConflictError when another key has the name, whatever its case. */
export async function requireFreeKeyName(
  { knex }: AccessTransaction,
  name: string,
  ownId?: string,
): Promise<void> {
  const other = await findLiveKeyByName(knex, name);
  if (other && other.id !== ownId) {
    throw new ConflictError(
      `name: there is an ingestion key with this name already, ${other.name}; choose another name, or change that key`,
    );
  }
}
