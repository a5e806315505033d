// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import type { Emitter } from '../../ingestion/Emitter';
import { callerOf } from '../callerOf';
import type { IngestionContext } from './IngestionContext';

/** RFC 6750, section 2.1; the scheme in any case. */
const KEY_TOKEN = /^bearer +(bkal_\S*)\s*$/i;
const PLUGIN = 'plugin:';

/** Who reports events in a request. Only plugins of the portal and ingestion keys may. */
export async function emitterOf(
  request: Request,
  context: IngestionContext,
): Promise<Emitter> {
  const [, token] = KEY_TOKEN.exec(request.header('authorization') ?? '') ?? [];
  if (token !== undefined) {
    const key = await context.ingestionKeys.authenticate(token, request);
    return { kind: 'key', key };
  }
  const { principal, isPerson } = await callerOf(request, context);
  if (isPerson) {
    throw new NotAllowedError(
      'Events are reported by plugins and by systems outside the portal, not by people; use an ingestion key, which an administrator creates in Access Control under Keys',
    );
  }
  if (!principal.startsWith(PLUGIN)) {
    throw new NotAllowedError(
      `${principal} is no plugin of this portal; systems outside of it report events with an ingestion key, which an administrator creates in Access Control under Keys`,
    );
  }
  return { kind: 'plugin', pluginId: principal.slice(PLUGIN.length) };
}
