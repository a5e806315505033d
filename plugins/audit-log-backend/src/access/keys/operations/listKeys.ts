// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeyStatus } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type IngestionKeyRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';
import { storedText } from '../../../database/storedText';
import { foldText } from '../../lists/foldText';
import { tokenIdIn } from '../keyToken';

export interface KeySearch {
  /** Part of what a key is found by, or the beginning of its token, or all of that. */
  readonly q?: string;
  readonly status?: IngestionKeyStatus;
  readonly now: number;
}

export interface KeyPosition {
  readonly sortKey: string;
  readonly id: string;
}

/** By name, those after a position. */
export function listKeys(
  knex: Knex,
  dialect: Dialect,
  search: KeySearch,
  limit: number,
  position?: KeyPosition,
): Promise<IngestionKeyRow[]> {
  const query = knex<IngestionKeyRow>(ACCESS_TABLES.ingestionKeys)
    .orderBy(['sort_key', 'id'])
    .limit(limit);
  if (position) {
    query.whereRaw('(sort_key, id) > (?, ?)', [
      storedText(position.sortKey),
      storedText(position.id),
    ]);
  }
  return narrow(query, dialect, search);
}

export async function countKeys(
  knex: Knex,
  dialect: Dialect,
  search: KeySearch,
): Promise<number> {
  const [{ count }] = await narrow(
    knex(ACCESS_TABLES.ingestionKeys),
    dialect,
    search,
  ).count({ count: '*' });
  return Number(count);
}

function narrow<Q extends Knex.QueryBuilder>(
  query: Q,
  dialect: Dialect,
  { q, status, now }: KeySearch,
): Q {
  if (q !== undefined) {
    const tokenId = tokenIdIn(q.trim());
    const part = storedText(foldText(q.trim()));
    if (tokenId) {
      query.whereRaw('substr(token_id, 1, ?) = ?', [tokenId.length, tokenId]);
    } else {
      query.whereRaw(`search_text LIKE ? ESCAPE '\\'`, [
        `%${part.replace(/[\\%_]/g, '\\$&')}%`,
      ]);
    }
  }
  const time = dialect.writeTime(now);
  if (status === 'revoked') {
    query.whereNotNull('revoked_at');
  } else if (status === 'expired') {
    query.whereNull('revoked_at').where('expires_at', '<=', time);
  } else if (status === 'active') {
    query
      .whereNull('revoked_at')
      .where(working =>
        working.whereNull('expires_at').orWhere('expires_at', '>', time),
      );
  }
  return query;
}
