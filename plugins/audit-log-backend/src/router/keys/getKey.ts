// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { keyView } from '../../access/keys/keyView';
import { findKey } from '../../access/keys/operations/findKey';
import type { AccessContext } from '../access/AccessContext';
import { readAccess } from '../access/readAccess';
import { setVersion } from '../access/versions';

/** `GET /keys/{id}` */
export async function getKey(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const { id } = request.params;
  const { knex, dialect } = context.access;
  const key = await findKey(knex, dialect, { id });
  if (!key) {
    throw new NotFoundError(`There is no ingestion key ${id}`);
  }
  setVersion(response, key.version);
  response.json(keyView(model, key));
}
