// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { parsePolicy } from '../../retention/policy/parsePolicy';
import { callerOf } from '../callerOf';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `POST /retention/preview` */
export async function previewRetention(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials } = await callerOf(request, context);
  const { policy }: { readonly policy: unknown } = request.body;
  const { removesSooner, ...preview } = await changes.record(
    { eventId: 'retention-write', request, meta: { queryType: 'preview' } },
    async () => {
      await authorizeConfiguring(context, credentials);
      const parsed = parsePolicy(policy, 'policy');
      return { result: await retention.policies.preview(parsed) };
    },
  );
  response.json(preview);
}
