// SPDX-License-Identifier: Apache-2.0
import {
  type NewAuditEvent,
  OUTCOMES,
} from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import type { Limits } from '../bounds/Limits';
import { createEvent } from '../recording/createEvent';
import type { OperationDescription } from '../recording/OperationDescription';
import { outcomeOf } from '../recording/readError';
import { readRequest } from '../recording/readRequest';
import type { AuditRecord } from './AuditRecord';
import type { Given } from './readGiven';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const UUID_V7 =
  /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** The event of an operation that is over, but for who it was. What of it cannot be used is as if it had not been given. */
export function eventOfRecord(options: {
  readonly plugin: string;
  readonly record: Given<AuditRecord>;
  readonly description: OperationDescription;
  readonly limits: Limits;
}): NewAuditEvent {
  const { record, ...rest } = options;
  const { id, operationId, error, request } = record;
  return createEvent({
    ...rest,
    id: isEventId(id) ? id.toLocaleLowerCase('en-US') : uuidv7(),
    operationId: isText(operationId, UUID) ? operationId : uuidv7(),
    outcome:
      OUTCOMES.find(outcome => outcome === record.outcome) ??
      (error === undefined ? 'succeeded' : outcomeOf(error)),
    error,
    request: request ? readRequest(request as Request) : undefined,
    occurredAt: readTime(record.occurredAt),
  });
}

/** Whether an event can be recorded under it: a UUIDv7, of which the time can be told. */
export function isEventId(id: unknown): id is string {
  return isText(id, UUID_V7);
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** Undefined for what is no time of this era. */
function readTime(given: unknown): number | undefined {
  const time = given instanceof Date ? given.getTime() : NaN;
  return time >= 0 ? time : undefined;
}
