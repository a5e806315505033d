// SPDX-License-Identifier: Apache-2.0
import { DateTime } from 'luxon';

/** An ISO time as an input of type datetime-local takes it: in the viewer's zone, to the minute. */
export function localInput(time: string | undefined): string {
  const local = time ? DateTime.fromISO(time) : undefined;
  return local?.isValid ? local.toFormat("yyyy-MM-dd'T'HH:mm") : '';
}

/** The time that such an input holds, in UTC; undefined when it is empty. */
export function timeOfLocalInput(value: string): string | undefined {
  const local = DateTime.fromISO(value);
  return local.isValid ? local.toUTC().toISO() ?? undefined : undefined;
}
