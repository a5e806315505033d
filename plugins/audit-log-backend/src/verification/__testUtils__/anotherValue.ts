// SPDX-License-Identifier: Apache-2.0
import { uuidAt } from '../../__testUtils__/auditEvent';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A value of a column, or of a member of JSON, of the same kind and another one. */
export function anotherValue(value: unknown): any {
  if (value instanceof Date) {
    return new Date(value.getTime() + 1);
  }
  if (Buffer.isBuffer(value)) {
    const copy = Buffer.from(value);
    copy[copy.length - 1] ^= 1;
    return copy;
  }
  switch (typeof value) {
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    case 'string':
      if (UUID.test(value)) {
        return uuidAt();
      }
      return /^\d+$/.test(value) ? String(Number(value) + 1) : `${value}x`;
    default:
      return 'x';
  }
}
