// SPDX-License-Identifier: Apache-2.0
import { uuidv7 } from 'uuidv7';

/**
 * An id for an event that may have to be recorded more than once until it is on record. The time in it becomes the time at
 * which it was recorded.
 *
 * @public
 */
export function newEventId(): string {
  return uuidv7();
}
