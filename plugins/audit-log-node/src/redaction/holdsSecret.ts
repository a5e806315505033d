// SPDX-License-Identifier: Apache-2.0
import type {
  FieldChange,
  NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { REDACTED, redactText } from './redactText';
import type { SecretKeys } from './SecretKeys';

/** No shape of a secret is shorter, in the name of a field. */
const SHORTEST_SECRET = 16;

/** Whether there is anything in an event that `redactEvent` takes out. It makes nothing, and most events are done with that. */
export function holdsSecret(
  { targets, request, error, changes, meta }: NewAuditEvent,
  secretKeys: SecretKeys,
): boolean {
  return (
    targets.some(({ title }) => isSecret(title)) ||
    (request !== undefined &&
      (isSecret(request.path) || isSecret(request.userAgent))) ||
    isSecret(error?.message) ||
    (changes?.some(change => changeHolds(change, secretKeys)) ?? false) ||
    jsonHolds(meta, secretKeys)
  );
}

/** Whether the name of a field is a secret that somebody took for one. */
export function isSecretText(name: string): boolean {
  return name.length >= SHORTEST_SECRET && isSecret(name);
}

/** Whether a JSON Pointer leads through a field that holds secrets. */
export function namesSecret(pointer: string, secretKeys: SecretKeys): boolean {
  return namesIn(pointer).some(name => secretKeys.has(name));
}

/** Whether there is anything to a secret: nothing, yes and no give none away, and say that there was one or not. */
export function tells(value: unknown): boolean {
  return (
    value !== null &&
    value !== undefined &&
    value !== '' &&
    value !== REDACTED &&
    typeof value !== 'boolean'
  );
}

function isSecret(text: string | undefined): boolean {
  return text !== undefined && redactText(text) !== text;
}

function changeHolds(
  { path, before, after }: FieldChange,
  secretKeys: SecretKeys,
): boolean {
  if (isSecret(path)) {
    return true;
  }
  return namesSecret(path, secretKeys)
    ? tells(before) || tells(after)
    : jsonHolds(before, secretKeys) || jsonHolds(after, secretKeys);
}

function jsonHolds(value: unknown, secretKeys: SecretKeys): boolean {
  if (typeof value === 'string') {
    return isSecret(value);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (Array.isArray(value)) {
    return value.some(item => jsonHolds(item, secretKeys));
  }
  for (const key of Object.keys(value)) {
    const field: unknown = (value as Record<string, unknown>)[key];
    if (
      isSecretText(key) ||
      (secretKeys.has(key) ? tells(field) : false) ||
      jsonHolds(field, secretKeys)
    ) {
      return true;
    }
  }
  return false;
}

/** The names of fields in a JSON Pointer, RFC 6901, section 4: in this order, or `~01` would become `/`. */
function namesIn(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .map(name => name.replace(/~1/g, '/').replace(/~0/g, '~'));
}
