// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type {
  QuarantinePage,
  QuarantineReason,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { QuarantinePosition } from '../../ingestion/quarantine/operations/listQuarantined';
import { queryOf } from '../queryOf';
import type { IngestionContext } from './IngestionContext';
import { quarantineView } from './quarantineView';
import { readQuarantine } from './readQuarantine';

const DEFAULT_LIMIT = 50;

/** Within the times that a Date can hold. */
const position = z.tuple([z.number().int().min(0).max(8.64e15), z.uuid()]);

/** `GET /quarantine` */
export async function listQuarantine(
  context: IngestionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const params = queryOf(request);
  const given = (name: string) => params.get(name) ?? undefined;
  const cursor = given('cursor');
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const [key, source, reason] = ['key', 'source', 'reason'].map(given);

  const { items, total, next } = await readQuarantine(
    context,
    request,
    {
      ...(key !== undefined && { key }),
      ...(source !== undefined && { source }),
      ...(reason !== undefined && { reason }),
    },
    () =>
      context.quarantine.page(
        {
          emitter: key && `key:${key.toLowerCase()}`,
          source,
          reason: reason as QuarantineReason | undefined,
        },
        Number(params.get('limit') ?? DEFAULT_LIMIT),
        after,
      ),
  );
  const body: QuarantinePage = {
    items: items.map(quarantineView),
    total,
    ...(next && { nextCursor: writeCursor(next) }),
  };
  response.json(body);
}

/** A place, not a permission: what may be seen is decided for each page. */
function writeCursor({ time, id }: QuarantinePosition): string {
  return Buffer.from(JSON.stringify([time, id])).toString('base64url');
}

function readCursor(cursor: string): QuarantinePosition {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [time, id] = position.parse(JSON.parse(text));
    return { time, id };
  } catch (error: unknown) {
    throw new InputError(
      'cursor: must be the nextCursor of an earlier page of the same list, unchanged; leave it out to begin anew',
      error,
    );
  }
}
