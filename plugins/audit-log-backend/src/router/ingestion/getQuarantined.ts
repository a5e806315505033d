// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Request, Response } from 'express';
import type { IngestionContext } from './IngestionContext';
import { quarantineDetails } from './quarantineView';
import { readQuarantine } from './readQuarantine';

/** `GET /quarantine/{id}` */
export async function getQuarantined(
  context: IngestionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  const item = await readQuarantine(
    context,
    request,
    { quarantineId: id },
    async () => {
      const found = await context.quarantine.find(id);
      if (!found) {
        throw new NotFoundError(`Nothing is in quarantine under ${id}`);
      }
      return found;
    },
  );
  response.json(quarantineDetails(item));
}
