// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** Where an event came from, and what it is called there: by these two an event is known again. */
export interface ReceivedId {
  /** `plugin:` and the id of a plugin, or `external:` and the source that a key may use. */
  readonly origin: string;
  readonly id: string;
}

/**
 * What is kept of an id, whatever its length. Of the JSON of the two, so that no two pairs make the same text, and halves of
 * surrogate pairs stay apart.
 */
export function receivedKey({ origin, id }: ReceivedId): string {
  return createHash('sha256')
    .update(JSON.stringify([origin, id]))
    .digest('base64url');
}
