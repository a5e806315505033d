// SPDX-License-Identifier: Apache-2.0
import type { Grant } from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import type { Origin } from '../model/facts';
import { referenceOf } from './referenceOf';

/** Since when something holds and who gave it, as the API has it. */
export function grantOf(
  model: AccessModel,
  { since, by, operationId }: Origin,
): Grant {
  return {
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...(by !== undefined && { by: referenceOf(model, by) }),
    ...(operationId !== undefined && { operationId }),
  };
}
