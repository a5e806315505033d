// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { isoTime } from '../../database/isoTime';

/**
 * The properties of an event that do not come back from their columns exactly as they are; undefined when all do. To make an event of
 * the columns and compare the two would take a third of the time that writing takes.
 */
export function unkeptOf(
  event: AuditEvent,
): Record<string, unknown> | undefined {
  let unkept: Record<string, unknown> | undefined;
  for (const name of Object.keys(event) as (keyof AuditEvent)[]) {
    const value: unknown = event[name];
    if (value !== undefined && !isKept(name, value)) {
      unkept ??= {};
      unkept[name] = value;
    }
  }
  return unkept;
}

/** Whatever is not known to be kept is not. */
function isKept(name: keyof AuditEvent, value: unknown): boolean {
  switch (name) {
    case 'id':
    case 'operationId':
    case 'plugin':
    case 'event':
    case 'action':
    case 'category':
    case 'severity':
    case 'outcome':
      return typeof value === 'string';
    case 'occurredAt':
    case 'recordedAt':
      return typeof value === 'string' && isTime(value);
    case 'sequence':
    case 'durationMs':
      return Number.isSafeInteger(value);
    case 'actor':
      return hasOnlyTexts(value, isOfActor);
    case 'request':
      return hasOnlyTexts(value, isOfRequest) && !isEmpty(value);
    case 'error':
      return hasOnlyTexts(value, isOfError) && !isEmpty(value);
    case 'targets':
    case 'projects':
      return Array.isArray(value) && value.every(isNamed);
    case 'redacted':
    case 'truncated':
    case 'labels':
    case 'erased':
      return Array.isArray(value) && value.every(isText);
    // These are JSON in their columns.
    case 'meta':
    case 'changes':
      return true;
    default:
      return false;
  }
}

/** Milliseconds in UTC, as `Date.toISOString` writes them: the column has no more. */
function isTime(text: string): boolean {
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && isoTime(milliseconds) === text;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** Whether a value is an object all of whose properties are texts with names that are known. */
function hasOnlyTexts(
  value: unknown,
  isKnown: (name: string) => boolean,
): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  for (const name of Object.keys(value)) {
    if (!isKnown(name) || !isText(value[name as keyof object])) {
      return false;
    }
  }
  return true;
}

function isOfActor(name: string): boolean {
  return (
    name === 'type' || name === 'ref' || name === 'title' || name === 'via'
  );
}

function isOfRequest(name: string): boolean {
  return (
    name === 'method' ||
    name === 'path' ||
    name === 'address' ||
    name === 'userAgent' ||
    name === 'traceId'
  );
}

function isOfError(name: string): boolean {
  return name === 'name' || name === 'message';
}

function isNamed(value: unknown): boolean {
  return hasOnlyTexts(value, isOfNamed) && isText(value['ref' as keyof object]);
}

function isOfNamed(name: string): boolean {
  return name === 'ref' || name === 'title';
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}
