// SPDX-License-Identifier: Apache-2.0
import { DateTime } from 'luxon';

/** The last moment of a day that an input of type date holds, in the viewer's zone; undefined when it holds none. */
export function lastMoment(day: string): string | undefined {
  const date = DateTime.fromISO(day);
  return date.isValid
    ? date.endOf('day').toUTC().toISO() ?? undefined
    : undefined;
}

/** The day of a time as such an input takes it, in the viewer's zone. */
export function dayInput(time: string | undefined): string {
  const date = time ? DateTime.fromISO(time) : undefined;
  return date?.isValid ? date.toFormat('yyyy-MM-dd') : '';
}
