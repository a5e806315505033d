// SPDX-License-Identifier: Apache-2.0
import { auditLogErasePermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { ErasuresContext } from './ErasuresContext';

/** `POST /erasures/preview` */
export async function previewErasure(
  context: ErasuresContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, changes, erasures } = context;
  const { credentials } = await callerOf(request, context);
  const { person }: { person: string } = request.body;
  const events = await changes.record(
    { eventId: 'erasure', request, meta: { queryType: 'preview' } },
    async () => {
      await authorizer.authorizeOrganization(
        credentials,
        auditLogErasePermission,
      );
      return { result: await erasures.preview(person) };
    },
  );
  response.json({ events });
}
