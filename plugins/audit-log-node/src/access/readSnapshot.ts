// SPDX-License-Identifier: Apache-2.0
import type { AccessSnapshot } from './AccessSnapshot';

type Json = Readonly<Record<string, unknown>>;

/** Takes JSON for a snapshot; throws where it is none, so that nothing is ever decided from half of one. */
export function readSnapshot(json: unknown): AccessSnapshot {
  if (!isSnapshot(json)) {
    throw new Error(
      'It answered with something that is no access snapshot; the packages of the audit log must be of the same version in both backends',
    );
  }
  return json;
}

function isSnapshot(json: unknown): json is AccessSnapshot {
  if (!isObject(json)) {
    return false;
  }
  const { version, roles, grants, people, claims } = json;
  return (
    typeof version === 'string' &&
    isListOf(roles, permissions => isListOf(permissions, isText)) &&
    isListOf(grants, grant => isGrant(grant, roles.length)) &&
    [people, claims].every(
      holders =>
        isObject(holders) &&
        Object.values(holders).every(indices =>
          isListOf(indices, index => isIndexIn(index, grants.length)),
        ),
    )
  );
}

function isGrant(grant: unknown, roles: number): boolean {
  return (
    isObject(grant) &&
    isIndexIn(grant.role, roles) &&
    (grant.project === undefined || isText(grant.project))
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(
  value: unknown,
  isItem: (item: unknown) => boolean,
): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isIndexIn(value: unknown, length: number): boolean {
  return (
    Number.isInteger(value) && Number(value) >= 0 && Number(value) < length
  );
}
