// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeyStatus } from 'backstage-plugin-audit-log-common';
import type { IngestionKeyRow } from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';
import type { StoredTime } from '../../database/tables';

/** What a key may do, as an administrator sets it. */
export interface KeyFields {
  readonly name: string;
  readonly sources: readonly string[];
  /** References in lower case. */
  readonly projects: 'any' | readonly string[];
  readonly mayNamePeople: boolean;
  readonly requestsPerMinute: number;
  /** Epoch milliseconds; absent when it works until it is revoked. */
  readonly expiresAt?: number;
}

/** When something was done to a key, in epoch milliseconds, and by whom. */
export interface KeyMoment {
  readonly at: number;
  /** Absent where it is not known. */
  readonly by?: string;
}

/** An ingestion key; times are epoch milliseconds. */
export interface StoredKey extends KeyFields {
  readonly id: string;
  readonly version: number;
  readonly tokenId: string;
  readonly secretHash: string;
  /** The token before the last rotation. */
  readonly previous?: {
    readonly secretHash: string;
    /** When it stops to work. */
    readonly until: number;
    readonly lastUsedAt?: number;
  };
  readonly lastUsedAt?: number;
  readonly created: KeyMoment;
  readonly updated?: KeyMoment;
  readonly rotated?: KeyMoment;
  readonly revoked?: KeyMoment;
}

export function readKey(row: IngestionKeyRow, dialect: Dialect): StoredKey {
  const time = (value: StoredTime | null) =>
    value === null ? undefined : dialect.readTime(value);
  const moment = (value: StoredTime | null, by: string | null) =>
    value === null
      ? undefined
      : { at: dialect.readTime(value), by: by ?? undefined };
  const until = time(row.previous_until);
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    tokenId: row.token_id,
    secretHash: row.secret_hash,
    ...(row.previous_hash !== null &&
      until !== undefined && {
        previous: {
          secretHash: row.previous_hash,
          until,
          lastUsedAt: time(row.previous_used_at),
        },
      }),
    sources: JSON.parse(row.sources),
    projects: row.projects === null ? 'any' : JSON.parse(row.projects),
    mayNamePeople: Boolean(row.may_name_people),
    requestsPerMinute: row.requests_per_minute,
    expiresAt: time(row.expires_at),
    lastUsedAt: time(row.last_used_at),
    created: moment(row.created_at, row.created_by)!,
    updated: moment(row.updated_at, row.updated_by),
    rotated: moment(row.rotated_at, row.rotated_by),
    revoked: moment(row.revoked_at, row.revoked_by),
  };
}

/** A key works until the millisecond in which it expires. */
export function statusOf(
  { revoked, expiresAt }: Pick<StoredKey, 'revoked' | 'expiresAt'>,
  now: number,
): IngestionKeyStatus {
  if (revoked) {
    return 'revoked';
  }
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}
