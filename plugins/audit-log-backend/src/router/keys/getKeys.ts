// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type {
  IngestionKeyPage,
  IngestionKeyStatus,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { keyView } from '../../access/keys/keyView';
import {
  countKeys,
  type KeyPosition,
  listKeys,
} from '../../access/keys/operations/listKeys';
import { readKey } from '../../access/keys/StoredKey';
import type { AccessContext } from '../access/AccessContext';
import { readAccess } from '../access/readAccess';
import { readListRequest } from '../access/readListRequest';
import { queryOf } from '../queryOf';

const position = z.tuple([z.string(), z.uuid()]);

/** `GET /keys` */
export async function getKeys(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const { knex, dialect } = context.access;
  const { q, limit, cursor } = readListRequest(request);
  const status = queryOf(request).get('status') as IngestionKeyStatus | null;
  const now = Date.now();
  const search = { q, status: status ?? undefined, now };

  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listKeys(knex, dialect, search, limit + 1, after);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const body: IngestionKeyPage = {
    items: items.map(row => keyView(model, readKey(row, dialect), now)),
    total: await countKeys(knex, dialect, search),
    ...(last &&
      rows.length > limit && {
        nextCursor: writeCursor({ sortKey: last.sort_key, id: last.id }),
      }),
  };
  response.json(body);
}

/** A place, not a permission: what may be seen is decided for each page. */
function writeCursor({ sortKey, id }: KeyPosition): string {
  return Buffer.from(JSON.stringify([sortKey, id])).toString('base64url');
}

function readCursor(cursor: string): KeyPosition {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [sortKey, id] = position.parse(JSON.parse(text));
    return { sortKey, id };
  } catch (error: unknown) {
    throw new InputError(
      'cursor: must be the nextCursor of an earlier page of the same list, unchanged; leave it out to begin anew',
      error,
    );
  }
}
