// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import { auditLogErasePermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { requireNameless } from '../../erasure/Erasures';
import { callerOf } from '../callerOf';
import type { ErasuresContext } from './ErasuresContext';

/** `POST /erasures`. Who is erased is not in the event that tells of it, or it would be what is to be erased next. */
export async function erasePerson(
  context: ErasuresContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, changes, erasures } = context;
  const { credentials, principal } = await callerOf(request, context);
  const { person, reason }: { person: string; reason: string } = request.body;
  const erasure = await changes.record(
    {
      eventId: 'erasure',
      request,
      severity: 'high',
      meta: { actionType: 'begin' },
    },
    async id => {
      await authorizer.authorizeOrganization(
        credentials,
        auditLogErasePermission,
      );
      // The reason goes on record once it is known that it names nobody.
      requireNameless(reason, person);
      if (id === undefined) {
        throw new ServiceUnavailableError(
          'Nothing can be erased while the audit log does not record: another auditor stands in its place',
        );
      }
      const result = await erasures.begin({
        id,
        person,
        reason,
        startedBy: principal,
      });
      return { result, meta: { reason } };
    },
  );
  response.status(202).json(erasure);
}
