// SPDX-License-Identifier: Apache-2.0
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { type Actor, ACTOR_TYPES } from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import { readField } from '../bounds/mergeFields';
import {
  type Identified,
  type IdentifyOptions,
  readActor,
} from '../recording/readActor';
import type { AuditRecord } from './AuditRecord';
import type { Given } from './readGiven';

/** Who did what a plugin records: whom it names, else whose credentials it gives, else who made the request. */
export async function identifyRecorded(
  record: Given<AuditRecord>,
  services: Pick<
    IdentifyOptions,
    'auth' | 'httpAuth' | 'pluginId' | 'checking'
  >,
): Promise<Identified> {
  const { actor, credentials, request } = record;
  return typeof actor === 'object' && actor !== null
    ? { actor: copyActor(actor) }
    : readActor({
        ...services,
        credentials: credentials as BackstageCredentials | undefined,
        request: request as Request | undefined,
      });
}

function copyActor(given: object): Actor {
  const text = (field: keyof Actor) => {
    const value = readField(given, field);
    return typeof value === 'string' && value !== ''
      ? { [field]: value }
      : undefined;
  };
  const type = readField(given, 'type');
  return {
    type: ACTOR_TYPES.find(known => known === type) ?? 'anonymous',
    ...text('ref'),
    ...text('title'),
    ...text('via'),
  };
}
