// SPDX-License-Identifier: Apache-2.0
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import { referenceOf } from '../views/referenceOf';
import { tokenBeginning } from './keyToken';
import { type KeyMoment, statusOf, type StoredKey } from './StoredKey';

/** A key, as the API has it: without its token, which is not known here either. */
export function keyView(
  model: AccessModel,
  key: StoredKey,
  now: number = Date.now(),
): IngestionKey {
  const { projects, expiresAt, lastUsedAt, previous } = key;
  const who = ({ by }: KeyMoment) => referenceOf(model, by ?? 'unknown');
  return {
    id: key.id,
    name: key.name,
    tokenBeginning: tokenBeginning(key.tokenId),
    status: statusOf(key, now),
    sources: [...key.sources],
    projects: projects === 'any' ? projects : [...projects],
    mayNamePeople: key.mayNamePeople,
    requestsPerMinute: key.requestsPerMinute,
    expiresAt: expiresAt === undefined ? null : timeOf(expiresAt),
    version: key.version,
    createdAt: timeOf(key.created.at),
    createdBy: who(key.created),
    ...(key.updated && {
      updatedAt: timeOf(key.updated.at),
      updatedBy: who(key.updated),
    }),
    ...(lastUsedAt !== undefined && { lastUsedAt: timeOf(lastUsedAt) }),
    ...(key.rotated &&
      previous && {
        rotation: {
          at: timeOf(key.rotated.at),
          by: who(key.rotated),
          previousWorksUntil: timeOf(previous.until),
          ...(previous.lastUsedAt !== undefined && {
            previousLastUsedAt: timeOf(previous.lastUsedAt),
          }),
        },
      }),
    ...(key.revoked && {
      revokedAt: timeOf(key.revoked.at),
      revokedBy: who(key.revoked),
    }),
  };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
