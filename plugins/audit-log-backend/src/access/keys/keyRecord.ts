// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { KeyFields, StoredKey } from './StoredKey';

/** What of a key goes on record. */
export function keyRecord({
  name,
  sources,
  projects,
  mayNamePeople,
  requestsPerMinute,
  expiresAt,
}: KeyFields): JsonObject {
  return {
    name,
    sources: [...sources],
    projects: projects === 'any' ? projects : [...projects],
    mayNamePeople,
    requestsPerMinute,
    expiresAt: timeOf(expiresAt),
  };
}

/** The projects that it is for: what it may do is configuration of these as well. */
export function projectsOf(...keys: readonly KeyFields[]): string[] {
  return [
    ...new Set(
      keys.flatMap(({ projects }) => (projects === 'any' ? [] : projects)),
    ),
  ];
}

/** What goes on record of who may use it: the tokens themselves, never. */
export function tokenRecord({ rotated, previous }: StoredKey): JsonObject {
  return {
    issuedAt: timeOf(rotated?.at),
    previousWorksUntil: timeOf(previous?.until),
  };
}

function timeOf(milliseconds: number | undefined): string | null {
  return milliseconds === undefined
    ? null
    : new Date(milliseconds).toISOString();
}
