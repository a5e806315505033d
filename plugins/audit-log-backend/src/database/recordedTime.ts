// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';

const UUID_V7 =
  /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The end of year 9999, beyond which ISO 8601 needs an agreement that PostgreSQL does not share. */
const LATEST = Date.UTC(10000, 0, 1) - 1;

/** The recordedAt of an event: the millisecond in its id, a UUIDv7 in lower case (RFC 9562, section 5.7). */
export function recordedTime(id: string): number {
  const match = UUID_V7.exec(id);
  const time = match ? parseInt(match[1] + match[2], 16) : NaN;
  if (!(time <= LATEST)) {
    throw new InputError(
      `An audit event's id must be a UUIDv7 of this era, not '${id.slice(
        0,
        100,
      )}'`,
    );
  }
  return time;
}

/** The same of what may be no such id: undefined then. */
export function timeInId(id: string): number | undefined {
  try {
    return recordedTime(id);
  } catch {
    return undefined;
  }
}
